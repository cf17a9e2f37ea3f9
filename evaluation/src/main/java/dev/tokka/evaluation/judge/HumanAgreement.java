// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.judge;

import dev.tokka.evaluation.statistics.Agreement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far a judge agrees with people. A judgement that could not be read counts with the worst grade. Of several repeats
 * the median counts, the lower of two.
 *
 * @param answers how many answers both graded
 * @param unmatched how many answers only one of them graded
 * @param raw the share of equal grades
 * @param linearKappa Cohen's kappa with linear weights, from -1 to 1 (Cohen 1968)
 * @param quadraticKappa Cohen's kappa with quadratic weights, from -1 to 1
 * @param tauB Kendall's tau-b, from -1 to 1; 0 if one of them gave the same grade to all
 */
public record HumanAgreement(
        int answers, int unmatched, double raw, double linearKappa, double quadraticKappa, double tauB) {

    /**
     * Returns the agreement over the answers that both graded.
     *
     * @param judged grades of single answers, on the scale of {@code people}
     * @throws IllegalArgumentException if there is no answer that both graded
     */
    public static HumanAgreement of(HumanGrades people, List<JudgedGrade> judged) {
        Map<HumanGrades.Answered, List<Double>> repeats = new HashMap<>();
        for (JudgedGrade grade : judged) {
            if (!grade.sides().opponent().isEmpty()) {
                throw new IllegalArgumentException(
                        "people graded single answers but case " + grade.caseId() + " was judged as a comparison");
            }
            repeats.computeIfAbsent(
                            new HumanGrades.Answered(
                                    grade.caseId(), grade.sides().model()),
                            key -> new ArrayList<>())
                    .add(grade.grade());
        }
        List<int[]> both = new ArrayList<>();
        people.grades().forEach((answer, grade) -> {
            List<Double> judgements = repeats.getOrDefault(answer, List.of());
            if (!judgements.isEmpty()) {
                both.add(new int[] {grade, median(judgements)});
            }
        });
        if (both.isEmpty()) {
            throw new IllegalArgumentException("there is no answer that both people and the judge graded");
        }
        int unmatched = people.grades().size() + repeats.size() - 2 * both.size();
        int[] first = both.stream().mapToInt(pair -> pair[0]).toArray();
        int[] second = both.stream().mapToInt(pair -> pair[1]).toArray();
        double raw = (double) both.stream().filter(pair -> pair[0] == pair[1]).count() / both.size();
        return new HumanAgreement(
                both.size(),
                unmatched,
                raw,
                Agreement.linearKappa(first, second),
                Agreement.quadraticKappa(first, second),
                Agreement.tauB(doubles(first), doubles(second)));
    }

    private static double[] doubles(int[] grades) {
        return Arrays.stream(grades).asDoubleStream().toArray();
    }

    private static int median(List<Double> grades) {
        List<Double> sorted = grades.stream().sorted().toList();
        return (int) Math.round(sorted.get((sorted.size() - 1) / 2));
    }
}
