// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

/** Argument checks that all modules share, so that a wrong value is refused in the same words everywhere. */
public final class Checks {

    private Checks() {}

    /**
     * Returns {@code text} if it holds at least one character that is not white space.
     *
     * @throws IllegalArgumentException if it is blank; the message names it
     */
    public static String requireText(String text, String name) {
        if (requireNonNull(text, name).isBlank()) {
            throw new IllegalArgumentException(name + " must not be blank");
        }
        return text;
    }

    /**
     * Returns {@code value} if it is at least {@code minimum}.
     *
     * @throws IllegalArgumentException otherwise; the message names it
     */
    public static int requireAtLeast(int minimum, int value, String name) {
        if (value < minimum) {
            throw new IllegalArgumentException(name + " must be at least " + minimum + " but is " + value);
        }
        return value;
    }

    /**
     * Returns {@code value} if it is from 0 to 1, both included.
     *
     * @throws IllegalArgumentException otherwise, also for NaN; the message names it
     */
    public static double requireShare(double value, String name) {
        if (!(value >= 0 && value <= 1)) { // written so that NaN is refused too
            throw new IllegalArgumentException(name + " must be in [0, 1] but is " + value);
        }
        return value;
    }

    /**
     * Returns {@code value} if it is from {@code minimum} to {@code maximum}, both included.
     *
     * @throws IllegalArgumentException otherwise; the message names it
     */
    public static int requireIn(int minimum, int maximum, int value, String name) {
        if (value < minimum || value > maximum) {
            throw new IllegalArgumentException(name + " must be in [" + minimum + ", " + maximum + "] but is " + value);
        }
        return value;
    }
}
