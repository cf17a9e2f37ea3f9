// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import java.util.Locale;
import java.util.Optional;

/**
 * One measured number.
 *
 * @param name what was measured
 * @param value the number
 * @param unit what the number counts, such as {@code "s"}; empty for a share, a score or a ratio
 * @param target what the number should be, if anything is asked of it
 */
record Figure(String name, double value, String unit, Optional<Target> target) {

    /** A bound that a figure should keep, itself included. */
    record Target(Bound bound, double limit) {

        boolean isMetBy(double value) {
            return bound == Bound.AT_LEAST ? value >= limit : value <= limit;
        }

        /** Returns the target as people write it, such as {@code ">= 0.73"}. */
        @Override
        public String toString() {
            String number = limit == Math.rint(limit) ? String.valueOf((long) limit) : String.valueOf(limit);
            return (bound == Bound.AT_LEAST ? ">= " : "<= ") + number;
        }
    }

    /** The sides on which a bound can be. */
    enum Bound {
        AT_LEAST,
        AT_MOST
    }

    /** Returns a figure of which nothing is asked. */
    static Figure of(String name, double value, String unit) {
        return new Figure(name, value, unit, Optional.empty());
    }

    /** Returns a figure without a unit of which nothing is asked. */
    static Figure of(String name, double value) {
        return of(name, value, "");
    }

    /** Returns this figure with the target to be at least {@code limit}. */
    Figure atLeast(double limit) {
        return new Figure(name, value, unit, Optional.of(new Target(Bound.AT_LEAST, limit)));
    }

    /** Returns this figure with the target to be at most {@code limit}. */
    Figure atMost(double limit) {
        return new Figure(name, value, unit, Optional.of(new Target(Bound.AT_MOST, limit)));
    }

    /** Returns this figure with nothing asked of it. */
    Figure withoutTarget() {
        return of(name, value, unit);
    }

    /** Returns the value with its unit, such as {@code "71.3 s"}; small numbers have 4 decimals, larger ones 1. */
    String text() {
        boolean whole = value == Math.rint(value) && !unit.isEmpty();
        String number = String.format(Locale.ROOT, whole ? "%.0f" : value < 10 ? "%.4f" : "%.1f", value);
        return unit.isEmpty() ? number : number + " " + unit;
    }
}
