// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/** How fast all processors together read memory that is in no cache: what bounds a model that writes one token at a time. */
final class MemoryBandwidth {

    private static final int MEGABYTES = 256;
    private static final int ROUNDS = 5;

    private MemoryBandwidth() {}

    /** Returns the best of some rounds in bytes a second. */
    static double bytesPerSecond() {
        int threads = Runtime.getRuntime().availableProcessors();
        long[][] blocks = new long[threads][];
        Arrays.setAll(blocks, i -> filled(MEGABYTES * 131_072 / threads));
        LongAdder sum = new LongAdder();
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            IntStream.range(0, threads).parallel().forEach(i -> sum.add(sum(blocks[i])));
            best = Math.max(best, MEGABYTES * 1048576.0 / (System.nanoTime() - start) * 1e9);
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
