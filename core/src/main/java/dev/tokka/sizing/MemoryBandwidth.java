// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing;

import dev.tokka.Checks;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/**
 * How fast the processors of this machine read memory: what bounds a model that writes one token at a time.
 *
 * <p>It matters how much is read: weights that fit a cache are read faster than those that do not. Ask for as many bytes
 * as the weights have.
 */
public final class MemoryBandwidth {

    private static final long SMALLEST = 1 << 20;
    private static final long LARGEST = 1L << 28;
    private static final int OF_HEAP = 4; // a quarter of it
    private static final long PER_ROUND = 1L << 25;
    private static final int ROUNDS = 21;

    private MemoryBandwidth() {}

    /** Returns what {@link #measure(long, int)} returns with as many threads as there are processors. */
    public static double measure(long bytes) {
        return measure(bytes, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Reads blocks of {@code bytes} bytes over and over and returns the best of 21 rounds in bytes a second. It takes up to
     * some seconds, keeps as many processors busy as there are threads, and needs that much heap.
     *
     * @param bytes as many as the weights have; less than 1 MiB is measured as 1 MiB, more than 256 MiB, which few caches
     *     hold, or than a quarter of the heap as that
     * @param threads how many read, each a part of its own; at least 1
     */
    public static double measure(long bytes, int threads) {
        Checks.requireAtLeast(1, threads, "threads");
        long most = Math.min(LARGEST, Runtime.getRuntime().maxMemory() / OF_HEAP);
        long size = Math.max(SMALLEST, Math.min(most, bytes));
        long[][] blocks = new long[threads][];
        Arrays.setAll(blocks, i -> filled((int) (size / Long.BYTES / threads)));
        long read = (long) threads * blocks[0].length * Long.BYTES;
        long times = Math.max(1, PER_ROUND / read);
        LongAdder sum = new LongAdder();
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            IntStream.range(0, threads).parallel().forEach(i -> {
                for (long time = 0; time < times; time++) {
                    sum.add(sum(blocks[i]));
                }
            });
            best = Math.max(best, (double) read * times / (System.nanoTime() - start) * 1e9);
        }
        if (sum.sum() == 0) { // so that the reading is not optimized away
            throw new IllegalStateException("expected blocks that are not zero");
        }
        return best;
    }

    private static long[] filled(int length) {
        long[] values = new long[length];
        Arrays.fill(values, 1);
        return values;
    }

    private static long sum(long[] values) { // a loop that becomes vector instructions
        long sum = 0;
        for (long value : values) {
            sum += value;
        }
        return sum;
    }
}
