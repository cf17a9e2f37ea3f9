// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.report;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.Question;
import dev.tokka.TokenUsage;
import dev.tokka.Trace;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Entry;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.analysis.Comparison;
import dev.tokka.evaluation.analysis.Measurement;
import dev.tokka.evaluation.analysis.Operations;
import dev.tokka.evaluation.analysis.Report;
import dev.tokka.evaluation.analysis.Sensitivity;
import dev.tokka.evaluation.statistics.Interval;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A report for the tests: "plain" knows every other answer, "RAG" all but the last, which fails. */
final class Reports {

    /** The share of replies that are the expected text. */
    record Exact() implements AdditiveMetric {

        @Override
        public Description describe() {
            return Description.of("metric", "exact match");
        }

        @Override
        public Score score(Case item, Outcome outcome) {
            boolean right = item.expected() instanceof Expected.Texts texts
                    && outcome.text().filter(texts.accepted()::contains).isPresent();
            return outcome.text().map(text -> Score.of(right ? 1 : 0, text)).orElse(Score.unreadable(0));
        }

        @Override
        public double ofSums(double[] sums, long cases) {
            return sums[0] / cases;
        }
    }

    private Reports() {}

    static Report of(int cases) {
        return of(cases, "plain", "What does <b>bank</b> & co. charge");
    }

    static Report of(int count, String model, String text) {
        List<Case> cases = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Case item = Case.of("q" + i, Question.of(text + " " + i + "?"), new Expected.Texts(List.of("fee " + i)))
                    .withTag(Tags.GROUP, i % 3 == 0 ? "fees" : "limits");
            cases.add(item);
            entries.add(
                    new Entry(model, item.id(), 0, reply(i % 2 == 0 ? "fee " + i : "no idea", 0.3 + 0.01 * (i % 50))));
            entries.add(new Entry(
                    "RAG",
                    item.id(),
                    0,
                    i == count - 1
                            ? new Outcome.Failed("ModelUnavailableException", "down", Duration.ofSeconds(5))
                            : reply("fee " + i, 0.9)));
        }
        Benchmark benchmark = Benchmark.of("Fees", cases, new Exact());
        Map<String, String> fingerprints = new LinkedHashMap<>();
        fingerprints.put(model, "f1");
        fingerprints.put("RAG", "f2");
        Results results = new Results(benchmark, fingerprints, entries);
        Map<String, Operations> operations = new LinkedHashMap<>();
        operations.put(model, operations(count, 0, "0.50"));
        operations.put("RAG", operations(count - 1, 1, "1.25"));
        return new Report(
                results,
                List.of(
                        new Measurement(model, "exact match", new Interval(0.5, 0.4, 0.6, 0.95), spread(), count, 0),
                        new Measurement(
                                "RAG", "exact match", new Interval(0.9, 0.85, 0.95, 0.95), spread(), count, 0.1)),
                List.of(new Comparison(
                        "exact match",
                        model,
                        "RAG",
                        new Interval(0.4, 0.25, 0.5, 0.95),
                        new Comparison.PValue(0.0001, 0.0001),
                        new Sensitivity(
                                0.06,
                                Optional.of(new Sensitivity.Effect(Sensitivity.Measure.COHENS_H, 0.93)),
                                OptionalDouble.of(0.168),
                                OptionalLong.of(12)))),
                operations,
                0.95);
    }

    /** Returns a report in which a wide interval leaves the two models undecided; asked with two seeds. */
    static Report undecided() {
        Report decided = of(10);
        Measurement.Spread spread = new Measurement.Spread(0.1, OptionalDouble.of(0.0347));
        Comparison before = decided.comparisons().get(0);
        return new Report(
                decided.results(),
                decided.measurements().stream()
                        .map(one -> new Measurement(
                                one.model(), one.metric(), one.interval(), spread, one.answers(), one.missing()))
                        .toList(),
                List.of(new Comparison(
                        before.metric(),
                        before.first(),
                        before.second(),
                        new Interval(0.1, -0.2, 0.4, 0.95),
                        new Comparison.PValue(0.3, 0.3),
                        new Sensitivity(0.15, Optional.empty(), OptionalDouble.of(0.4204), OptionalLong.empty()))),
                decided.operations(),
                0.95);
    }

    private static Measurement.Spread spread() {
        return new Measurement.Spread(0.05, OptionalDouble.empty());
    }

    private static Operations operations(int replies, int failures, String money) {
        return new Operations(
                new Operations.Counts(replies, 0, failures),
                Duration.ofMillis(12),
                Duration.ofMillis(1500),
                new TokenUsage(1000, 200),
                Map.of(Currency.getInstance("EUR"), new BigDecimal(money)));
    }

    private static Outcome reply(String text, double confidence) {
        Answer answer = new Answer.Reply(text, List.of(), OptionalDouble.of(confidence), Trace.EMPTY);
        return new Outcome.Answered(answer, Duration.ofMillis(12));
    }
}
