// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import static java.util.Objects.requireNonNull;

import dev.tokka.Example;
import dev.tokka.Question;
import java.util.List;

/**
 * What came of showing a model some examples, as an experiment or people's corrections tell.
 *
 * @param question what was asked
 * @param shown the examples that the model was shown with it
 * @param right whether the answer was right
 */
public record ExampleTrial(Question question, List<Example> shown, boolean right) {

    /** Checks and copies the components. */
    public ExampleTrial {
        requireNonNull(question, "question");
        shown = List.copyOf(shown);
    }
}
