// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.cleaning;

/** A set of 64-bit hashes in one array: 8 bytes and the free half for each. */
final class LongSet {

    private long[] slots = new long[1 << 10];
    private int size;
    private boolean hasZero; // which marks a free slot

    /** Adds {@code value}; returns whether it is new. */
    boolean add(long value) {
        if (value == 0) {
            boolean isNew = !hasZero;
            hasZero = true;
            return isNew;
        }
        if (size * 2L > slots.length) {
            long[] old = slots;
            slots = new long[Math.multiplyExact(old.length, 2)];
            for (long each : old) {
                if (each != 0) {
                    put(each);
                }
            }
        }
        boolean isNew = put(value);
        size += isNew ? 1 : 0;
        return isNew;
    }

    private boolean put(long value) {
        int mask = slots.length - 1;
        int at = (int) Normal.mix(value) & mask;
        while (slots[at] != 0) {
            if (slots[at] == value) {
                return false;
            }
            at = (at + 1) & mask;
        }
        slots[at] = value;
        return true;
    }
}
