// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.generation;

import dev.tokka.Description;
import dev.tokka.finetune.data.RowContent;
import dev.tokka.finetune.data.TrainingRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Adds to each supervised row a preference of its answer over what the teacher answers to the same question: ask the model
 * that is to be tuned, and the pairs show it its own mistakes. Where it answers the same, or nothing, there is no pair.
 */
public record PreferencePairs() implements RowStep {

    private static final String STEP = "preference";

    @Override
    public List<TrainingRow> apply(TrainingRow row, Work work) {
        List<TrainingRow> rows = new ArrayList<>(List.of(row));
        if (row.content() instanceof RowContent.Supervised supervised) {
            Optional<String> other = work.teacher()
                    .ask(supervised.question().toQuestion())
                    .filter(text -> !text.strip().equals(supervised.answer().strip()));
            other.ifPresentOrElse(
                    worse -> {
                        TrainingRow pair = row.then(
                                STEP, new RowContent.Preference(supervised.question(), supervised.answer(), worse));
                        rows.add(new TrainingRow(
                                pair.content(),
                                pair.provenance().taughtBy(work.teacher().fingerprint())));
                    },
                    () -> work.leaveOut("row to which the teacher knows no other answer"));
        }
        return rows;
    }

    @Override
    public Description describe() {
        return Description.of("preference pairs").with("version", 1);
    }
}
