// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.datasheet;

/**
 * How long texts are, in characters.
 *
 * @param least of the shortest text
 * @param low 5 % of the texts have at most as many
 * @param median half of the texts have at most as many
 * @param high 95 % of the texts have at most as many; counted up to 65,535
 * @param most of the longest text
 * @param mean of all
 */
public record Lengths(int least, int low, int median, int high, int most, double mean) {

    /** Counts lengths, in as much memory for a million texts as for one. Not safe for use by many threads. */
    static final class Counter {

        private final long[] counts = new long[1 << 16];
        private long texts;
        private long characters;
        private int least = Integer.MAX_VALUE;
        private int most;

        void add(int length) {
            counts[Math.min(length, counts.length - 1)]++;
            texts++;
            characters += length;
            least = Math.min(least, length);
            most = Math.max(most, length);
        }

        Lengths lengths() {
            if (texts == 0) {
                return new Lengths(0, 0, 0, 0, 0, 0);
            }
            return new Lengths(least, quantile(0.05), quantile(0.5), quantile(0.95), most, (double) characters / texts);
        }

        private int quantile(double share) {
            long wanted = (long) Math.ceil(share * texts);
            long seen = 0;
            for (int length = 0; length < counts.length; length++) {
                seen += counts[length];
                if (seen >= wanted) {
                    return length;
                }
            }
            return most;
        }
    }
}
