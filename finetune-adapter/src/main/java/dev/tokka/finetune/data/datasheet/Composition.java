// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.datasheet;

import static java.util.Objects.requireNonNull;

import dev.tokka.finetune.data.RowContent;
import dev.tokka.finetune.data.TrainingRow;
import dev.tokka.finetune.data.TrainingSet;
import dev.tokka.finetune.data.cleaning.Languages;
import java.io.IOException;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is in a set.
 *
 * @param rows how many
 * @param documents how many documents, logs or files they come from
 * @param counts how many rows there are of each content, language, licence, step and teacher, by these names; sorted
 * @param asked how long questions and prompts are
 * @param wanted how long answers are
 */
public record Composition(
        long rows, long documents, Map<String, Map<String, Long>> counts, Lengths asked, Lengths wanted) {

    static final String UNKNOWN = "unknown";

    /** Copies the counts. */
    public Composition {
        Map<String, Map<String, Long>> copy = new TreeMap<>();
        counts.forEach((name, each) -> copy.put(name, Collections.unmodifiableMap(new TreeMap<>(each))));
        counts = Collections.unmodifiableMap(copy);
        requireNonNull(asked, "asked");
        requireNonNull(wanted, "wanted");
    }

    /**
     * Counts the rows of {@code set}. Memory grows with the number of documents.
     *
     * @throws IOException if it cannot be read
     */
    public static Composition of(TrainingSet set) throws IOException {
        Counter counter = new Counter();
        try (Stream<TrainingRow> rows = set.rows()) {
            for (Iterator<TrainingRow> each = rows.iterator(); each.hasNext(); ) {
                counter.add(each.next());
            }
        }
        return new Composition(
                counter.rows,
                counter.documents.size(),
                counter.counts,
                counter.asked.lengths(),
                counter.wanted.lengths());
    }

    /** Returns the licences of the rows, sorted; {@code unknown} if a row has none. */
    public Set<String> licences() {
        return counts.getOrDefault("licence", Map.of()).keySet();
    }

    private static final class Counter {

        private final Map<String, Map<String, Long>> counts = new TreeMap<>();
        private final Set<String> documents = new HashSet<>();
        private final Lengths.Counter asked = new Lengths.Counter();
        private final Lengths.Counter wanted = new Lengths.Counter();
        private long rows;

        private void add(TrainingRow row) {
            rows++;
            documents.add(row.provenance().document());
            asked.add(row.content().given().length());
            wanted.add(row.content().wanted().length());
            count("content", content(row.content()));
            count(
                    "language",
                    Languages.of(row.content().given() + " " + row.content().wanted()));
            count("licence", row.provenance().licence().orElse(UNKNOWN));
            row.provenance().steps().forEach(step -> count("step", step));
            row.provenance().teacher().ifPresent(teacher -> count("teacher", teacher));
        }

        private void count(String name, String value) {
            counts.computeIfAbsent(name, key -> new TreeMap<>()).merge(value, 1L, Long::sum);
        }

        private static String content(RowContent content) {
            if (content instanceof RowContent.Supervised supervised) {
                return supervised.question().labels().isEmpty() ? "supervised" : "classification";
            }
            return content instanceof RowContent.Preference ? "preference" : "completion";
        }
    }
}
