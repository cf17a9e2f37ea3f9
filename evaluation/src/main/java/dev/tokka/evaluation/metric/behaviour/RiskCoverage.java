// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.behaviour;

import dev.tokka.evaluation.Score;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which share of the answers is wrong if only the most confident ones are given.
 *
 * <p>Cases without a confidence come last, as if they had to be answered in the end.
 *
 * @param points one for each confidence that occurs, from the most confident answers alone to all of them
 * @param area the mean of the risk over all numbers of most confident answers, ties in the mean of all their orders
 * @see <a href="https://jmlr.org/papers/v11/el-yaniv10a.html">El-Yaniv and Wiener, On the Foundations of Noise-free
 *     Selective Classification (2010)</a>
 */
public record RiskCoverage(List<Point> points, double area) {

    /** The place in the order of what has no confidence. */
    static final double LAST = -1;

    /** Copies the points. */
    public RiskCoverage {
        points = List.copyOf(points);
    }

    /**
     * A point of the curve.
     *
     * @param coverage the share of the cases that are answered, in (0, 1]
     * @param risk the share of these that are wrong, from 0 to 1
     */
    public record Point(double coverage, double risk) {}

    /**
     * Returns the curve of these scores.
     *
     * @param scores of the metric {@link Confidence#aurc}, at least one
     * @throws IllegalArgumentException if there are none, or a score is not of that metric
     */
    public static RiskCoverage of(List<Score> scores) {
        if (scores.isEmpty() || scores.stream().anyMatch(score -> score.terms().size() != 2)) {
            throw new IllegalArgumentException("scores must be those of AURC, at least one, but are " + scores.size()
                    + " with other terms than confidence and loss");
        }
        List<Score> sorted = scores.stream()
                .sorted(Comparator.comparingDouble(RiskCoverage::confidence).reversed())
                .toList();
        List<Point> points = new ArrayList<>();
        double area = 0;
        double losses = 0;
        int n = sorted.size();
        for (int start = 0; start < n; ) {
            double confidence = confidence(sorted.get(start));
            int end = start;
            double tied = 0;
            while (end < n && confidence(sorted.get(end)) == confidence) {
                tied += sorted.get(end++).terms().get(1);
            }
            for (int i = 1; i <= end - start; i++) {
                // the expected losses of the first i of the tied
                area += (losses + tied * i / (end - start)) / (start + i);
            }
            losses += tied;
            points.add(new Point((double) end / n, losses / end));
            start = end;
        }
        return new RiskCoverage(points, area / n);
    }

    private static double confidence(Score score) {
        return score.terms().get(0);
    }
}
