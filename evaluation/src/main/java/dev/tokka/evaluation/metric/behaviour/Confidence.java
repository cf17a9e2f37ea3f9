// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.behaviour;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Whether a model is as sure as it may be, given what is right: each from 0 to 1, and less is better.
 *
 * <pre>{@code
 * Confidence confidence = Confidence.of(Classification.accuracy());
 * Benchmark.of("triage", cases, Classification.accuracy(), confidence.ece(10), confidence.aurc());
 * }</pre>
 *
 * <p>A reply is right if another metric gives it enough; where no answer is expected every reply is wrong. What has no
 * confidence, as a failure, an abstention where an answer is expected, and a reply without one, is not readable and counts
 * as wrong with full confidence, so that nothing is won by saying less. An abstention where none is expected is right, and
 * counts as no error at all.
 */
public final class Confidence {

    private final Metric correct;
    private final double enough;

    private Confidence(Metric correct, double enough) {
        this.correct = requireNonNull(correct, "correct");
        if (!correct.higherIsBetter() || !Double.isFinite(enough)) {
            throw new IllegalArgumentException("more must be better, and enough must be finite, but they are "
                    + correct.name() + " and " + enough);
        }
        this.enough = enough;
    }

    /** Returns the metrics by which an answer is right if {@code correct} gives it 1. */
    public static Confidence of(Metric correct) {
        return new Confidence(correct, 1);
    }

    /**
     * Returns the metrics by which an answer is right if {@code correct} gives it {@code enough} or more, as 0.5 of an F1.
     *
     * @throws IllegalArgumentException if less is better for {@code correct}, or {@code enough} is not finite
     */
    public static Confidence of(Metric correct, double enough) {
        return new Confidence(correct, enough);
    }

    /**
     * Returns the expected calibration error: how far the share of right answers is from the mean confidence, in bins of
     * equal width that include their upper ends, each as heavy as it is full; an empty bin (0/0) counts nothing. What has
     * no confidence adds an error of 1. The value of a single case is the distance of its confidence from 1 or 0.
     *
     * @param bins at least 1, usually 10 or 15
     * @see <a href="https://arxiv.org/abs/1706.04599">Guo et al., On Calibration of Modern Neural Networks (2017)</a>
     */
    public AdditiveMetric ece(int bins) {
        Checks.requireAtLeast(1, bins, "bins");
        return SumsMetric.of(
                        describe("ECE", "Guo et al. 2017, arXiv:1706.04599").with("bins", bins),
                        (item, outcome) -> binned(judge(item, outcome), bins),
                        (sums, cases) -> {
                            double gaps = sums[bins];
                            for (int i = 0; i < bins; i++) {
                                gaps += Math.abs(sums[i]);
                            }
                            return gaps / cases;
                        })
                .lowerIsBetter();
    }

    /**
     * Returns the Brier score: the mean squared distance of the confidence from 1 for a right and from 0 for a wrong answer.
     *
     * @see <a href="https://doi.org/10.1175/1520-0493(1950)078%3C0001:VOFEIT%3E2.0.CO;2">Brier (1950)</a>
     */
    public AdditiveMetric brier() {
        return SumsMetric.mean(describe("Brier score", "Brier 1950"), (item, outcome) -> {
                    Judged judged = judge(item, outcome);
                    double error = judged.error() * judged.error();
                    return new Score(error, judged.readable, judged.seen(), List.of(error));
                })
                .lowerIsBetter();
    }

    /**
     * Returns the area under the curve of {@link RiskCoverage}: the mean, over all numbers of most confident answers, of the
     * share of wrong ones among them. Ties are counted as the mean of all their orders. The value of a single case is 1 if
     * it is wrong.
     *
     * @see <a href="https://arxiv.org/abs/1805.08206">Geifman et al., Bias-Reduced Uncertainty Estimation (2019)</a>
     */
    public Metric aurc() {
        return new ListMetric(
                describe("AURC", "Geifman et al. 2019, arXiv:1805.08206"),
                (item, outcome) -> {
                    Judged judged = judge(item, outcome);
                    double loss = judged.right ? 0 : 1;
                    double order = judged.confidence.orElse(RiskCoverage.LAST);
                    return new Score(loss, judged.readable, judged.seen(), List.of(order, loss));
                },
                scores -> RiskCoverage.of(scores).area());
    }

    /**
     * Returns the share of cases with a hallucination: a reply that can be read and is wrong, or any reply where none is
     * expected. Abstentions and failures are none, but are not readable where an answer is expected. Needs no confidence.
     *
     * @see <a href="https://arxiv.org/abs/2411.04368">Wei et al., SimpleQA (2024)</a>, where this is "incorrect"
     */
    public AdditiveMetric hallucinationRate() {
        return SumsMetric.mean(
                        describe("hallucination rate", "incorrect of SimpleQA, Wei et al. 2024, arXiv:2411.04368"),
                        this::hallucination)
                .lowerIsBetter();
    }

    private Score hallucination(Case item, Outcome outcome) {
        if (Replies.unwanted(item)) {
            return outcome.text()
                    .map(text -> Score.of(1, text))
                    .orElseGet(() -> Replies.abstained(outcome) ? Score.of(0, Replies.ABSTAINED) : Score.unreadable(0));
        }
        Score score = correct.score(item, outcome);
        if (outcome.text().isEmpty() || !score.readable()) {
            return Score.unreadable(0);
        }
        return Score.of(score.value() < enough ? 1 : 0, score.seen());
    }

    private Description describe(String name, String source) {
        return Replies.metric(name, source).with("enough", enough).withPart(correct.describe());
    }

    /** Whether an outcome is right, and how sure of it the model was. */
    private record Judged(boolean right, boolean readable, OptionalDouble confidence) {

        /** How far the confidence is from the truth. */
        double error() {
            return confidence.isPresent() ? Math.abs(confidence.getAsDouble() - (right ? 1 : 0)) : right ? 0 : 1;
        }

        String seen() {
            return confidence.isPresent()
                    ? (right ? "right" : "wrong") + " with confidence " + confidence.getAsDouble()
                    : readable ? Replies.ABSTAINED : "";
        }
    }

    private Judged judge(Case item, Outcome outcome) {
        Optional<OptionalDouble> confidence = Replies.of(outcome).map(reply -> reply.confidence());
        if (Replies.unwanted(item)) {
            boolean abstained = Replies.abstained(outcome);
            OptionalDouble given = confidence.orElse(OptionalDouble.empty());
            return new Judged(abstained, abstained || given.isPresent(), given);
        }
        Score score = correct.score(item, outcome); // refuses a case that it cannot score, whatever the outcome
        if (confidence.isEmpty() || confidence.get().isEmpty()) {
            return new Judged(false, false, OptionalDouble.empty());
        }
        return new Judged(score.value() >= enough, true, confidence.get());
    }

    /** The terms are, for each bin, confidences less right answers, and then the answers without confidence. */
    private static Score binned(Judged judged, int bins) {
        List<Double> terms = new ArrayList<>(Collections.nCopies(bins + 1, 0.0));
        if (judged.confidence.isEmpty()) {
            terms.set(bins, judged.error());
        } else {
            double confidence = judged.confidence.getAsDouble();
            int bin = 0;
            while (confidence > (bin + 1.0) / bins) {
                bin++;
            }
            terms.set(bin, confidence - (judged.right ? 1 : 0));
        }
        return new Score(judged.error(), judged.readable, judged.seen(), terms);
    }
}
