// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.judge;

import java.util.List;

/** Agreement of two raters on a scale of whole numbers. */
final class RankAgreement {

    private RankAgreement() {}

    /**
     * Returns Cohen's kappa with weights |a - b|^power: 1 minus the observed over the expected disagreement. It is 1 if
     * both gave one and the same grade throughout.
     */
    static double kappa(List<int[]> pairs, int power) {
        double observed = 0;
        double expected = 0;
        for (int[] one : pairs) {
            observed += Math.pow(Math.abs(one[0] - one[1]), power);
            for (int[] other : pairs) {
                expected += Math.pow(Math.abs(one[0] - other[1]), power);
            }
        }
        return expected == 0 ? 1 : 1 - observed * pairs.size() / expected;
    }

    /** Returns Kendall's tau-b; 0 if one of the raters gave one grade throughout. */
    static double tauB(List<int[]> pairs) {
        long balance = 0;
        long first = 0;
        long second = 0;
        for (int i = 0; i < pairs.size(); i++) {
            for (int j = 0; j < i; j++) {
                int a = Integer.compare(pairs.get(i)[0], pairs.get(j)[0]);
                int b = Integer.compare(pairs.get(i)[1], pairs.get(j)[1]);
                balance += (long) a * b;
                first += Math.abs(a);
                second += Math.abs(b);
            }
        }
        return first == 0 || second == 0 ? 0 : balance / Math.sqrt((double) first * second);
    }
}
