// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing.cost;

/**
 * An amount of energy.
 *
 * @param joules not negative
 */
public record Energy(double joules) {

    /** None. */
    public static final Energy ZERO = new Energy(0);

    private static final double JOULES_PER_KILOWATT_HOUR = 3.6e6;

    /** Checks the range above. */
    public Energy {
        if (!(joules >= 0 && joules < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("joules must be at least 0 but is " + joules);
        }
    }

    /** Returns what {@code watts} draw in {@code seconds}. */
    public static Energy of(double watts, double seconds) {
        return new Energy(watts * seconds);
    }

    /** Returns this in kilowatt-hours. */
    public double kilowattHours() {
        return joules / JOULES_PER_KILOWATT_HOUR;
    }

    /** Returns this and {@code other} together. */
    public Energy plus(Energy other) {
        return new Energy(joules + other.joules);
    }

    /** Returns {@code factor} times this. */
    public Energy times(double factor) {
        return new Energy(joules * factor);
    }
}
