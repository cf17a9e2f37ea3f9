// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import java.util.Arrays;
import java.util.List;

/** The few passages with the highest scores of all that were offered. Used by one thread at a time. */
final class Nearest {

    private final int[] numbers;
    private final float[] scores;
    private int size;

    /** Keeps {@code count} passages. */
    Nearest(int count) {
        this.numbers = new int[count];
        this.scores = new float[count];
    }

    /** Takes a passage if it is among the best so far; of equal ones those that came first are better. */
    void offer(int number, float score) {
        if (size == scores.length && score <= scores[size - 1]) {
            return;
        }
        int at = size == scores.length ? size - 1 : size++;
        while (at > 0 && scores[at - 1] < score) {
            scores[at] = scores[at - 1];
            numbers[at] = numbers[at - 1];
            at--;
        }
        scores[at] = score;
        numbers[at] = number;
    }

    /** Returns the passages, best first. */
    List<Integer> numbers() {
        return Arrays.stream(numbers, 0, size).boxed().toList();
    }
}
