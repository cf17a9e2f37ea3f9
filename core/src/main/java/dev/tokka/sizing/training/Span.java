// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing.training;

import java.util.List;
import java.util.Locale;

/** A range that a law was fitted to. */
record Span(String name, double least, double most) {

    /** Returns what is wrong with {@code value}, or nothing. */
    List<String> check(double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be above 0 but is " + value);
        }
        return value >= least && value <= most
                ? List.of()
                : List.of(String.format(Locale.ROOT, "%s %.3g is not in [%.3g, %.3g]", name, value, least, most));
    }
}
