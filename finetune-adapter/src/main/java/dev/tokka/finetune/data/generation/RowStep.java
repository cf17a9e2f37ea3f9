// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.generation;

import dev.tokka.Description;
import dev.tokka.finetune.data.TrainingRow;
import java.util.List;

/**
 * Makes rows of a row, such as paraphrases. Deterministic and safe for use by many threads, as {@link RowGenerator} says.
 */
@FunctionalInterface
public interface RowStep {

    /** Returns the rows in place of {@code row}: itself, others, or none. */
    List<TrainingRow> apply(TrainingRow row, Work work);

    /** Returns what decides the rows; {@linkplain Description#opaque opaque} unless it says more. */
    default Description describe() {
        return Description.opaque(this);
    }
}
