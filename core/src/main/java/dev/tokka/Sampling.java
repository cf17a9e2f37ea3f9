// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import java.util.OptionalLong;

/**
 * How often and how one model is asked the same: see {@link DomainModels#selfConsistent}.
 *
 * <p>Each sample has a seed of its own, derived from its number and the seed of the question, or {@link #seed} if the
 * question has none. So the same question gets the same samples from a model that draws by its seed.
 *
 * @param samples how many; at least 1
 * @param temperature the variety of the samples, in place of the question's own; from 0 to 2
 * @param seed what seeds are derived from if the question has none
 */
public record Sampling(int samples, double temperature, long seed) {

    /** Checks the ranges above. */
    public Sampling {
        Checks.requireAtLeast(1, samples, "samples");
        Generation.DEFAULT.withTemperature(temperature); // refuses what is not in [0, 2]
    }

    /** Returns {@code samples} samples with a temperature of 0.7. */
    public static Sampling of(int samples) {
        return new Sampling(samples, 0.7, 0);
    }

    /** Returns this with another temperature, from 0 to 2. */
    public Sampling withTemperature(double newTemperature) {
        return new Sampling(samples, newTemperature, seed);
    }

    /** Returns this with another seed. */
    public Sampling withSeed(long newSeed) {
        return new Sampling(samples, temperature, newSeed);
    }

    /** Returns {@code question} as it is asked for sample {@code number}, counted from 1. */
    Question sample(Question question, int number) {
        Generation asked = question.attributes().get(Generation.KEY).orElse(Generation.DEFAULT);
        OptionalLong given = asked.seed();
        long drawn = mixed(given.orElse(seed) + number * 0x9E37_79B9_7F4A_7C15L);
        return question.with(Generation.KEY, asked.withTemperature(temperature).withSeed(drawn));
    }

    /**
     * Returns a number that looks unrelated to that of a neighbour: the finalizer of SplitMix64, cut to 31 bits because
     * many providers take no more.
     */
    private static long mixed(long value) {
        long once = (value ^ (value >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        long twice = (once ^ (once >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return (twice ^ (twice >>> 31)) >>> 33;
    }
}
