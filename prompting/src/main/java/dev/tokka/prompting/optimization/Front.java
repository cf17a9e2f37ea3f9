// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The candidates worth building on: each is the best on at least one question, and no other is as good on all questions and
 * better on one. So what solves a rare kind of question is kept although its mean is low.
 *
 * @param wins on how many questions each is the best, with others or alone
 * @see <a href="https://arxiv.org/abs/2507.19457">Agrawal et al. (2025), GEPA: Reflective Prompt Evolution Can Outperform
 *     Reinforcement Learning, algorithm 2</a>
 */
record Front<C>(Map<C, Integer> wins) {

    /** Returns the front of candidates with their scores, all on the same questions; of equal ones the first counts. */
    static <C> Front<C> of(Map<C, double[]> scores) {
        double[] best = new double[0];
        for (double[] of : scores.values()) {
            best = best.length == 0 ? of.clone() : best;
            for (int i = 0; i < of.length; i++) {
                best[i] = Math.max(best[i], of[i]);
            }
        }
        Map<C, Integer> wins = new LinkedHashMap<>();
        List<double[]> before = new ArrayList<>();
        for (Map.Entry<C, double[]> entry : scores.entrySet()) {
            double[] of = entry.getValue();
            boolean needless = scores.values().stream().anyMatch(other -> dominates(other, of))
                    || before.stream().anyMatch(other -> Arrays.equals(other, of));
            before.add(of);
            int won = wins(of, best);
            if (won > 0 && !needless) {
                wins.put(entry.getKey(), won);
            }
        }
        return new Front<>(wins);
    }

    private static int wins(double[] scores, double[] best) {
        int wins = 0;
        for (int i = 0; i < scores.length; i++) {
            wins += scores[i] >= best[i] ? 1 : 0;
        }
        return wins;
    }

    private static boolean dominates(double[] one, double[] other) {
        boolean better = false;
        for (int i = 0; i < one.length; i++) {
            if (one[i] < other[i]) {
                return false;
            }
            better |= one[i] > other[i];
        }
        return better;
    }

    /** Returns one of the candidates, the likelier the more it wins. */
    C draw(RandomGenerator random) {
        int all = wins.values().stream().mapToInt(Integer::intValue).sum();
        int left = random.nextInt(all);
        for (Map.Entry<C, Integer> entry : wins.entrySet()) {
            left -= entry.getValue();
            if (left < 0) {
                return entry.getKey();
            }
        }
        throw new IllegalStateException("the draw is below the sum of all wins");
    }
}
