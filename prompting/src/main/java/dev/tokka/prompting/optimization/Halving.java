// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import java.util.ArrayList;
import java.util.List;

/**
 * How many candidates are tried on how many questions: all on a few, the better half on twice as many, and so on.
 *
 * @param rounds in order
 * @see <a href="https://proceedings.mlr.press/v51/jamieson16.html">Jamieson and Talwalkar (2016), Non-stochastic Best Arm
 *     Identification and Hyperparameter Optimization</a>
 */
record Halving(List<Round> rounds) {

    /** Means of fewer questions say nothing. */
    private static final int MIN_QUESTIONS = 8;

    /** So many candidates are tried on the first so many questions. */
    record Round(int candidates, int questions) {}

    Halving {
        rounds = List.copyOf(rounds);
    }

    /** Returns the search of as many of {@code candidates} as can be afforded with {@code trials}; none if that is one. */
    static Halving plan(int candidates, int questions, int trials) {
        for (int n = candidates; n > 1; n--) {
            Halving plan = new Halving(rounds(n, questions));
            if (plan.cost() <= trials) {
                return plan;
            }
        }
        return new Halving(List.of());
    }

    private static List<Round> rounds(int candidates, int questions) {
        // Until two are left, between which all questions decide.
        int count = Math.max(1, 32 - Integer.numberOfLeadingZeros(candidates - 1));
        List<Round> rounds = new ArrayList<>();
        int left = candidates;
        for (int round = 1; round <= count; round++) {
            int part = (int) Math.ceil(questions / Math.pow(2, count - round));
            rounds.add(new Round(left, Math.min(questions, Math.max(MIN_QUESTIONS, part))));
            left = Math.max(1, (left + 1) / 2);
        }
        return rounds;
    }

    /** Returns how many trials are made at most. */
    long cost() {
        long cost = 0;
        int before = 0;
        for (Round round : rounds) {
            cost += (long) round.candidates() * (round.questions() - before);
            before = round.questions();
        }
        return cost;
    }
}
