// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Example;
import dev.tokka.prompting.Prompting;
import java.util.List;

/**
 * What a model is trained with.
 *
 * @param examples questions with wanted answers, or else with those that the prompted model gave and that are right; at least
 *     one, all different
 * @param prompting so far; the trained model is asked with it, too
 * @param model which is to be trained; asking it is metered, and answers past the budget's end are refused
 * @param seed of what is left to chance
 */
public record TrainingSet(List<Example> examples, Prompting prompting, DomainModel model, long seed) {

    /** Copies the examples. */
    public TrainingSet {
        examples = List.copyOf(examples);
        Checks.requireAtLeast(1, examples.size(), "number of examples");
        requireNonNull(prompting, "prompting");
        requireNonNull(model, "model");
    }

    /** Returns the SHA-256 of all this, by which a trainer finds what it made of it before. */
    public String fingerprint() {
        Description set = Description.of("training set")
                .with("seed", seed)
                .withPart(prompting.specialize(model).describe());
        for (Example example : examples) {
            set = set.withPart(Description.of("example", example.question()).with("answer", example.answer()));
        }
        return set.fingerprint();
    }
}
