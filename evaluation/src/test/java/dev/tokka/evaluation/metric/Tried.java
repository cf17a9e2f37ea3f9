// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.Answer;
import dev.tokka.Question;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A case and how it was answered, for the tests of metrics, and the laws that hold for all metrics. */
public record Tried(Case item, Outcome outcome) {

    public static Tried of(Expected expected, Outcome outcome) {
        return new Tried(Case.of("case", Question.of("What is it?"), expected), outcome);
    }

    /** An answerable or unanswerable question of which only the reply matters. */
    public static Expected something() {
        return new Expected.Texts(List.of("something"));
    }

    public static Outcome said(String text) {
        return answered(Answer.reply(text));
    }

    public static Outcome answered(Answer answer) {
        return new Outcome.Answered(answer, Duration.ofMillis(250));
    }

    public static Outcome abstained() {
        return answered(Answer.abstain("not known"));
    }

    public static Outcome failed() {
        return new Outcome.Failed("ModelUnavailableException", "", Duration.ofMillis(1500));
    }

    public static Tried said(Expected expected, String text) {
        return of(expected, said(text));
    }

    public Tried tagged(Map<String, String> tags) {
        return new Tried(new Case(item.id(), item.question(), item.expected(), tags), outcome);
    }

    public Score by(Metric metric) {
        return metric.score(item, outcome);
    }

    public static List<Score> scores(Metric metric, List<Tried> all) {
        return all.stream().map(one -> one.by(metric)).toList();
    }

    public static double value(Metric metric, List<Tried> all) {
        return metric.value(scores(metric, all));
    }

    /** Checks what holds for every metric: purity, range, no order, and the sums of those that are additive. */
    public static void assertLaws(Metric metric, List<Tried> all, double low, double high) {
        List<Score> scores = scores(metric, all);
        assertThat(scores(metric, all)).isEqualTo(scores);
        double value = metric.value(scores);
        assertThat(value).isBetween(low, high);
        List<Score> shuffled = new ArrayList<>(scores);
        Collections.shuffle(shuffled, new Random(all.size()));
        double near = 1e-9 * Math.max(1, Math.abs(value));
        assertThat(metric.value(shuffled)).isCloseTo(value, within(near));
        assertThat(metric.describe().kind()).isEqualTo("metric");
        assertThat(metric.describe().properties()).containsKey("source");
        if (metric instanceof AdditiveMetric additive) {
            double[] sums = new double[scores.get(0).terms().size()];
            for (Score score : scores) {
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += score.terms().get(i);
                }
            }
            double[] kept = sums.clone();
            assertThat(additive.ofSums(sums, scores.size())).isCloseTo(value, within(near));
            assertThat(sums).isEqualTo(kept);
        }
    }
}
