// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a {@link Metric} was in a {@link Baseline}: a sample, since what is true of all questions nobody knows. */
public sealed interface Reference {

    /**
     * How often something happened.
     *
     * @param of how many times it could have; at least 1
     * @param hits how many times it did; from 0 to {@code of}
     */
    record Share(int of, int hits) implements Reference {

        /** Checks the ranges above. */
        public Share {
            Checks.requireAtLeast(1, of, "of");
            Checks.requireIn(0, of, hits, "hits");
        }

        /** Returns the share of hits. */
        public double value() {
            return (double) hits / of;
        }
    }

    /**
     * A limit that few values passed.
     *
     * @param median the value in the middle
     * @param limit what counts as beyond it is above; milliseconds, units of the currency, or 1 less the cosine
     * @param beyond how many values were above
     */
    record Limit(double median, double limit, Share beyond) implements Reference {

        /** Checks that the numbers are finite and not negative. */
        public Limit {
            if (!(median >= 0 && Double.isFinite(median) && limit >= 0 && Double.isFinite(limit))) {
                throw new IllegalArgumentException(
                        "median and limit must be finite and at least 0 but are " + median + " and " + limit);
            }
            requireNonNull(beyond, "beyond");
        }

        /**
         * Returns the limit that a share of values keeps: the value of rank {@code keeping * n}, rounded up.
         *
         * @param sorted ascending; at least one
         * @param least the limit is at least this
         */
        static Limit of(double[] sorted, double keeping, double least) {
            int rank = (int) Math.ceil(keeping * sorted.length);
            double limit = Math.max(least, sorted[Math.max(0, rank - 1)]);
            int beyond = 0;
            for (double value : sorted) {
                beyond += value > limit ? 1 : 0;
            }
            return new Limit(sorted[sorted.length / 2], limit, new Share(sorted.length, beyond));
        }
    }

    /**
     * Values whose mean counts.
     *
     * @param values each from 0 to 1, ascending, so that nobody sees whose they are; at least one
     */
    record Mean(List<Double> values) implements Reference {

        /** Checks, sorts and copies the values. */
        public Mean {
            Checks.requireAtLeast(1, values.size(), "number of values");
            values.forEach(value -> Checks.requireShare(value, "value"));
            values = values.stream().sorted().toList();
        }

        /** Returns the mean. */
        public double value() {
            return values.stream().mapToDouble(Double::doubleValue).sum() / values.size();
        }
    }

    /**
     * How often each label was given.
     *
     * @param counts at least 0 each, of at least one and at most {@value #MOST} labels, by label; not all 0
     */
    record Labels(Map<String, Integer> counts) implements Reference {

        /** The most labels. */
        public static final int MOST = 50;

        /** Stands for all labels that the baseline does not have. */
        public static final String OTHER = "(other)";

        /** Checks and copies the counts. */
        public Labels {
            counts = Collections.unmodifiableMap(new TreeMap<>(Map.copyOf(counts)));
            Checks.requireIn(1, MOST, counts.size(), "number of labels");
            counts.forEach((label, count) -> {
                Checks.requireText(label, "label");
                Checks.requireAtLeast(0, count, "count of a label");
            });
            if (counts.containsKey(OTHER)) {
                throw new IllegalArgumentException("labels must not be called " + OTHER);
            }
            Checks.requireAtLeast(1, total(counts), "number of replies with a label");
        }

        /** Returns how many replies had a label. */
        public int total() {
            return total(counts);
        }

        private static int total(Map<String, Integer> counts) {
            return counts.values().stream().reduce(0, Math::addExact);
        }
    }
}
