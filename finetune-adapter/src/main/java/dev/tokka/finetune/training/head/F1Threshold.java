// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.head;

import java.util.Arrays;
import java.util.Comparator;

/** The least probability with which a label is replied, so that F1 is greatest. */
final class F1Threshold {

    private static final double NEVER_RIGHT = 0.5;

    private F1Threshold() {}

    /** Returns the threshold of a label, halfway between the probabilities of two texts; 0.5 if no text has it. */
    static double of(double[][] probabilities, boolean[][] has, int label) {
        Integer[] order = new Integer[has.length];
        Arrays.setAll(order, row -> row);
        Arrays.sort(
                order,
                Comparator.comparingDouble((Integer row) -> probabilities[row][label])
                        .reversed());
        long with = Arrays.stream(has).filter(row -> row[label]).count();
        double best = 0;
        double threshold = NEVER_RIGHT;
        int right = 0;
        for (int place = 0; place < order.length; place++) {
            right += has[order[place]][label] ? 1 : 0;
            double here = probabilities[order[place]][label];
            double next = place + 1 < order.length ? probabilities[order[place + 1]][label] : 0;
            double f1 = 2.0 * right / (place + 1 + with);
            if (here > next && f1 > best) { // equal probabilities are replied together
                best = f1;
                threshold = (here + next) / 2;
            }
        }
        return threshold;
    }
}
