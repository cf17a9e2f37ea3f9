// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.statistics;

import java.util.SplittableRandom;

/** Right and wrong answers to questions on documents, some of which are harder than others. */
final class Sample {

    /** How probable a right answer is on average. */
    static final double MEAN = 0.5;

    private static final int EACH = 5;

    private final double[] scores;
    private final int[] keys;

    /** Draws five questions on each document; the share of right answers on a document is from 0.1 to 0.9. */
    Sample(int documents, SplittableRandom random) {
        scores = new double[EACH * documents];
        keys = new int[scores.length];
        double ease = 0;
        for (int i = 0; i < scores.length; i++) {
            ease = i % EACH == 0 ? 0.1 + 0.8 * random.nextDouble() : ease;
            scores[i] = random.nextDouble() < ease ? 1 : 0;
            keys[i] = i / EACH;
        }
    }

    /** Returns 1 for each right answer and 0 for each wrong one. */
    double[] scores() {
        return scores;
    }

    /** Returns the document of each. */
    int[] keys() {
        return keys;
    }
}
