// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.cleaning;

import dev.tokka.finetune.data.TrainingRow;

/** Judges rows, one after the other. May remember those it has seen, so one is for one pass and one thread. */
@FunctionalInterface
public interface RowFilter {

    /** Returns whether {@code row} stays, and as what. */
    Verdict judge(TrainingRow row);
}
