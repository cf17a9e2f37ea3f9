// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.text;

import dev.tokka.Description;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How near the numbers of replies are to the {@linkplain Expected.Numeric expected} ones: the share that is near enough,
 * or an error.
 *
 * <pre>{@code
 * NumericMatch.within(0.01, 0, NumberReader.last()); // expected 200: "It is 201.5" is right, "about 205" is not
 * }</pre>
 */
public final class NumericMatch implements AdditiveMetric {

    /** The squares of larger errors could not be summed. */
    private static final double LARGEST = 1e150;

    /** What is made of the distances. */
    private enum Kind {
        SHARE,
        MEAN_ERROR,
        SQUARED_ERROR
    }

    private final Kind kind;
    private final double relative;
    private final double absolute;
    private final double worst;
    private final NumberReader reader;

    private NumericMatch(Kind kind, double[] settings, NumberReader reader) {
        this.kind = kind;
        this.relative = settings[0];
        this.absolute = settings[1];
        this.worst = settings[2];
        this.reader = reader;
    }

    /**
     * Returns the share, from 0 to 1, of replies whose number is at most {@code absolute} or at most {@code relative}
     * times the expected number's size away from it, whichever is more, as {@code math.isclose} of Python does with the
     * expected number as the measure. Replies without a number are wrong.
     *
     * @param relative at least 0, finite
     * @param absolute at least 0, finite
     */
    public static NumericMatch within(double relative, double absolute, NumberReader reader) {
        requireTolerance(relative, "relative");
        requireTolerance(absolute, "absolute");
        return new NumericMatch(Kind.SHARE, new double[] {relative, absolute, 0}, reader);
    }

    /**
     * Returns the root of the mean squared error, from 0 to {@code worst}; less is better.
     *
     * @param worst the error of replies without a number; larger errors count as this one, so that saying nothing is
     *     never better than saying something. In (0, 1e150]
     */
    public static NumericMatch rmse(double worst, NumberReader reader) {
        return new NumericMatch(Kind.SQUARED_ERROR, new double[] {0, 0, requireWorst(worst)}, reader);
    }

    /**
     * Returns the mean absolute error, from 0 to {@code worst}; less is better.
     *
     * @param worst as of {@link #rmse}
     */
    public static NumericMatch mae(double worst, NumberReader reader) {
        return new NumericMatch(Kind.MEAN_ERROR, new double[] {0, 0, requireWorst(worst)}, reader);
    }

    @Override
    public Description describe() {
        Description description = switch (kind) {
            case SHARE ->
                Description.of("metric", "numbers within tolerance")
                        .with("relative", relative)
                        .with("absolute", absolute)
                        .with("source", "jfinqa, whose tolerance is 1 %, relative");
            case MEAN_ERROR ->
                Description.of("metric", "MAE").with("worst", worst).with("source", "Willmott and Matsuura 2005");
            case SQUARED_ERROR ->
                Description.of("metric", "RMSE").with("worst", worst).with("source", "Willmott and Matsuura 2005");
        };
        return description.with("reads", reader);
    }

    /** {@inheritDoc} Scores {@link Expected.Numeric} alone. */
    @Override
    public Score score(Case item, Outcome outcome) {
        if (!(item.expected() instanceof Expected.Numeric expected)) {
            throw Accepted.refused(item, "a number");
        }
        OptionalDouble read = outcome.text().map(reader::read).orElse(OptionalDouble.empty());
        double value = read.isPresent() ? value(read.getAsDouble(), expected.value()) : worst;
        double term = kind == Kind.SQUARED_ERROR ? value * value : value;
        String seen = read.isPresent() ? String.valueOf(read.getAsDouble()) : "";
        return new Score(value, read.isPresent(), seen, List.of(term));
    }

    @Override
    public double ofSums(double[] sums, long cases) {
        double mean = sums[0] / cases;
        return kind == Kind.SQUARED_ERROR ? Math.sqrt(mean) : mean;
    }

    @Override
    public boolean higherIsBetter() {
        return kind == Kind.SHARE;
    }

    private double value(double read, double expected) {
        double distance = Math.abs(read - expected);
        if (kind == Kind.SHARE) {
            return distance <= Math.max(absolute, relative * Math.abs(expected)) ? 1 : 0;
        }
        return Math.min(distance, worst);
    }

    private static void requireTolerance(double value, String name) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be finite and at least 0 but is " + value);
        }
    }

    private static double requireWorst(double worst) {
        if (!(worst > 0 && worst <= LARGEST)) {
            throw new IllegalArgumentException("worst must be in (0, " + LARGEST + "] but is " + worst);
        }
        return worst;
    }
}
