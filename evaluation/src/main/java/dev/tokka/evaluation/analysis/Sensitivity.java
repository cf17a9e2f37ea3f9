// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.analysis;

import static java.util.Objects.requireNonNull;

import dev.tokka.evaluation.statistics.Power;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How large a difference is, and how small a one could have been seen.
 *
 * <p>What could have been seen is said for {@link Power#DEFAULT}, 80 % power at 5 %, the 5 % shared among all pairs of
 * the metric: so it holds after Holm's correction, too. It is a normal approximation; where few answers differ, the
 * exact test sees somewhat less: of right and wrong answers, with 20 to 75 that differ, 73 % to 78 % instead of 80 %.
 *
 * @param standardError of the difference, at least 0; of means that of {@link dev.tokka.evaluation.statistics.Mean},
 *     clustered where answers depend on each other, of other metrics that of the bootstrap
 * @param effectSize of the difference; empty if the metric is no mean of scores, and where Hedges' g is infinite or
 *     there are fewer than three questions
 * @param detectable the minimum detectable effect: the smallest true difference that as many questions would have shown
 *     four times of five; in the unit of the metric. Empty if the differences do not vary, as when the two answered
 *     alike: then nothing is known about how they would
 * @param needed how many questions would show a true difference as large as the one observed four times of five; empty
 *     where {@code detectable} is and if the difference is 0
 */
public record Sensitivity(
        double standardError, Optional<Effect> effectSize, OptionalDouble detectable, OptionalLong needed) {

    private static final double ROUNDING = 1e-12;

    /** Checks that the standard error is at least 0. */
    public Sensitivity {
        if (!(standardError >= 0)) {
            throw new IllegalArgumentException("standardError must be at least 0 but is " + standardError);
        }
        requireNonNull(effectSize, "effectSize");
        requireNonNull(detectable, "detectable");
        requireNonNull(needed, "needed");
    }

    /**
     * An effect size, without unit; positive where the second model has more. By convention 0.2 is small, 0.5 medium,
     * and 0.8 large.
     *
     * @param measure which one
     * @param value finite
     */
    public record Effect(Measure measure, double value) {

        /** Checks that the value is finite. */
        public Effect {
            requireNonNull(measure, "measure");
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("value must be finite but is " + value);
            }
        }
    }

    /** Measures of the size of an effect; see {@link dev.tokka.evaluation.statistics.EffectSize}. */
    public enum Measure {

        /** Of paired differences: their mean over their standard deviation, for few cases corrected. */
        HEDGES_G("g"),

        /** Of two shares of right answers. */
        COHENS_H("h");

        private final String symbol;

        Measure(String symbol) {
            this.symbol = symbol;
        }

        /** Returns the letter by which it is known. */
        public String symbol() {
            return symbol;
        }
    }

    /** Returns the sensitivity of a comparison over so many questions. */
    static Sensitivity of(Estimate difference, Optional<Effect> effectSize, int questions, Power power) {
        double seen = difference.interval().estimate();
        double error = difference.standardError();
        if (error <= ROUNDING * Math.max(1, Math.abs(seen))) {
            return new Sensitivity(0, effectSize, OptionalDouble.empty(), OptionalLong.empty());
        }
        double deviation = error * Math.sqrt(questions);
        return new Sensitivity(
                error,
                effectSize,
                OptionalDouble.of(power.detectable(deviation, questions)),
                Math.abs(seen) <= ROUNDING ? OptionalLong.empty() : OptionalLong.of(power.needed(deviation, seen)));
    }
}
