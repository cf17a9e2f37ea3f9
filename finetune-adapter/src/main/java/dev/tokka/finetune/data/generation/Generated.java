// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.generation;

import static java.util.Objects.requireNonNull;

import dev.tokka.finetune.data.StepCount;
import dev.tokka.finetune.data.TrainingSet;
import java.util.Optional;

/**
 * What came of a run.
 *
 * @param set the rows; empty if the budget of the teacher was spent before the sources were at their end
 * @param count how many sources became how many rows, and why things were left out
 * @param spent what the teacher has used, over all resumptions
 * @param teacher the fingerprint of the teacher, if there was one
 * @param settings the digest of generator, seed and teacher
 */
public record Generated(
        Optional<TrainingSet> set, StepCount count, Spent spent, Optional<String> teacher, String settings) {

    /** Checks that all is there. */
    public Generated {
        requireNonNull(set, "set");
        requireNonNull(count, "count");
        requireNonNull(spent, "spent");
        requireNonNull(teacher, "teacher");
        requireNonNull(settings, "settings");
    }
}
