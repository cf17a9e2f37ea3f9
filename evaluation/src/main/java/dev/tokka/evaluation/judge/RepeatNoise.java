// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How much the grades of repeated judgements of the same differ. */
final class RepeatNoise {

    private RepeatNoise() {}

    /** Returns the noise, or empty if nothing was judged twice. */
    static Optional<GradeSummary.Repeats> of(List<JudgedGrade> grades) {
        Map<List<String>, List<Double>> groups = new TreeMap<>((a, b) -> {
            int byCase = a.get(0).compareTo(b.get(0));
            return byCase != 0 ? byCase : a.get(1).compareTo(b.get(1));
        });
        for (JudgedGrade grade : grades) {
            List<String> same =
                    List.of(grade.caseId(), Boolean.toString(grade.sides().swapped()));
            groups.computeIfAbsent(same, key -> new ArrayList<>()).add(grade.grade());
        }
        double squares = 0;
        long freedom = 0;
        long pairs = 0;
        long equal = 0;
        for (List<Double> group : groups.values()) {
            double mean =
                    group.stream().mapToDouble(Double::doubleValue).average().orElse(0);
            freedom += group.size() - 1L;
            for (int i = 0; i < group.size(); i++) {
                squares += (group.get(i) - mean) * (group.get(i) - mean);
                for (int j = 0; j < i; j++) {
                    pairs++;
                    equal += group.get(i).equals(group.get(j)) ? 1 : 0;
                }
            }
        }
        return freedom == 0
                ? Optional.empty()
                : Optional.of(new GradeSummary.Repeats(Math.sqrt(squares / freedom), (double) equal / pairs));
    }
}
