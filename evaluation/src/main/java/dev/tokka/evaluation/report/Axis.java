// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * An axis of a plot: from values to pixels, with marks at round numbers.
 *
 * @param first the value of the first mark
 * @param step the distance of two marks: 1, 2 or 5 times a power of ten
 * @param steps how many distances there are, at least 1
 * @param from the pixel of the first mark
 * @param to the pixel of the last mark
 */
record Axis(double first, double step, int steps, double from, double to) {

    private static final int ABOUT = 5;

    /** Returns an axis that has both values on it. */
    static Axis of(double low, double high, double from, double to) {
        double width = Math.max(high - low, Math.max(Math.abs(high), 1) * 1e-3);
        double power = Math.pow(10, Math.floor(Math.log10(width / ABOUT)));
        double ratio = width / ABOUT / power;
        double step = power * (ratio <= 1 ? 1 : ratio <= 2 ? 2 : ratio <= 5 ? 5 : 10);
        double first = Math.floor(low / step + 1e-9) * step;
        int steps = Math.max(1, (int) Math.ceil((high - first) / step - 1e-9));
        return new Axis(first, step, steps, from, to);
    }

    /** Returns the pixel of a value. */
    double at(double value) {
        return from + (value - first) / (step * steps) * (to - from);
    }

    /** Returns the values of the marks. */
    List<Double> marks() {
        List<Double> marks = new ArrayList<>();
        for (int i = 0; i <= steps; i++) {
            marks.add(first + i * step);
        }
        return marks;
    }

    /** Returns a mark as it is written: with as many decimals as the step has. */
    String label(double mark) {
        int decimals = Math.max(0, (int) -Math.floor(Math.log10(step) + 1e-9));
        return new BigDecimal(mark).setScale(decimals, RoundingMode.HALF_UP).toPlainString();
    }
}
