// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.recommendation;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.evaluation.analysis.Report;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Which differences between strategies are real.
 *
 * @param differences at most one for each pair of strategies, in any order
 * @param alpha two strategies are distinguishable if the adjusted p-value is at most this; above 0, below 1
 * @param minimumDetectableEffect the smallest difference that the benchmark would most probably have shown, in the unit
 *     of the metric and above 0; empty if nobody computed it
 */
public record Comparisons(List<PairedDifference> differences, double alpha, OptionalDouble minimumDetectableEffect) {

    private static final double USUAL_ALPHA = 0.05;

    /** Checks the ranges above and copies the list. */
    public Comparisons {
        differences = List.copyOf(differences);
        Set<Set<String>> pairs = new HashSet<>();
        for (PairedDifference difference : differences) {
            if (!pairs.add(Set.of(difference.first(), difference.second()))) {
                throw new IllegalArgumentException("a pair must be compared once but is twice: " + difference.first()
                        + " and " + difference.second());
            }
        }
        if (!(alpha > 0 && alpha < 1)) { // written so that NaN is refused too
            throw new IllegalArgumentException("alpha must be in (0, 1) but is " + alpha);
        }
        minimumDetectableEffect.ifPresent(effect -> {
            if (!(effect > 0 && Double.isFinite(effect))) {
                throw new IllegalArgumentException("minimumDetectableEffect must be above 0 but is " + effect);
            }
        });
    }

    /** Returns comparisons at a level of 0.05, without a minimum detectable effect. */
    public static Comparisons of(List<PairedDifference> differences) {
        return new Comparisons(differences, USUAL_ALPHA, OptionalDouble.empty());
    }

    /**
     * Returns the comparisons of a report by the first metric of its benchmark, at a level of 0.05, with the largest of
     * the minimum detectable effects of all pairs.
     */
    public static Comparisons measured(Report report) {
        return Measured.comparisons(requireNonNull(report, "report"));
    }

    /** Returns these comparisons with the smallest difference that would most probably have been seen. */
    public Comparisons withMinimumDetectableEffect(double effect) {
        return new Comparisons(differences, alpha, OptionalDouble.of(effect));
    }

    /** Returns how two strategies differ, whichever of them is first; empty if they were not compared. */
    public Optional<PairedDifference> between(String one, String other) {
        Checks.requireText(one, "one");
        Checks.requireText(other, "other");
        return differences.stream().filter(pair -> pair.isOf(one, other)).findFirst();
    }

    /** Returns whether two strategies were compared and found to differ. */
    boolean tellApart(String one, String other) {
        return between(one, other).filter(pair -> pair.p() <= alpha).isPresent();
    }
}
