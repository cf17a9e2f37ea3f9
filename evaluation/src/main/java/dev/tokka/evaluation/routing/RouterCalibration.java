// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.routing;

import java.util.List;

/**
 * Whether a router knows how probably strategies are right, on questions that it had not learned from.
 *
 * @param ece the expected calibration error in ten bins, from 0 to 1: how far the share of right answers is from what was
 *     predicted (Guo et al. 2017)
 * @param brier the Brier score, from 0 to 1: the mean squared distance of the prediction from 1 for a right and from 0 for
 *     a wrong answer
 * @param brierOfShares the Brier score of somebody who knows of each strategy only how often it is right: not less than
 *     {@code brier} where the questions tell more
 * @param predictions how many there were: one for each strategy and question
 */
public record RouterCalibration(double ece, double brier, double brierOfShares, int predictions) {

    private static final int BINS = 10;

    /** Returns whether the questions told more than how often each strategy is right. */
    public boolean informed() {
        return brier < brierOfShares;
    }

    static RouterCalibration of(List<HeldOut.Sent> sent, List<Integer> strategies) {
        double[] gaps = new double[BINS];
        double brier = 0;
        double brierOfShares = 0;
        for (HeldOut.Sent one : sent) {
            for (int strategy : strategies) {
                double right = one.asked().right().get(strategy);
                double chance = one.chances().get(strategy);
                gaps[Math.max(0, (int) Math.ceil(chance * BINS) - 1)] += chance - right;
                brier += brier(chance, right);
                brierOfShares += brier(one.shares().get(strategy), right);
            }
        }
        double all = sent.size() * strategies.size();
        double ece = 0;
        for (double gap : gaps) {
            ece += Math.abs(gap) / all;
        }
        return new RouterCalibration(ece, brier / all, brierOfShares / all, (int) all);
    }

    /** Over the seeds of one question, of which a share was answered right. */
    private static double brier(double chance, double right) {
        return right * (1 - chance) * (1 - chance) + (1 - right) * chance * chance;
    }
}
