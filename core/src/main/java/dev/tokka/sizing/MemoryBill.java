// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What takes how much memory.
 *
 * @param items in the order of {@link MemoryPart}, each part at most once; parts of 0 bytes are left out
 */
public record MemoryBill(List<Item> items) {

    /**
     * One part.
     *
     * @param part what it is
     * @param bytes how many bytes it takes; at least 0
     */
    public record Item(MemoryPart part, long bytes) {

        /** Checks the range above. */
        public Item {
            requireNonNull(part, "part");
            if (bytes < 0) {
                throw new IllegalArgumentException("bytes of " + part + " must be at least 0 but is " + bytes);
            }
        }
    }

    /** Sorts the items and leaves out what takes nothing. */
    public MemoryBill {
        List<Item> sorted = new ArrayList<>(items);
        sorted.removeIf(item -> item.bytes() == 0);
        sorted.sort(Comparator.comparing(Item::part));
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).part() == sorted.get(i - 1).part()) {
                throw new IllegalArgumentException(sorted.get(i).part() + " must be there once but is there twice");
            }
        }
        items = List.copyOf(sorted);
    }

    /** Returns the bytes of one part; 0 if it is not there. */
    public long of(MemoryPart part) {
        return items.stream()
                .filter(item -> item.part() == part)
                .mapToLong(Item::bytes)
                .sum();
    }

    /**
     * Returns the bytes of all parts.
     *
     * @throws ArithmeticException if they are more than a {@code long} can count
     */
    public long total() {
        return items.stream().mapToLong(Item::bytes).reduce(0, Math::addExact);
    }

    /** Returns the part that takes the most; of equal ones the first. */
    public Item largest() {
        return items.stream().reduce((a, b) -> b.bytes() > a.bytes() ? b : a).orElse(new Item(MemoryPart.WEIGHTS, 0));
    }
}
