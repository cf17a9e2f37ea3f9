// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import java.util.List;

/** Weighted sums of vectors, 1 long. */
final class QueryVector {

    /** Below this, rounding decides the direction. */
    private static final double SHORTEST = 1e-6;

    private QueryVector() {}

    /** Returns the direction of {@code (1 - share) * first + share * second}. */
    static float[] mixed(float[] first, float[] second, double share) {
        double[] sum = new double[first.length];
        add(first, 1 - share, sum);
        add(second, share, sum);
        return unit(sum, first);
    }

    /** Returns the direction of {@code vector + share * mean of others}: {@code vector} if there are no others. */
    static float[] moved(float[] vector, List<float[]> others, double share) {
        double[] sum = new double[vector.length];
        add(vector, 1, sum);
        others.forEach(other -> add(other, share / others.size(), sum));
        return unit(sum, vector);
    }

    private static void add(float[] vector, double weight, double[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * vector[i];
        }
    }

    /** Opposite vectors leave nothing, which has no direction. */
    private static float[] unit(double[] sum, float[] otherwise) {
        double square = 0;
        for (double each : sum) {
            square += each * each;
        }
        double length = Math.sqrt(square);
        if (length < SHORTEST) {
            return otherwise;
        }
        float[] unit = new float[sum.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (sum[i] / length);
        }
        return unit;
    }
}
