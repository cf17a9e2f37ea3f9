// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.head;

import dev.tokka.finetune.classification.HeadTask;
import java.util.Arrays;
import java.util.List;

/** Which labels a head replies, and how often that is right. */
final class Replies {

    private Replies() {}

    /** Returns for each text and label whether it is replied: the most probable one, or all that reach their thresholds. */
    static boolean[][] of(double[][] probabilities, HeadTask task, List<Double> thresholds) {
        boolean[][] replies = new boolean[probabilities.length][];
        for (int row = 0; row < replies.length; row++) {
            double[] chances = probabilities[row];
            replies[row] = new boolean[chances.length];
            if (task == HeadTask.SEVERAL_LABELS) {
                for (int label = 0; label < chances.length; label++) {
                    replies[row][label] = chances[label] >= thresholds.get(label);
                }
            } else {
                replies[row][ProbabilityQuality.most(chances)] = true;
            }
        }
        return replies;
    }

    /** Returns the share of texts whose labels are all right. */
    static double accuracy(boolean[][] replies, boolean[][] has) {
        int right = 0;
        for (int row = 0; row < has.length; row++) {
            right += Arrays.equals(replies[row], has[row]) ? 1 : 0;
        }
        return (double) right / has.length;
    }

    /** Returns the mean F1 of labels; that of a label that is neither there nor replied is 0. */
    static double macroF1(boolean[][] replies, boolean[][] has) {
        int labels = has[0].length;
        double sum = 0;
        for (int label = 0; label < labels; label++) {
            int both = 0;
            int either = 0;
            for (int row = 0; row < has.length; row++) {
                both += replies[row][label] && has[row][label] ? 1 : 0;
                either += (replies[row][label] ? 1 : 0) + (has[row][label] ? 1 : 0);
            }
            sum += either == 0 ? 0 : 2.0 * both / either;
        }
        return sum / labels;
    }
}
