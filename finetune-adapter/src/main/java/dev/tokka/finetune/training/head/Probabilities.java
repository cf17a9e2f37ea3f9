// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.head;

import dev.tokka.finetune.classification.HeadTask;

/** Probabilities of labels, from scores. */
final class Probabilities {

    private Probabilities() {}

    /** Returns one for each label. */
    static double[] of(HeadTask task, double[] scores) {
        return switch (task) {
            case ONE_LABEL -> shares(scores);
            case SEVERAL_LABELS -> each(scores);
            case ORDERED_LABELS -> steps(scores);
        };
    }

    private static double[] shares(double[] scores) {
        double most = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            most = Math.max(most, score);
        }
        double[] shares = new double[scores.length];
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            shares[i] = StrictMath.exp(scores[i] - most);
            sum += shares[i];
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= sum;
        }
        return shares;
    }

    private static double[] each(double[] scores) {
        double[] chances = new double[scores.length];
        for (int i = 0; i < chances.length; i++) {
            chances[i] = chance(scores[i]);
        }
        return chances;
    }

    /** Returns the differences of P(label above k), which fall with k. */
    private static double[] steps(double[] scores) {
        double[] chances = new double[scores.length + 1];
        double above = 1;
        for (int i = 0; i < scores.length; i++) {
            double next = chance(scores[i]);
            chances[i] = Math.max(0, above - next);
            above = next;
        }
        chances[scores.length] = above;
        return chances;
    }

    static double chance(double score) {
        return 1 / (1 + StrictMath.exp(-score));
    }
}
