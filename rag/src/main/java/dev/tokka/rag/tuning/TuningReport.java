// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.tuning;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.MeanInterval;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What a tuning found.
 *
 * @param table the configurations that were tried on all questions, best first; what stands here is optimistic, since the
 *     best of many is best by luck too
 * @param start what the others are compared with
 * @param best what the search chose with all questions
 * @param gain by how much configurations that were chosen without a question answer it better than the start: the figure
 *     to trust
 * @param chance how likely so large a gain is if there is none, from 0 to 1
 * @param searches how many searches were made
 */
public record TuningReport(
        List<Row> table,
        RagConfiguration start,
        RagConfiguration best,
        MeanInterval gain,
        double chance,
        int searches) {

    /** Copies the table. */
    public TuningReport {
        table = List.copyOf(table);
        requireNonNull(start, "start");
        requireNonNull(best, "best");
        requireNonNull(gain, "gain");
        Checks.requireShare(chance, "chance");
    }

    /**
     * A configuration and how it did on all questions.
     *
     * @param configuration the configuration
     * @param quality the mean of the metric
     * @param gain by how much that is more than the start's, question by question
     * @param p95 the time in which 95 of 100 searches ended
     */
    public record Row(RagConfiguration configuration, MeanInterval quality, MeanInterval gain, Duration p95) {

        /** Returns whether this is as good and as fast, and in one of both more. */
        boolean beats(Row other) {
            int better = Double.compare(quality.mean(), other.quality.mean());
            int faster = other.p95.compareTo(p95);
            return better >= 0 && faster >= 0 && (better > 0 || faster > 0);
        }
    }

    /** Returns whether the search is known to improve on the start: a gain with a chance of at most 0.05. */
    public boolean improves() {
        return gain.mean() > 0 && chance <= RagTuner.significant() && !best.equals(start);
    }

    /** Returns what to use: the best if it {@linkplain #improves improves}, else the start. */
    public RagConfiguration recommended() {
        return improves() ? best : start;
    }

    /**
     * Returns the rows that no other beats, best first: none is as good and as fast and in one of both more. They are the few
     * among which a search that knows prompts and answers, too, may choose.
     */
    public List<Row> front() {
        return table.stream()
                .filter(row -> table.stream().noneMatch(other -> other.beats(row)))
                .toList();
    }

    /** Returns the table and the verdict, as people read them. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, "%-22s %-24s %9s  %s%n", "quality", "gain", "p95 ms", "configuration"));
        for (Row row : table) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-22s %-24s %9.1f  %s%s%n",
                    row.quality(),
                    row.gain(),
                    row.p95().toNanos() / 1e6,
                    row.configuration(),
                    row.configuration().equals(start) ? "  (start)" : ""));
        }
        return text.append(String.format(
                        Locale.ROOT,
                        "Gain on questions that the search had not seen: %s, chance %.4f, after %d searches.%n",
                        gain,
                        chance,
                        searches))
                .append(verdict())
                .toString();
    }

    private String verdict() {
        return improves()
                ? "It improves on the start: use " + best + "."
                : "It is not known to improve on the start: keep " + start + ".";
    }
}
