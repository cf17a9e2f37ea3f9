// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.cleaning;

import dev.tokka.Checks;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Short signatures of sets, whose agreement estimates the Jaccard similarity of the sets.
 *
 * <p>The n-th element of a signature is the least of the set under the n-th hash function. Two sets agree in it with a
 * probability that is their similarity, so the estimate from {@code k} elements has a standard deviation of {@code sqrt(J *
 * (1 - J) / k)}: at most 0.044 for 128. Immutable; safe for use by many threads.
 *
 * @see <a href="https://doi.org/10.1109/SEQUEN.1997.666900">Broder, On the resemblance and containment of documents
 *     (1997)</a>
 */
public final class MinHash {

    private final long[] seeds;

    /**
     * Makes the hash functions.
     *
     * @param length how many, at least 1
     * @param seed what they follow from: signatures of different seeds do not compare
     */
    public MinHash(int length, long seed) {
        seeds = new SplittableRandom(seed)
                .longs(Checks.requireAtLeast(1, length, "length"))
                .toArray();
    }

    /**
     * Returns the signature of {@code set}.
     *
     * @param set hashes in any order; not changed
     * @return a new array, as long as there are hash functions
     */
    public long[] signature(long[] set) {
        long[] least = new long[seeds.length];
        Arrays.fill(least, Long.MAX_VALUE);
        for (long element : set) {
            for (int i = 0; i < least.length; i++) {
                least[i] = Math.min(least[i], Normal.mix(element ^ seeds[i]));
            }
        }
        return least;
    }

    /**
     * Returns the estimated Jaccard similarity of the sets of two signatures.
     *
     * @return from 0 to 1
     * @throws IllegalArgumentException if they are not of one length
     */
    public static double similarity(long[] one, long[] other) {
        if (one.length != other.length) {
            throw new IllegalArgumentException(
                    "signatures must be of one length but have " + one.length + " and " + other.length);
        }
        int equal = 0;
        for (int i = 0; i < one.length; i++) {
            equal += one[i] == other[i] ? 1 : 0;
        }
        return (double) equal / one.length;
    }
}
