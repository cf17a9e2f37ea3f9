// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import java.util.random.RandomGenerator;

/** Makes vectors out of vectors. */
final class Noise {

    /** The length of the noise; a vector and its original have a cosine of about 0.89 with it. */
    private static final double LENGTH = 0.5;

    private Noise() {}

    /** Returns a vector of length 1 near {@code vector}, which has length 1: with Gaussian noise in all directions. */
    static float[] near(float[] vector, RandomGenerator random) {
        double deviation = LENGTH / Math.sqrt(vector.length);
        float[] near = new float[vector.length];
        double squares = 0;
        for (int i = 0; i < near.length; i++) {
            near[i] = (float) (vector[i] + random.nextGaussian() * deviation);
            squares += (double) near[i] * near[i];
        }
        float length = (float) Math.sqrt(squares);
        for (int i = 0; i < near.length; i++) {
            near[i] /= length;
        }
        return near;
    }
}
