// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding.automaton;

import java.util.Set;

/** What a JSON value may be. Compared by identity, since shapes can hold themselves. */
abstract class Shape {

    /** In how many arrays and objects a value may be. */
    static final int MAX_NESTING = 64;

    /** The height of what no value can satisfy. */
    static final int IMPOSSIBLE = 1_000_000;

    private int height = IMPOSSIBLE;

    /** Adds what the document may be after {@code next} has begun a value of this shape. */
    abstract void begin(int next, Stack below, Set<Stack> out);

    /** Returns the height as it follows from those of the shapes within. */
    abstract int measure();

    /** Returns how many arrays and objects the least nested value of this shape is made of, one in the other. */
    final int height() {
        return height;
    }

    /** Measures again and returns whether that changed anything. */
    final boolean settle() {
        int before = height;
        height = Math.min(height, measure());
        return height != before;
    }

    /** Returns whether a value of this shape can be in {@code depth} arrays and objects. */
    final boolean fits(int depth) {
        return depth + height <= MAX_NESTING;
    }
}
