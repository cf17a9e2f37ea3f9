// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.generation;

import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.finetune.data.Provenance;
import dev.tokka.finetune.data.RowContent;
import dev.tokka.finetune.data.TrainingRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes rows of a log: of each entry that somebody looked at a supervised row with the right answer and, where the given
 * answer was another one, a preference of the right one. Entries that nobody looked at are left out: a model must not be
 * taught its own mistakes.
 *
 * @param licence of the log, such as {@code own work}; not blank
 */
public record Corrections(String licence) implements RowGenerator<Correction> {

    private static final String STEP = "corrections";

    /** Checks that the licence is not blank. */
    public Corrections {
        Checks.requireText(licence, "licence");
    }

    @Override
    public List<TrainingRow> rows(Correction entry, Work work) {
        if (entry.corrected().isEmpty()) {
            work.leaveOut("entry that nobody looked at");
            return List.of();
        }
        String right = entry.corrected().get();
        Provenance provenance = new Provenance(
                entry.id(),
                Provenance.of(entry.id(), STEP).span(),
                Optional.of(licence),
                Optional.empty(),
                List.of(STEP));
        List<TrainingRow> rows = new ArrayList<>();
        rows.add(TrainingRow.supervised(entry.question(), right, provenance));
        if (!right.strip().equals(entry.given().strip())) {
            rows.add(new TrainingRow(new RowContent.Preference(entry.question(), right, entry.given()), provenance));
        }
        return rows;
    }

    @Override
    public Description describe() {
        return Description.of("corrections").with("licence", licence).with("version", 1);
    }
}
