// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.cleaning;

import java.util.Arrays;

/** The runs of characters by which leaks are found: one at each place, short where there is no space between words. */
final class LeakGrams {

    private static final int SPACED = 6;
    private static final int UNSPACED = 3;

    private LeakGrams() {}

    /**
     * Returns the hash of the run at each place of a {@linkplain LeakNormal normal} text.
     *
     * @return none for a text that is shorter than a run
     */
    static long[] of(String normal) {
        long[] hashes = new long[normal.length()];
        int count = 0;
        for (int i = 0; i < normal.length(); i++) {
            int length = Normal.isUnspaced(normal.charAt(i)) ? UNSPACED : SPACED;
            if (i + length <= normal.length()) {
                hashes[count] = Normal.hash(normal, i, i + length);
                count++;
            }
        }
        return Arrays.copyOf(hashes, count);
    }
}
