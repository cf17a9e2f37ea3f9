// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How many candidates are tried on how many questions: all on a few, the better half on twice as many, and so on.
 *
 * @param rounds in order
 * @param calls that all this takes at most, if the dearest candidates are the better ones
 * @see <a href="https://proceedings.mlr.press/v51/jamieson16.html">Jamieson and Talwalkar (2016), Non-stochastic Best Arm
 *     Identification and Hyperparameter Optimization</a>
 */
record Halving(List<Round> rounds, long calls) {

    /** Means of fewer questions say nothing. */
    private static final int MIN_QUESTIONS = 8;

    private static final Halving NOTHING = new Halving(List.of(), 0);

    /** So many candidates are tried on the first so many questions. */
    record Round(int candidates, int questions) {}

    Halving {
        rounds = List.copyOf(rounds);
    }

    /**
     * Returns the search of as many candidates as can be afforded; none if that is one.
     *
     * @param prices how many calls a question takes, of each candidate; the first candidates are taken
     * @param questions how many there are
     * @param budget how many calls may be made
     */
    static Halving plan(List<Integer> prices, int questions, long budget) {
        for (int n = prices.size(); n > 1; n--) {
            List<Round> rounds = rounds(n, questions);
            long calls = calls(rounds, prices.subList(0, n));
            if (calls <= budget) {
                return new Halving(rounds, calls);
            }
        }
        return NOTHING;
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

    private static long calls(List<Round> rounds, List<Integer> prices) {
        List<Integer> dearestFirst =
                prices.stream().sorted(Comparator.reverseOrder()).toList();
        long calls = 0;
        int before = 0;
        for (Round round : rounds) {
            long aQuestion = dearestFirst.stream()
                    .limit(round.candidates())
                    .mapToLong(Integer::longValue)
                    .sum();
            calls += aQuestion * (round.questions() - before);
            before = round.questions();
        }
        return calls;
    }
}
