// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.embedding;

import java.util.Random;

/**
 * The change of a vector x: up · (down · x). At the start {@code up} is 0, so that nothing changes.
 *
 * @param down {@code [rank][dimension]}
 * @param up {@code [rank][dimension]}: the column of each direction, lying
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LowRank(float[][] down, float[][] up) {

    static LowRank start(int rank, int dimension, Random random) {
        float[][] down = new float[rank][dimension];
        for (float[] row : down) {
            for (int i = 0; i < dimension; i++) {
                row[i] = (float) (random.nextGaussian() / Math.sqrt(dimension));
            }
        }
        return new LowRank(down, new float[rank][dimension]);
    }

    /** Returns a matrix of the same sizes that is 0. */
    LowRank zero() {
        return new LowRank(new float[down.length][down[0].length], new float[up.length][up[0].length]);
    }

    LowRank copy() {
        LowRank copy = zero();
        for (int i = 0; i < down.length; i++) {
            copy.down[i] = down[i].clone();
            copy.up[i] = up[i].clone();
        }
        return copy;
    }

    /** Returns down · x. */
    float[] inner(float[] x) {
        float[] inner = new float[down.length];
        for (int i = 0; i < inner.length; i++) {
            inner[i] = Neighbours.dot(down[i], x);
        }
        return inner;
    }

    /** Returns x and its change, not normalized. */
    float[] moved(float[] x, float[] inner) {
        float[] moved = x.clone();
        for (int i = 0; i < inner.length; i++) {
            add(moved, inner[i], up[i]);
        }
        return moved;
    }

    /** Returns x and its change, of length 1. */
    float[] apply(float[] x) {
        float[] moved = moved(x, inner(x));
        float length = (float) Math.sqrt(Neighbours.dot(moved, moved));
        for (int i = 0; i < moved.length; i++) {
            moved[i] /= length;
        }
        return moved;
    }

    static void add(float[] sum, float times, float[] vector) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += times * vector[i];
        }
    }
}
