// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;

/**
 * Columns of numbers that are summed again and again, each time with other random weights for the rows.
 *
 * <p>Four draws are summed at once and in pieces that fit the first-level cache: a number that is loaded serves four
 * sums, and four independent additions hide each other's latency. Which draw uses which numbers depends on the seed
 * alone, and the order of additions on nothing, so the result is the same on any number of threads.
 */
final class WeightedSums {

    private static final int LANES = 4;
    private static final int PIECE = 512;

    private final double[] columns;
    private final int rows;
    private final int width;

    /** Keeps {@code columns}: the first column, then the second, each {@code rows} long. */
    WeightedSums(double[] columns, int rows) {
        this.columns = columns;
        this.rows = rows;
        this.width = columns.length / rows;
    }

    /** Draws the weights of the rows. */
    @FunctionalInterface
    interface Weights {
        /** Fills the array, which holds the weights of an earlier draw. */
        void draw(SplittableRandom random, int[] weights);
    }

    /** Takes the sums of one draw; called once for each draw, by many threads. */
    @FunctionalInterface
    interface Sink {
        void accept(int draw, double[] sums);
    }

    /** Returns independent generators, one for each draw. */
    static SplittableRandom[] generators(int draws, long seed) {
        SplittableRandom source = new SplittableRandom(seed);
        SplittableRandom[] generators = new SplittableRandom[draws];
        Arrays.setAll(generators, i -> source.split());
        return generators;
    }

    /** Sums the columns once with each generator's weights. */
    void draw(SplittableRandom[] generators, Weights weights, Sink sink, Executor executor) {
        int blocks = (generators.length + LANES - 1) / LANES;
        Blocks.run(blocks, () -> new Worker(generators, weights, sink), executor);
    }

    /** The scratch space of one thread. */
    private final class Worker implements IntConsumer {

        private final SplittableRandom[] generators;
        private final Weights weights;
        private final Sink sink;
        private final int[][] drawn = new int[LANES][rows];
        private final double[][] piece = new double[LANES][PIECE];
        private final double[][] sums = new double[LANES][width];

        Worker(SplittableRandom[] generators, Weights weights, Sink sink) {
            this.generators = generators;
            this.weights = weights;
            this.sink = sink;
        }

        @Override
        public void accept(int block) {
            int first = block * LANES;
            int lanes = Math.min(LANES, generators.length - first);
            for (int lane = 0; lane < lanes; lane++) {
                weights.draw(generators[first + lane], drawn[lane]);
                Arrays.fill(sums[lane], 0);
            }
            for (int start = 0; start < rows; start += PIECE) {
                add(start, Math.min(PIECE, rows - start));
            }
            for (int lane = 0; lane < lanes; lane++) {
                sink.accept(first + lane, sums[lane]);
            }
        }

        private void add(int start, int length) {
            for (int lane = 0; lane < LANES; lane++) {
                int[] from = drawn[lane];
                double[] to = piece[lane];
                for (int i = 0; i < length; i++) {
                    to[i] = from[start + i];
                }
            }
            for (int column = 0; column < width; column++) {
                addColumn(column, column * rows + start, length);
            }
        }

        private void addColumn(int column, int offset, int length) {
            double[] w0 = piece[0];
            double[] w1 = piece[1];
            double[] w2 = piece[2];
            double[] w3 = piece[3];
            double sum0 = 0;
            double sum1 = 0;
            double sum2 = 0;
            double sum3 = 0;
            for (int i = 0; i < length; i++) {
                double term = columns[offset + i];
                sum0 += w0[i] * term;
                sum1 += w1[i] * term;
                sum2 += w2[i] * term;
                sum3 += w3[i] * term;
            }
            sums[0][column] += sum0;
            sums[1][column] += sum1;
            sums[2][column] += sum2;
            sums[3][column] += sum3;
        }
    }
}
