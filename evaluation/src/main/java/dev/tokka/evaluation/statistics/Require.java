// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.statistics;

/** Checks of input that many classes share. Every message says what was expected and what was seen. */
final class Require {

    private Require() {}

    /** Checks that {@code value} lies strictly between 0 and 1. */
    static double share(double value, String name) {
        if (!(value > 0 && value < 1)) { // written so that NaN is refused too
            throw new IllegalArgumentException(name + " must be in (0, 1) but is " + value);
        }
        return value;
    }

    static long atLeast(long least, long value, String name) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + " but is " + value);
        }
        return value;
    }

    static double finite(double value, String name) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " must be finite but is " + value);
        }
        return value;
    }

    /** Checks that {@code value} is finite and at least 0. */
    static double notNegative(double value, String name) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be finite and at least 0 but is " + value);
        }
        return value;
    }

    /** Checks that there are {@code least} values or more and that each is finite. */
    static double[] values(double[] values, int least, String name) {
        atLeast(least, values.length, "the number of " + name);
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(name + " must be finite but at " + i + " is " + values[i]);
            }
        }
        return values;
    }

    static void sameLength(int expected, int seen, String what) {
        if (expected != seen) {
            throw new IllegalArgumentException(what + ": expected " + expected + " but got " + seen);
        }
    }
}
