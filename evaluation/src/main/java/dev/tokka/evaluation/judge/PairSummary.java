// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.judge;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The comparisons of one model with another in numbers.
 *
 * <p>A model wins a case if the judge prefers it in both orders; where the orders disagree, it is a tie. Of several
 * repeats the majority decides.
 *
 * @param model whose wins are counted
 * @param opponent what it was compared with
 * @param counts how many judgements there are, and how they were read
 * @param tally over cases
 * @param orders how much the order of the answers mattered
 * @param repeats how far repeated judgements in one order agree; empty if nothing was judged twice
 */
public record PairSummary(
        String model,
        String opponent,
        GradeSummary.Counts counts,
        Tally tally,
        Orders orders,
        Optional<GradeSummary.Repeats> repeats) {

    /** Checks the components. */
    public PairSummary {
        Checks.requireText(model, "model");
        Checks.requireText(opponent, "opponent");
        requireNonNull(counts, "counts");
        requireNonNull(tally, "tally");
        requireNonNull(orders, "orders");
        requireNonNull(repeats, "repeats");
    }

    /**
     * Returns the summary of comparisons.
     *
     * @param grades at least one, all of the same two models, each case and repeat in both orders
     * @throws IllegalArgumentException if they are not
     */
    public static PairSummary of(List<JudgedGrade> grades) {
        if (grades.isEmpty()) {
            throw new IllegalArgumentException("grades must hold at least one");
        }
        JudgedGrade.Sides sides = grades.get(0).sides();
        Map<String, Map<Integer, List<JudgedGrade>>> cases = new TreeMap<>();
        for (JudgedGrade grade : grades) {
            if (!grade.sides().model().equals(sides.model())
                    || !grade.sides().opponent().equals(sides.opponent())) {
                throw new IllegalArgumentException("grades must all compare the same two models");
            }
            cases.computeIfAbsent(grade.caseId(), key -> new TreeMap<>())
                    .computeIfAbsent(grade.repeat(), key -> new ArrayList<>())
                    .add(grade);
        }
        List<List<JudgedGrade>> both =
                cases.values().stream().flatMap(item -> item.values().stream()).toList();
        both.forEach(PairSummary::requireBothOrders);
        return new PairSummary(
                sides.model(),
                sides.opponent(),
                GradeSummary.Counts.of(grades),
                tally(cases),
                Orders.of(both),
                RepeatNoise.of(grades));
    }

    /** Returns the share of wins minus the share of losses, from -1 to 1. */
    public double advantage() {
        return (double) (tally.wins() - tally.losses()) / tally.cases();
    }

    private static Tally tally(Map<String, Map<Integer, List<JudgedGrade>>> cases) {
        int wins = 0;
        int losses = 0;
        for (Map<Integer, List<JudgedGrade>> repeats : cases.values()) {
            double balance = repeats.values().stream()
                    .mapToDouble(both -> disagree(both) ? 0 : both.get(0).grade() - 0.5)
                    .sum();
            wins += balance > 0 ? 1 : 0;
            losses += balance < 0 ? 1 : 0;
        }
        return new Tally(wins, cases.size() - wins - losses, losses);
    }

    private static boolean disagree(List<JudgedGrade> both) {
        return Double.compare(both.get(0).grade(), both.get(1).grade()) != 0;
    }

    private static void requireBothOrders(List<JudgedGrade> both) {
        if (both.size() != 2
                || both.get(0).sides().swapped() == both.get(1).sides().swapped()) {
            throw new IllegalArgumentException("case " + both.get(0).caseId() + ", repeat "
                    + both.get(0).repeat() + ", must have been judged once in each order");
        }
    }

    /**
     * How the cases ended.
     *
     * @param wins cases that the model wins
     * @param ties cases that nobody wins, or where the orders disagree
     * @param losses cases that the opponent wins
     */
    public record Tally(int wins, int ties, int losses) {

        /** Returns how many cases there are. */
        public int cases() {
            return wins + ties + losses;
        }
    }

    /**
     * How much the order of the answers mattered, over all cases and repeats whose judgements could be read in both orders;
     * all 0 if there are none.
     *
     * @param disagreement the share where the two orders gave different verdicts
     * @param positionBias the share where the same place won in both orders, so that the place decided
     * @param firstPlace the share where it was the first place
     */
    public record Orders(double disagreement, double positionBias, double firstPlace) {

        private static Orders of(List<List<JudgedGrade>> all) {
            List<List<JudgedGrade>> read = all.stream()
                    .filter(both -> both.stream().allMatch(grade -> grade.reading() == JudgedGrade.Reading.READ))
                    .toList();
            if (read.isEmpty()) {
                return new Orders(0, 0, 0);
            }
            double size = read.size();
            long first = read.stream().filter(both -> placeWins(both, 1)).count();
            long second = read.stream().filter(both -> placeWins(both, 0)).count();
            long different = read.stream().filter(PairSummary::disagree).count();
            return new Orders(different / size, (first + second) / size, first / size);
        }

        /** Returns whether one place won in both orders; seen from the model, that is a win and a loss. */
        private static boolean placeWins(List<JudgedGrade> both, double firstWins) {
            return both.stream()
                    .allMatch(grade -> grade.grade() == (grade.sides().swapped() ? 1 - firstWins : firstWins));
        }
    }
}
