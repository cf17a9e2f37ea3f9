// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.cleaning;

import dev.tokka.Checks;
import dev.tokka.finetune.data.TrainingRow;
import java.util.Optional;

/**
 * What becomes of a row.
 *
 * @param row as which it stays; empty if it is left out
 * @param reason why it was left out or changed, in a few words that are the same each time, without text of the row; empty
 *     if it stays as it is
 */
public record Verdict(Optional<TrainingRow> row, Optional<String> reason) {

    /** Checks that a row that is left out has a reason. */
    public Verdict {
        reason.ifPresent(text -> Checks.requireText(text, "reason"));
        if (row.isEmpty() && reason.isEmpty()) {
            throw new IllegalArgumentException("a row that is left out must have a reason but has none");
        }
    }

    /** Returns that {@code row} stays as it is. */
    public static Verdict keep(TrainingRow row) {
        return new Verdict(Optional.of(row), Optional.empty());
    }

    /** Returns that the row stays as {@code row}. */
    public static Verdict change(TrainingRow row, String reason) {
        return new Verdict(Optional.of(row), Optional.of(reason));
    }

    /** Returns that the row is left out. */
    public static Verdict drop(String reason) {
        return new Verdict(Optional.empty(), Optional.of(reason));
    }
}
