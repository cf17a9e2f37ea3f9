// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring;

import dev.tokka.Checks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where the questions of a baseline lie: the means of groups of their vectors.
 *
 * <p>No vector of a single question is kept, since texts can be guessed from their vectors: each mean is of {@value #GROUP}
 * questions or more. Immutable.
 */
public final class InputSpace {

    /** The fewest questions of a group. */
    public static final int GROUP = 5;

    private static final int MOST_GROUPS = 16;
    private static final int ROUNDS = 10;

    private final String embedder;
    private final float[][] centres;

    /**
     * Creates a space.
     *
     * @param embedder the {@linkplain dev.tokka.Description#fingerprint fingerprint} of the embedder; not blank
     * @param centres of equal length, finite and not all 0, at least one; copied, and their lengths made 1
     * @throws IllegalArgumentException if they are anything else
     */
    public InputSpace(String embedder, List<float[]> centres) {
        this.embedder = Checks.requireText(embedder, "embedder");
        Checks.requireAtLeast(1, centres.size(), "number of centres");
        this.centres = centres.stream().map(InputSpace::unit).toArray(float[][]::new);
        int length = this.centres[0].length;
        for (float[] centre : this.centres) {
            requireLength(length, centre);
        }
    }

    /**
     * Returns the space of some questions by k-means on the sphere, from centres that are far from each other.
     *
     * @param vectors of equal length and of length 1, at least {@link #GROUP}
     */
    static InputSpace of(String embedder, List<float[]> vectors) {
        Checks.requireAtLeast(GROUP, vectors.size(), "number of questions");
        int groups = Math.max(1, Math.min(MOST_GROUPS, vectors.size() / (2 * GROUP)));
        List<float[]> centres = spread(vectors, groups);
        for (int round = 0; round < ROUNDS; round++) {
            centres = means(centres, vectors);
        }
        return new InputSpace(embedder, centres);
    }

    /** Returns vectors each of which is the farthest from those before. */
    private static List<float[]> spread(List<float[]> vectors, int count) {
        List<float[]> chosen = new ArrayList<>(List.of(vectors.get(0)));
        while (chosen.size() < count) {
            float[] farthest = vectors.get(0);
            double most = 0;
            for (float[] vector : vectors) {
                double distance = 1 - cosine(chosen.get(nearest(chosen, vector)), vector);
                if (distance > most) {
                    most = distance;
                    farthest = vector;
                }
            }
            if (most == 0) {
                return chosen;
            }
            chosen.add(farthest);
        }
        return chosen;
    }

    /** Returns the directions of the means of large enough groups; what was in smaller ones is of the others next. */
    private static List<float[]> means(List<float[]> centres, List<float[]> vectors) {
        int length = vectors.get(0).length;
        float[][] sums = new float[centres.size()][length];
        int[] members = new int[centres.size()];
        for (float[] vector : vectors) {
            int group = nearest(centres, vector);
            members[group]++;
            for (int i = 0; i < length; i++) {
                sums[group][i] += vector[i];
            }
        }
        List<float[]> means = new ArrayList<>();
        for (int group = 0; group < sums.length; group++) {
            if (members[group] >= GROUP && hasDirection(sums[group])) {
                means.add(unit(sums[group]));
            }
        }
        return means.isEmpty() ? List.of(mean(vectors)) : means;
    }

    private static float[] mean(List<float[]> vectors) {
        float[] sum = new float[vectors.get(0).length];
        for (float[] vector : vectors) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += vector[i];
            }
        }
        return unit(sum);
    }

    private static int nearest(List<float[]> centres, float[] vector) {
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < centres.size(); i++) {
            double cosine = cosine(centres.get(i), vector);
            if (cosine > most) {
                most = cosine;
                best = i;
            }
        }
        return best;
    }

    /**
     * Returns how far a question is from those of the baseline: 1 less the cosine of the angle to the nearest centre.
     *
     * @param vector of the question; not changed
     * @return from 0 to 2
     * @throws IllegalArgumentException if it has another length than the centres, is all 0 or not finite
     */
    public double distance(float[] vector) {
        requireLength(centres[0].length, vector);
        float[] unit = unit(vector);
        double most = -1;
        for (float[] centre : centres) {
            most = Math.max(most, cosine(centre, unit));
        }
        return 1 - Math.min(1, most);
    }

    /** Returns the fingerprint of the embedder. */
    public String embedder() {
        return embedder;
    }

    /** Returns the centres, as new arrays. */
    public List<float[]> centres() {
        return Arrays.stream(centres).map(float[]::clone).toList();
    }

    private static double cosine(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (double) one[i] * other[i];
        }
        return sum;
    }

    private static boolean hasDirection(float[] vector) {
        double length = cosine(vector, vector);
        return length > 0 && Double.isFinite(length);
    }

    static float[] unit(float[] vector) {
        if (!hasDirection(vector)) {
            throw new IllegalArgumentException("a vector must be finite and not all 0");
        }
        double length = Math.sqrt(cosine(vector, vector));
        if (Math.abs(length - 1) < 1e-6) { // as it is, so that what was read again is equal
            return vector.clone();
        }
        float[] unit = new float[vector.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (vector[i] / length);
        }
        return unit;
    }

    private static void requireLength(int length, float[] vector) {
        if (vector.length != length) {
            throw new IllegalArgumentException(
                    "vectors must be as long for every text but have " + length + " and " + vector.length + " numbers");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof InputSpace space
                && embedder.equals(space.embedder)
                && Arrays.deepEquals(centres, space.centres);
    }

    @Override
    public int hashCode() {
        return 31 * embedder.hashCode() + Arrays.deepHashCode(centres);
    }

    @Override
    public String toString() {
        return centres.length + " centres of " + centres[0].length + " numbers by " + embedder;
    }
}
