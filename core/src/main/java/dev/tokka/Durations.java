// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** Durations as numbers, and their checks. */
final class Durations {

    private Durations() {}

    /** Returns {@code duration} in nanoseconds; where a {@code long} is too small, the largest or smallest one. */
    static long nanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException e) {
            return duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /** Returns {@code duration} if it is longer than nothing. */
    static Duration requirePositive(Duration duration, String name) {
        if (requireNonNull(duration, name).isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be longer than nothing but is " + duration);
        }
        return duration;
    }

    /** Returns {@code duration} if it is not negative. */
    static Duration requireNotNegative(Duration duration, String name) {
        if (requireNonNull(duration, name).isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative but is " + duration);
        }
        return duration;
    }

    static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
