// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.cleaning;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.finetune.data.TrainingRow;
import dev.tokka.finetune.data.TrainingSet;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Takes at most so many rows of each sort, so that no language, length or label drowns the others. Which rows stay follows
 * from their content and a seed, not from their order. Memory grows with the number of rows that may stay.
 *
 * @param sort what sort a row is of
 * @param most how many of each sort stay, at least 1
 * @param seed what chance follows from
 */
public record Balance(Function<TrainingRow, String> sort, int most, long seed) {

    private static final int[] LENGTHS = {50, 200, 800, 3_200};

    /** Checks the above. */
    public Balance {
        requireNonNull(sort, "sort");
        Checks.requireAtLeast(1, most, "most");
    }

    /** Returns a balance of the {@linkplain Languages languages} of questions. */
    public static Balance ofLanguages(int most, long seed) {
        return new Balance(row -> Languages.of(row.content().given()), most, seed);
    }

    /** Returns a balance of answers of up to 50, 200, 800, 3,200 and more characters. */
    public static Balance ofLengths(int most, long seed) {
        return new Balance(Balance::length, most, seed);
    }

    /** Returns a balance of what is to be answered, for rows with labels. */
    public static Balance ofAnswers(int most, long seed) {
        return new Balance(row -> row.content().wanted(), most, seed);
    }

    private static String length(TrainingRow row) {
        int length = row.content().wanted().length();
        for (int limit : LENGTHS) {
            if (length <= limit) {
                return "up to " + limit;
            }
        }
        return "longer";
    }

    /**
     * Returns a filter for the rows of {@code set}, which it reads once beforehand. Use it for that set, and once.
     *
     * @throws IOException if the set cannot be read
     */
    public RowFilter filter(TrainingSet set) throws IOException {
        Map<String, PriorityQueue<Long>> least = new HashMap<>();
        try (Stream<TrainingRow> rows = set.rows()) {
            for (Iterator<TrainingRow> each = rows.iterator(); each.hasNext(); ) {
                TrainingRow row = each.next();
                PriorityQueue<Long> queue =
                        least.computeIfAbsent(sort.apply(row), key -> new PriorityQueue<>(Collections.reverseOrder()));
                queue.add(draw(row));
                if (queue.size() > most) {
                    queue.remove();
                }
            }
        }
        Map<String, Integer> taken = new HashMap<>();
        return row -> {
            String key = sort.apply(row);
            PriorityQueue<Long> queue = least.get(key);
            boolean isDrawn = queue != null && draw(row) <= queue.element();
            return isDrawn && taken.merge(key, 1, Integer::sum) <= most // equal rows are drawn alike
                    ? Verdict.keep(row)
                    : Verdict.drop("more than " + most + " of one sort");
        };
    }

    private long draw(TrainingRow row) {
        String digest = row.digest();
        return Normal.mix(Normal.hash(digest, 0, digest.length()) ^ seed);
    }
}
