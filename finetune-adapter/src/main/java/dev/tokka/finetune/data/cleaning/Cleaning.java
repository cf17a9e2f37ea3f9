// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.cleaning;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.finetune.data.StepCount;
import dev.tokka.finetune.data.TrainingRow;
import dev.tokka.finetune.data.TrainingSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Filters, one after the other. Immutable; each pass begins with new filters.
 *
 * @param steps in order; each judges what those before it left
 */
public record Cleaning(List<Step> steps) {

    /** No filters: every row stays. */
    public static final Cleaning NONE = new Cleaning(List.of());

    /** Copies the steps. */
    public Cleaning {
        steps = List.copyOf(steps);
    }

    /**
     * A filter with its name.
     *
     * @param name for counts and the datasheet; not blank
     * @param filter makes one for each pass
     */
    public record Step(String name, Supplier<? extends RowFilter> filter) {

        /** Checks the name. */
        public Step {
            Checks.requireText(name, "name");
            requireNonNull(filter, "filter");
        }
    }

    /**
     * What came of a pass.
     *
     * @param set the rows that stayed
     * @param counts what each step did, in order
     */
    public record Cleaned(TrainingSet set, List<StepCount> counts) {

        /** Copies the counts. */
        public Cleaned {
            requireNonNull(set, "set");
            counts = List.copyOf(counts);
        }
    }

    /** Returns these steps and then one whose filter remembers nothing, such as one of {@link Quality}. */
    public Cleaning then(String name, RowFilter filter) {
        requireNonNull(filter, "filter");
        return thenNew(name, () -> filter);
    }

    /** Returns these steps and then one whose filter is made anew for each pass, such as {@link Duplicates}. */
    public Cleaning thenNew(String name, Supplier<? extends RowFilter> filter) {
        return new Cleaning(
                Stream.concat(steps.stream(), Stream.of(new Step(name, filter))).toList());
    }

    /**
     * Writes the rows of {@code from} that stay into a new set in {@code to}.
     *
     * @throws IOException if files cannot be read or written; then there is no set in {@code to}
     * @throws dev.tokka.finetune.data.TrainingDataException if a row is damaged, or there is a set in {@code to}
     */
    public Cleaned run(TrainingSet from, Path to) throws IOException {
        List<Counter> counters =
                steps.stream().map(step -> new Counter(step.filter().get())).toList();
        TrainingSet set;
        try (Stream<TrainingRow> rows = from.rows()) {
            set = TrainingSet.write(to, rows.flatMap(row -> judge(row, counters).stream()));
        }
        List<StepCount> counts = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            counts.add(counters.get(i).count(steps.get(i).name()));
        }
        return new Cleaned(set, counts);
    }

    private static Optional<TrainingRow> judge(TrainingRow row, List<Counter> counters) {
        Optional<TrainingRow> kept = Optional.of(row);
        for (Counter counter : counters) {
            kept = kept.flatMap(counter::judge);
        }
        return kept;
    }

    /** A filter and what it did. */
    private static final class Counter {

        private final RowFilter filter;
        private final Map<String, Long> reasons = new TreeMap<>();
        private long before;
        private long after;

        private Counter(RowFilter filter) {
            this.filter = filter;
        }

        private Optional<TrainingRow> judge(TrainingRow row) {
            Verdict verdict = filter.judge(row);
            before++;
            after += verdict.row().isPresent() ? 1 : 0;
            verdict.reason().ifPresent(reason -> reasons.merge(reason, 1L, Long::sum));
            return verdict.row();
        }

        private StepCount count(String step) {
            return new StepCount(step, before, after, reasons);
        }
    }
}
