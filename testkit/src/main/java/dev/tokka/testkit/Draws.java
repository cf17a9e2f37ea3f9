// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** The random numbers of a faulty model, call by call: a call's fate depends on its number only. */
final class Draws {

    private final RandomGenerator random;
    private final String origin;
    private long calls;

    private Draws(RandomGenerator random, String origin) {
        this.random = random;
        this.origin = origin;
    }

    static Draws seeded(long seed) {
        return new Draws(new SplittableRandom(seed), "seed " + seed);
    }

    static Draws from(RandomGenerator random) {
        return new Draws(random, "a given generator");
    }

    /** Draws what happens to the next call. */
    Fate next(Faults faults) {
        long seed;
        long call;
        synchronized (random) { // one generator may be drawn from by several models
            seed = random.nextLong();
            call = ++calls;
        }
        RandomGenerator own = new SplittableRandom(seed);
        Duration delay = faults.delay().draw(own);
        Fault fault = fault(faults.shares(), own.nextDouble());
        return new Fate(delay, fault, own.nextDouble(), origin + ", call " + call);
    }

    private static Fault fault(List<Faults.Share> shares, double drawn) {
        double left = drawn;
        for (Faults.Share share : shares) {
            if (left < share.share()) {
                return share.fault();
            }
            left -= share.share();
        }
        return new Fault.None();
    }

    /**
     * What happens to one call.
     *
     * @param delay before it begins
     * @param fault what goes wrong
     * @param place where in the reply, as a share of its text
     * @param origin from which seed, in which call
     */
    record Fate(Duration delay, Fault fault, double place, String origin) {

        /** Returns how much of {@code text} is left, which is not all of it. */
        String beginning(String text) {
            return text.substring(0, cut(text));
        }

        /** Returns {@code text} so that nobody can use it. */
        String garbage(String text) {
            return text.substring(0, cut(text)) + " \ufffd\ufffd [999] {\"\u0000";
        }

        /** Returns the message of what was injected. */
        String message(String what) {
            return "injected fault: " + what + " (" + origin + ")";
        }

        private int cut(String text) {
            int characters = text.codePointCount(0, text.length());
            return text.offsetByCodePoints(0, (int) (place * characters));
        }
    }
}
