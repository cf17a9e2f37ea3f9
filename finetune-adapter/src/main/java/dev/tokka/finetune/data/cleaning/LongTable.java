// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.cleaning;

import java.util.function.IntPredicate;

/**
 * A table from 64-bit keys to numbers, several for one key, in one array: keys are cut to 32 bits, so what is found may have
 * another key, rarely. 8 bytes and the free half for each entry.
 */
final class LongTable {

    private static final int MOST_FOR_ONE_KEY = 64; // a pattern that very many rows share must not make the search slow

    private long[] slots = new long[1 << 10];
    private int size;

    /** Adds {@code number}, at least 0, under {@code key}. */
    void add(long key, int number) {
        if (size * 5L > slots.length * 3L) {
            grow();
        }
        put(slots, (key & 0xFFFFFFFF00000000L) | (number + 1L));
        size++;
    }

    /** Returns whether one of the numbers under {@code key} fits; looks at some of them if there are very many. */
    boolean anyMatch(long key, IntPredicate fits) {
        int looked = 0;
        int mask = slots.length - 1;
        for (int at = spread((int) (key >>> 32)) & mask; slots[at] != 0; at = (at + 1) & mask) {
            if ((slots[at] >>> 32) == (key >>> 32)) {
                if (fits.test((int) slots[at] - 1)) {
                    return true;
                }
                looked++;
                if (looked == MOST_FOR_ONE_KEY) {
                    return false;
                }
            }
        }
        return false;
    }

    private static void put(long[] into, long entry) {
        int mask = into.length - 1;
        int at = spread((int) (entry >>> 32)) & mask;
        while (into[at] != 0) {
            at = (at + 1) & mask;
        }
        into[at] = entry;
    }

    private static int spread(int key) {
        return (int) (Normal.mix(key) >>> 16);
    }

    private void grow() {
        long[] larger = new long[Math.multiplyExact(slots.length, 2)];
        for (long entry : slots) {
            if (entry != 0) {
                put(larger, entry);
            }
        }
        slots = larger;
    }
}
