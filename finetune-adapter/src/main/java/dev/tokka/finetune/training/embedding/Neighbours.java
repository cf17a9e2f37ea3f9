// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.embedding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Passages by their likeness to a vector; all are looked at.
 *
 * @param passages their vectors, of length 1
 */
record Neighbours(List<float[]> passages) {

    private static final int DEPTH = 10;

    private record Hit(int passage, float score) {}

    /** Returns the numbers of the nearest passages, nearest first; of equal ones, the first. */
    List<Integer> nearest(float[] vector, int limit) {
        Comparator<Hit> worstFirst = Comparator.comparingDouble(Hit::score)
                .thenComparing(Comparator.comparingInt(Hit::passage).reversed());
        PriorityQueue<Hit> best = new PriorityQueue<>(worstFirst);
        for (int i = 0; i < passages.size(); i++) {
            best.add(new Hit(i, dot(vector, passages.get(i))));
            if (best.size() > limit) {
                best.remove();
            }
        }
        List<Hit> hits = new ArrayList<>(best);
        hits.sort(worstFirst.reversed());
        return hits.stream().map(Hit::passage).toList();
    }

    /** Returns nDCG@10 of a question, where all relevant passages are equally so. */
    double ndcg(float[] vector, Set<Integer> relevant) {
        List<Integer> found = nearest(vector, DEPTH);
        double gain = 0;
        double most = 0;
        for (int rank = 0; rank < DEPTH; rank++) {
            double discount = 1 / StrictMath.log(rank + 2.0);
            gain += rank < found.size() && relevant.contains(found.get(rank)) ? discount : 0;
            most += rank < relevant.size() ? discount : 0;
        }
        return gain / most;
    }

    static float dot(float[] one, float[] other) {
        float sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
