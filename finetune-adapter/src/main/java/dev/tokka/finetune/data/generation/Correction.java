// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.generation;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Digests;
import dev.tokka.finetune.data.RowSource;
import dev.tokka.finetune.data.TrainingQuestion;
import java.util.Optional;

/**
 * An entry of a log: what was asked, what a model answered, and what it should have answered.
 *
 * @param id identifies the entry; not blank
 * @param question what was asked
 * @param given what was answered; not blank
 * @param corrected what somebody wrote in its place, or accepted it as, if somebody looked at it; not blank
 */
public record Correction(String id, TrainingQuestion question, String given, Optional<String> corrected)
        implements RowSource {

    /** Checks the above. */
    public Correction {
        Checks.requireText(id, "id");
        requireNonNull(question, "question");
        Checks.requireText(given, "given");
        corrected.ifPresent(text -> Checks.requireText(text, "corrected"));
    }

    /** Returns an entry that somebody corrected. */
    public static Correction of(String id, String question, String given, String corrected) {
        return new Correction(id, TrainingQuestion.of(question), given, Optional.of(corrected));
    }

    @Override
    public String digest() {
        return Digests.sha256(question + "\n" + given.length() + given + corrected);
    }

    @Override
    public String toString() {
        return "Correction " + id; // logs must not hold what users say
    }
}
