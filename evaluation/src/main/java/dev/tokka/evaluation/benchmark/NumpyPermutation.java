// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.benchmark;

import dev.tokka.Checks;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The order in which {@code numpy.random.default_rng(seed).permutation(size)} puts the numbers from 0 to {@code size - 1}.
 *
 * <p>It is by this that {@code Dataset.shuffle(seed)} and {@code Dataset.train_test_split(share, seed)} of Hugging Face's
 * {@code datasets} choose rows, so that the parts and the shots of published evaluations are known from the seed and the
 * number of rows: the first {@code ceil(share * size)} are the test part. The same from numpy 1.17 on.
 *
 * @see <a href="https://www.pcg-random.org/posts/developing-a-seed_seq-alternative.html">O'Neill, Developing a seed_seq
 *     Alternative (2015)</a>, from which numpy's {@code SeedSequence} is
 * @see <a href="https://www.pcg-random.org/paper.html">O'Neill, PCG (2014)</a>: the generator is PCG-XSL-RR-128/64
 */
public final class NumpyPermutation {

    private static final int POOL = 4;
    private static final int MIX_LEFT = 0xca01f9dd;
    private static final int MIX_RIGHT = 0x4973f715;

    private static final BigInteger MULTIPLIER = new BigInteger("2360ED051FC65DA44385DF649FCCF645", 16);
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(128);

    private final BigInteger increment;
    private BigInteger state;
    private long spare;
    private boolean hasSpare;

    private NumpyPermutation(int seed) {
        long[] words = words(pool(seed));
        this.increment = join(words[2], words[3]).shiftLeft(1).setBit(0).mod(MODULUS);
        this.state = increment.add(join(words[0], words[1])).mod(MODULUS);
        step();
    }

    /**
     * Returns the numbers from 0 to {@code size - 1} in the order of numpy.
     *
     * @param seed at least 0
     * @param size at least 1
     */
    public static List<Integer> of(int seed, int size) {
        Checks.requireAtLeast(0, seed, "seed");
        Checks.requireAtLeast(1, size, "size");
        List<Integer> numbers = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            numbers.add(i);
        }
        NumpyPermutation random = new NumpyPermutation(seed);
        for (int i = size - 1; i > 0; i--) {
            Collections.swap(numbers, i, random.atMost(i));
        }
        return List.copyOf(numbers);
    }

    /** Returns a number from 0 to {@code most}: the low bits, drawn until they are not above it. */
    private int atMost(int most) {
        int mask = (Integer.highestOneBit(most) << 1) - 1;
        int drawn;
        do {
            drawn = next32() & mask;
        } while (drawn > most);
        return drawn;
    }

    /** Returns 32 bits: of 64 the low ones come first. */
    private int next32() {
        hasSpare = !hasSpare;
        if (!hasSpare) {
            return (int) (spare >>> 32);
        }
        step();
        long mixed = state.shiftRight(64).longValue() ^ state.longValue();
        spare = Long.rotateRight(mixed, state.shiftRight(122).intValue());
        return (int) spare;
    }

    private void step() {
        state = state.multiply(MULTIPLIER).add(increment).mod(MODULUS);
    }

    private static BigInteger join(long high, long low) {
        BigInteger lowBits = BigInteger.valueOf(low).mod(BigInteger.ONE.shiftLeft(64));
        return BigInteger.valueOf(high).shiftLeft(64).add(lowBits).mod(MODULUS);
    }

    private static int[] pool(int seed) {
        int[] pool = new int[POOL];
        int[] constant = {0x43b0d7e5};
        for (int i = 0; i < POOL; i++) {
            pool[i] = hashed(i == 0 ? seed : 0, constant, 0x931e8875);
        }
        for (int from = 0; from < POOL; from++) {
            for (int to = 0; to < POOL; to++) {
                if (from != to) {
                    int mixed = MIX_LEFT * pool[to] - MIX_RIGHT * hashed(pool[from], constant, 0x931e8875);
                    pool[to] = mixed ^ (mixed >>> 16);
                }
            }
        }
        return pool;
    }

    private static long[] words(int[] pool) {
        long[] words = new long[POOL];
        int[] constant = {0x8b51f9dd};
        for (int i = 0; i < 2 * POOL; i++) {
            long half = Integer.toUnsignedLong(hashed(pool[i % POOL], constant, 0x58f38ded));
            words[i / 2] |= half << (i % 2 * 32);
        }
        return words;
    }

    /** Returns the hash of a value; the constant of the next one is this one's times {@code factor}. */
    private static int hashed(int value, int[] constant, int factor) {
        int hash = value ^ constant[0];
        constant[0] *= factor;
        hash *= constant[0];
        return hash ^ (hash >>> 16);
    }
}
