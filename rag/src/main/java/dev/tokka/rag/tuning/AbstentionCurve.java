// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.tuning;

import dev.tokka.Checks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How often a model answers and how often it is right, for each confidence below which it might abstain.
 *
 * <pre>{@code
 * AbstentionCurve curve = AbstentionCurve.of(judged);
 * curve.threshold(0.95).ifPresent(point -> use(model.minRelevance(point.threshold())));
 * }</pre>
 *
 * @param points from the strictest threshold, which answers least, to the one that answers all
 */
public record AbstentionCurve(List<Point> points) {

    private static final int LOOKS = 10;
    private static final double RISK = 0.05;
    private static final int BISECTIONS = 60;

    /** Copies the points. */
    public AbstentionCurve {
        points = List.copyOf(points);
    }

    /**
     * An answer that somebody has judged.
     *
     * @param confidence of the model in it; finite
     * @param correct whether it is right; an answer to a question that cannot be answered is not
     */
    public record Judged(double confidence, boolean correct) {

        /** Checks the range above. */
        public Judged {
            if (!Double.isFinite(confidence)) {
                throw new IllegalArgumentException("confidence must be finite but is " + confidence);
            }
        }
    }

    /**
     * What comes of one threshold.
     *
     * @param threshold the least confidence that is answered
     * @param answered how many questions are
     * @param correct how many of those answers are right
     * @param all how many questions there are
     */
    public record Point(double threshold, int answered, int correct, int all) {

        /** Returns the share of the questions that are answered. */
        public double coverage() {
            return (double) answered / all;
        }

        /** Returns the share of the answers that are right. */
        public double precision() {
            return (double) correct / answered;
        }

        /** Returns the share of the answers that are wrong. */
        public double risk() {
            return 1 - precision();
        }

        /**
         * Returns what the precision is at least, but for a chance of {@code risk}, by the exact bound of Clopper and
         * Pearson: the precision with which so many right answers or more have exactly that chance.
         *
         * @param risk more than 0 and less than 1
         * @see <a href="https://doi.org/10.1093/biomet/26.4.404">Clopper and Pearson (1934), The Use of Confidence or
         *     Fiducial Limits</a>
         */
        public double atLeast(double risk) {
            if (!(risk > 0 && risk < 1)) {
                throw new IllegalArgumentException("risk must be in (0, 1) but is " + risk);
            }
            return lowerBound(correct, answered, risk);
        }
    }

    /**
     * Returns the curve of {@code judged}, with a point for every confidence that occurs.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static AbstentionCurve of(List<Judged> judged) {
        Checks.requireAtLeast(1, judged.size(), "number of judged answers");
        List<Judged> sorted = new ArrayList<>(judged);
        sorted.sort(Comparator.comparingDouble(Judged::confidence).reversed());
        List<Point> points = new ArrayList<>();
        int correct = 0;
        for (int i = 0; i < sorted.size(); i++) {
            correct += sorted.get(i).correct() ? 1 : 0;
            boolean last = i + 1 == sorted.size()
                    || sorted.get(i + 1).confidence() != sorted.get(i).confidence();
            if (last) {
                points.add(new Point(sorted.get(i).confidence(), i + 1, correct, sorted.size()));
            }
        }
        return new AbstentionCurve(points);
    }

    /**
     * Returns the threshold that answers most of those whose precision is at least {@code precision}, or empty if none is
     * known to reach it; all that is said holds together but for a chance of 0.05.
     *
     * <p>Up to ten thresholds are looked at, those that answer about a tenth more each, and each with a tenth of the chance
     * (Bonferroni), because who looks often enough finds a good one by luck.
     *
     * @param precision from 0 to 1
     */
    public Optional<Point> threshold(double precision) {
        Checks.requireShare(precision, "precision");
        List<Point> looked = looked();
        double risk = RISK / looked.size();
        return looked.stream()
                .filter(point -> point.atLeast(risk) >= precision)
                .max(Comparator.comparingInt(Point::answered));
    }

    private List<Point> looked() {
        List<Point> looked = new ArrayList<>();
        for (int look = 1; look <= LOOKS; look++) {
            double coverage = (double) look / LOOKS;
            Optional<Point> next = points.stream()
                    .filter(point -> point.coverage() >= coverage)
                    .findFirst();
            next.filter(point -> !looked.contains(point)).ifPresent(looked::add);
        }
        return Collections.unmodifiableList(looked);
    }

    /** Returns the probability p for which {@code correct} or more of {@code all} have the chance {@code risk}. */
    static double lowerBound(int correct, int all, double risk) {
        if (correct == 0) {
            return 0;
        }
        double low = 0;
        double high = 1;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (upperTail(correct, all, middle) > risk) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return low;
    }

    /** Returns the chance of {@code least} or more of {@code all} if each has the chance {@code p}. */
    private static double upperTail(int least, int all, double p) {
        double sum = 0;
        double logChoose = 0;
        for (int k = 0; k <= all; k++) {
            if (k >= least) {
                sum += Math.exp(logChoose + k * Math.log(p) + (all - k) * Math.log1p(-p));
            }
            logChoose += Math.log(all - k) - Math.log(k + 1);
        }
        return sum;
    }

    /** Returns a table of the thresholds that {@link #threshold} looks at. */
    @Override
    public String toString() {
        List<Point> looked = looked();
        StringBuilder text = new StringBuilder("threshold  coverage  precision  at least\n");
        for (Point point : looked) {
            text.append(String.format(
                    Locale.ROOT,
                    "%9.3f  %8.3f  %9.3f  %8.3f%n",
                    point.threshold(),
                    point.coverage(),
                    point.precision(),
                    point.atLeast(RISK / looked.size())));
        }
        return text.toString();
    }
}
