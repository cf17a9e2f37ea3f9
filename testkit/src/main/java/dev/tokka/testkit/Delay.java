// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long the calls of a faulty model take to begin. */
public sealed interface Delay {

    /** No delay. */
    Delay NONE = of(Duration.ZERO);

    /** Draws the delay of one call. */
    Duration draw(RandomGenerator random);

    /** Returns the delay that is always {@code time}, which is not negative. */
    static Delay of(Duration time) {
        return between(time, time);
    }

    /** Returns the delay that is anything from {@code least} to {@code most}, all alike; neither is negative. */
    static Delay between(Duration least, Duration most) {
        return new Uniform(least, most);
    }

    /**
     * Returns the delay that is mostly near {@code median} and now and then much longer, as networks are: log-normal,
     * {@code median * exp(spread * g)} with g from the standard normal distribution, and never more than 100 times the
     * median.
     *
     * @param median half of the delays are longer; not negative
     * @param spread 0 for none; with 1, one delay in twenty is more than 5 times the median; at least 0 and finite
     */
    static Delay around(Duration median, double spread) {
        return new LogNormal(median, spread);
    }

    /**
     * See {@link Delay#between}.
     *
     * @param least the shortest
     * @param most the longest
     */
    record Uniform(Duration least, Duration most) implements Delay {

        /** Checks that the range is one. */
        public Uniform {
            requireNonNull(most, "most");
            if (requireNonNull(least, "least").isNegative() || most.compareTo(least) < 0) {
                throw new IllegalArgumentException(
                        "delays must satisfy 0 <= least <= most but are " + least + " and " + most);
            }
        }

        @Override
        public Duration draw(RandomGenerator random) {
            return least.plusNanos(random.nextLong(most.minus(least).toNanos() + 1));
        }
    }

    /**
     * See {@link Delay#around}.
     *
     * @param median half of the delays are longer
     * @param spread how much they vary
     */
    record LogNormal(Duration median, double spread) implements Delay {

        private static final double LONGEST = 100;

        /** Checks the ranges. */
        public LogNormal {
            if (requireNonNull(median, "median").isNegative()) {
                throw new IllegalArgumentException("median must not be negative but is " + median);
            }
            if (!(spread >= 0 && spread <= Double.MAX_VALUE)) { // written so that NaN is refused too
                throw new IllegalArgumentException("spread must be at least 0 and finite but is " + spread);
            }
        }

        @Override
        public Duration draw(RandomGenerator random) {
            double factor = Math.min(LONGEST, Math.exp(spread * random.nextGaussian()));
            return Duration.ofNanos(Math.round(median.toNanos() * factor));
        }
    }
}
