// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.tuning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds the best of many candidates by trying all on a few items, the better half on twice as many, and so on.
 *
 * @param rounds how many candidates are tried on how many items, in order
 * @see <a href="https://proceedings.mlr.press/v51/jamieson16.html">Jamieson and Talwalkar (2016), Non-stochastic Best Arm
 *     Identification and Hyperparameter Optimization</a>
 */
record SuccessiveHalving(List<Round> rounds) {

    /** Means of fewer items say nothing. */
    private static final int MIN_ITEMS = 8;

    /** So many candidates are tried on the first so many items. */
    record Round(int candidates, int items) {}

    /** Says how good a candidate does on an item. */
    @FunctionalInterface
    interface Scorer<C> {
        double score(C candidate, int item);
    }

    /** Returns the search of as many of {@code candidates} as can be afforded with {@code budget} trials. */
    static SuccessiveHalving plan(int candidates, int items, int budget) {
        for (int n = candidates; n > 1; n--) {
            SuccessiveHalving plan = new SuccessiveHalving(rounds(n, items));
            if (plan.cost() <= budget) {
                return plan;
            }
        }
        return new SuccessiveHalving(List.of(new Round(1, Math.min(items, budget))));
    }

    private static List<Round> rounds(int candidates, int items) {
        // Until two are left, between which all items decide.
        int count = Math.max(1, 32 - Integer.numberOfLeadingZeros(candidates - 1));
        List<Round> rounds = new ArrayList<>();
        int left = candidates;
        for (int round = 1; round <= count; round++) {
            int part = (int) Math.ceil(items / Math.pow(2, count - round));
            rounds.add(new Round(left, Math.min(items, Math.max(MIN_ITEMS, part))));
            left = Math.max(1, (left + 1) / 2);
        }
        return rounds;
    }

    /** Returns how many trials are made at most. */
    int cost() {
        int cost = 0;
        int before = 0;
        for (Round round : rounds) {
            cost += round.candidates() * (round.items() - before);
            before = round.items();
        }
        return cost;
    }

    /**
     * Returns the best of the first of {@code candidates}, or empty if none is admissible to the end.
     *
     * @param items what to try on, in the order in which they are used
     * @param admissible asked after each round
     */
    <C> Optional<C> best(List<C> candidates, List<Integer> items, Scorer<C> scorer, Predicate<C> admissible) {
        List<C> left =
                candidates.subList(0, Math.min(candidates.size(), rounds.get(0).candidates()));
        Map<C, Double> sums = new HashMap<>();
        int tried = 0;
        for (Round round : rounds) {
            List<C> kept = new ArrayList<>();
            for (C candidate : left.subList(0, Math.min(left.size(), round.candidates()))) {
                for (int item : items.subList(tried, round.items())) {
                    sums.merge(candidate, scorer.score(candidate, item), Double::sum);
                }
                if (admissible.test(candidate)) {
                    kept.add(candidate);
                }
            }
            tried = round.items();
            kept.sort(Comparator.comparingDouble((C candidate) -> -sums.getOrDefault(candidate, 0.0)));
            left = kept;
        }
        return left.stream().findFirst();
    }
}
