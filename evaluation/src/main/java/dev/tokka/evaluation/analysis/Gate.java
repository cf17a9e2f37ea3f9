// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.analysis;

import dev.tokka.Checks;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.statistics.Mean;
import dev.tokka.evaluation.statistics.Power;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Says whether a model has become worse than its baseline, for the build that would release it.
 *
 * <p>A model has become worse if the mean of its scores fell by more than what is tolerated <em>and</em> the fall is too
 * large to be chance: the p-value of the permutation test of paired differences, one for each case, is at most {@code
 * alpha}; cases of one {@linkplain Tags#CLUSTER cluster} have one difference together. So a lucky or unlucky case does not
 * stop a release, and a small but certain fall can be tolerated. Where the benchmark is too small to tell, the gate passes:
 * {@link Verdict#words()} says how small a fall it could have seen.
 *
 * @param alpha how often an equally good model may be stopped, in (0, 1), such as 0.05; the test is two-sided, so in fact
 *     half as often
 * @param tolerance the fall of the mean that is accepted, in the unit of the metric; at least 0
 */
public record Gate(double alpha, double tolerance) {

    private static final int DRAWS = 10_000;
    private static final double POWER = 0.8;

    /** 5 %, nothing tolerated. */
    public static final Gate DEFAULT = new Gate(0.05, 0);

    /** Checks the ranges above. */
    public Gate {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha must be in (0, 1) but is " + alpha);
        }
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("tolerance must be at least 0 but is " + tolerance);
        }
    }

    /**
     * What a gate found.
     *
     * @param passed whether the model may go on
     * @param change the mean score now less that of the baseline; negative where scores fell
     * @param pValue of no change, in [0, 1]
     * @param words a sentence for the log of a build
     */
    public record Verdict(boolean passed, double change, double pValue, String words) {

        /** Checks the components. */
        public Verdict {
            Checks.requireShare(pValue, "pValue");
            Checks.requireText(words, "words");
        }
    }

    /**
     * Compares a model with its baseline.
     *
     * @throws IllegalArgumentException if the questions or the metric are others than those of the baseline, if there is
     *     no model of that name, or if it was not asked every case
     */
    public Verdict check(Results results, Baseline baseline) {
        Metric metric = results.benchmark().metrics().get(0);
        require(baseline.benchmark(), results.benchmark().hash(), "questions");
        require(baseline.metric(), metric.name(), "metric");
        Baseline now = Baseline.of(results, baseline.model());
        if (!now.scores().keySet().equals(baseline.scores().keySet())) {
            throw new IllegalArgumentException("each case of the baseline must have been asked but of "
                    + baseline.scores().size() + " cases " + now.scores().size() + " were");
        }
        double[] differences = differences(now.scores(), baseline.scores());
        int[] clusters = clusters(results.benchmark(), baseline.scores().keySet());
        double change = Arrays.stream(differences).average().orElse(0);
        double pValue = pValue(differences, clusters);
        double gain = metric.higherIsBetter() ? change : -change;
        boolean worse = gain < -tolerance && pValue <= alpha;
        String finding = baseline.model() + ": " + baseline.metric()
                + (worse ? " has become worse, by " : " has not become worse: changed by ");
        return new Verdict(!worse, change, pValue, finding + words(change, pValue, differences, clusters));
    }

    private static void require(String expected, String seen, String what) {
        if (!expected.equals(seen)) {
            throw new IllegalArgumentException(
                    "the " + what + " must be those of the baseline, " + expected + ", but are " + seen);
        }
    }

    private static double[] differences(Map<String, Double> now, Map<String, Double> before) {
        return before.entrySet().stream()
                .mapToDouble(one -> now.getOrDefault(one.getKey(), 0.0) - one.getValue())
                .toArray();
    }

    /** Returns the number of the cluster of each case of the baseline. */
    private static int[] clusters(Benchmark benchmark, Set<String> ids) {
        Map<String, Case> cases = new HashMap<>();
        benchmark.cases().forEach(item -> cases.put(item.id(), item));
        return Grouping.clusters(ids.stream().map(cases::get).toList());
    }

    /** The cases of a cluster are swapped together: they are not independent. */
    private static double pValue(double[] differences, int[] clusters) {
        double[] sums = new double[Arrays.stream(clusters).max().orElse(-1) + 1];
        for (int i = 0; i < differences.length; i++) {
            sums[clusters[i]] += differences[i];
        }
        boolean[] movable = new boolean[sums.length];
        for (int i = 0; i < movable.length; i++) {
            movable[i] = sums[i] != 0;
        }
        return SwapTest.pValue(
                swapped -> {
                    double sum = 0;
                    for (int i = 0; i < sums.length; i++) {
                        sum += swapped[i] ? -sums[i] : sums[i];
                    }
                    return sum;
                },
                movable,
                DRAWS,
                new SplittableRandom(0));
    }

    private String words(double change, double pValue, double[] differences, int[] clusters) {
        String seen = String.format(Locale.ROOT, "%+.4f on %d cases (p = %.4f)", change, differences.length, pValue);
        if (Arrays.stream(clusters).distinct().count() < 2 || alpha >= POWER) {
            return seen;
        }
        double deviation = Mean.of(differences, clusters).deviation();
        if (deviation == 0) {
            return seen;
        }
        double visible = new Power(alpha, POWER).detectable(deviation, differences.length);
        return seen + String.format(Locale.ROOT, "; a change of %.4f would have been seen four times of five", visible);
    }
}
