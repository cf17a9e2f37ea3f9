// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.statistics;

/**
 * How large a difference must be to be seen, and how many cases it takes to see one.
 *
 * <pre>{@code
 * Mean pilot = Mean.ofDifferences(base, tuned);
 * double seen = Power.DEFAULT.detectable(pilot.deviation(), 500);   // with 500 cases
 * long cases = Power.DEFAULT.needed(pilot.deviation(), 0.02);       // to see 2 points
 * }</pre>
 *
 * <p>For a two-sided test by the normal approximation (Miller 2024, section 5):
 *
 * <pre>{@code
 * detectable = (z(1 - alpha / 2) + z(power)) * deviation / sqrt(cases)
 * }</pre>
 *
 * @param alpha how often equally good models may be told apart, in (0, 1)
 * @param power how often models that differ so much are to be told apart; above {@code alpha}, below 1
 * @see <a href="https://arxiv.org/abs/2411.00640">Miller, Adding Error Bars to Evals (2024)</a>
 */
public record Power(double alpha, double power) {

    /** 5 % and 80 %, as is usual. */
    public static final Power DEFAULT = new Power(0.05, 0.8);

    /** Checks the ranges above. */
    public Power {
        Require.share(alpha, "alpha");
        Require.share(power, "power");
        if (power <= alpha) {
            throw new IllegalArgumentException("power must be above alpha, " + alpha + ", but is " + power);
        }
    }

    /**
     * Returns what is needed where this many comparisons share one alpha (Bonferroni): enough for {@link Holm}, too,
     * whichever of the differences there are.
     *
     * @param comparisons at least 1
     */
    public Power over(int comparisons) {
        Require.atLeast(1, comparisons, "comparisons");
        return new Power(alpha / comparisons, power);
    }

    /**
     * Returns the smallest true difference that is seen with this power.
     *
     * @param deviation of the paired differences, as {@link Mean#deviation()}; at least 0
     * @param cases at least 2
     */
    public double detectable(double deviation, long cases) {
        Require.atLeast(2, cases, "cases");
        return reach() * Require.notNegative(deviation, "deviation") / Math.sqrt((double) cases);
    }

    /**
     * Returns how many cases are needed to see a true difference with this power; at least 2. They must be of the same
     * kind: as alike within clusters, of the same size, and asked with as many seeds.
     *
     * @param deviation of the paired differences, as {@link Mean#deviation()}; at least 0
     * @param effect the true difference, not 0; its sign does not matter
     */
    public long needed(double deviation, double effect) {
        if (effect == 0 || !Double.isFinite(effect)) {
            throw new IllegalArgumentException("effect must be finite and not 0 but is " + effect);
        }
        double root = reach() * Require.notNegative(deviation, "deviation") / effect;
        return Math.max(2, (long) Math.ceil(root * root));
    }

    /** How many standard errors a difference must have. */
    private double reach() {
        return Quantiles.twoSidedNormal(1 - alpha) + Quantiles.normal(power);
    }
}
