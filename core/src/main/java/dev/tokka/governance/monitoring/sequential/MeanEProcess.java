// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring.sequential;

import dev.tokka.Checks;
import java.util.Arrays;

/**
 * An e-process: evidence that values from 0 to 1 have begun to be higher on average than a bound, at any time from now on.
 *
 * <p>Somebody bets against <em>the mean of each value, given those before, is at most the bound</em>. A bet of the share
 * {@code c} multiplies what it holds by {@code 1 + c (x - bound) / bound} with each value {@code x}: while that holds, no bet
 * gains on average. A share {@code w(t)} of one unit of money begins to bet with the {@code t}-th value, in equal parts by ten
 * shares {@code c}; the rest waits. What all of it is worth is the {@linkplain #evidence evidence}:
 *
 * <pre>{@code
 * E(n) = sum over t <= n of w(t) mean over c of product over i = t..n of (1 + c (x(i) - bound) / bound)  +  W(n + 1)
 *
 * W(t) = sum over u >= t of w(u) = 1 / (1 + ln t)
 * }</pre>
 *
 * <p>By Ville's inequality the evidence ever reaches {@code 1 / alpha} with probability {@code alpha} at most, however often it
 * is looked at and whatever the distribution. Since money begins to bet all the time, a change is found that comes late, at the
 * price of {@code ln 1 / w(t)}, which grows like the logarithm of the time before it.
 *
 * <p>Not safe for use by many threads.
 *
 * @see <a href="https://doi.org/10.1093/jrsssb/qkad009">Waudby-Smith and Ramdas (2023), Estimating means of bounded random
 *     variables by betting</a>
 * @see <a href="https://arxiv.org/abs/2203.03532">Shin, Ramdas and Rinaldo (2024), E-detectors: a nonparametric framework for
 *     sequential change detection</a>, of which this is the variant whose weights of the times of change sum to one
 */
public final class MeanEProcess {

    /** From 0.9 down by a factor of 2/3: the best share for a mean m of what is 0 or 1 is (m - bound) / (1 - bound). */
    static final double[] SHARES = {0.9, 0.6, 0.4, 0.27, 0.18, 0.12, 0.08, 0.053, 0.035, 0.024};

    /** Beyond, evidence is beyond doubt; what is held stays finite. */
    private static final double MOST = 1e200;

    private final double bound;
    private final double[] held = new double[SHARES.length];
    private long values;

    /** What waits for the values to come. */
    private double rest = waiting(1);

    /**
     * Creates a test without evidence.
     *
     * @param bound what the mean is at most unless something has changed, above 0 and at most 1; of 1 nothing is evidence
     * @throws IllegalArgumentException if it is anything else
     */
    public MeanEProcess(double bound) {
        if (!(bound > 0 && bound <= 1)) { // written so that NaN is refused too
            throw new IllegalArgumentException("bound must be above 0 and at most 1 but is " + bound);
        }
        this.bound = bound;
    }

    /**
     * Takes the next value.
     *
     * @throws IllegalArgumentException if it is not from 0 to 1
     */
    public void add(double value) {
        Checks.requireShare(value, "value");
        values++;
        double waits = waiting(values + 1);
        double begins = (rest - waits) / SHARES.length;
        rest = waits;
        double gain = (value - bound) / bound;
        for (int i = 0; i < held.length; i++) {
            held[i] = Math.min(MOST, (held[i] + begins) * (1 + SHARES[i] * gain));
        }
    }

    private static double waiting(long from) {
        return 1 / (1 + Math.log((double) from));
    }

    /** Returns how many times as much there is as at the beginning: 1 before the first value, never negative. */
    public double evidence() {
        double sum = rest;
        for (double each : held) {
            sum += each;
        }
        return sum;
    }

    /** Returns how many values were taken. */
    public long values() {
        return values;
    }

    /** Returns what the mean is at most unless something has changed. */
    public double bound() {
        return bound;
    }

    /** Forgets all values. */
    public void reset() {
        values = 0;
        rest = waiting(1);
        Arrays.fill(held, 0);
    }

    /** Returns what is held, so that another test can {@linkplain #restore go on} from there: a new array. */
    public double[] held() {
        return held.clone();
    }

    /**
     * Goes on from where a test of the same bound was.
     *
     * @param seen how many values that had taken; not negative
     * @param then what it {@linkplain #held held}
     * @throws IllegalArgumentException if it cannot have held that
     */
    public void restore(long seen, double[] then) {
        if (then.length != held.length || seen < 0) {
            throw new IllegalArgumentException("expected what a test holds, " + held.length + " numbers, but found "
                    + then.length + " after " + seen + " values");
        }
        for (double each : then) {
            if (!(each >= 0 && each <= MOST)) {
                throw new IllegalArgumentException("expected what a test holds but a number is " + each);
            }
        }
        values = seen;
        rest = waiting(seen + 1);
        System.arraycopy(then, 0, held, 0, held.length);
    }

    @Override
    public String toString() {
        return "mean <= " + bound + ": evidence " + evidence() + " against it after " + values + " values";
    }
}
