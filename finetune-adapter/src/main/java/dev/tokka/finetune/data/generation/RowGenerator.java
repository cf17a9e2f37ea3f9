// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.generation;

import dev.tokka.Description;
import dev.tokka.finetune.data.RowSource;
import dev.tokka.finetune.data.TrainingRow;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes rows of one source.
 *
 * <p>The same source, answers of the teacher and random numbers give the same rows: a run that goes on after a kill relies on
 * it. Implementations are safe for use by many threads.
 *
 * @param <S> what it makes rows of
 */
@FunctionalInterface
public interface RowGenerator<S extends RowSource> {

    /**
     * Returns the rows of {@code source}, none if nothing can be learned from it.
     *
     * @param work the teacher and the random numbers; takes note of what is left out
     */
    List<TrainingRow> rows(S source, Work work);

    /** Returns what decides the rows; {@linkplain Description#opaque opaque} unless it says more. */
    default Description describe() {
        return Description.opaque(this);
    }

    /** Returns a generator that gives the rows that {@code step} makes of each row of this one. */
    default RowGenerator<S> then(RowStep step) {
        RowGenerator<S> first = this;
        return new RowGenerator<>() {

            @Override
            public List<TrainingRow> rows(S source, Work work) {
                List<TrainingRow> rows = new ArrayList<>();
                for (TrainingRow row : first.rows(source, work)) {
                    rows.addAll(step.apply(row, work));
                }
                return rows;
            }

            @Override
            public Description describe() {
                return Description.of("rows").withPart(first.describe()).withPart(step.describe());
            }
        };
    }
}
