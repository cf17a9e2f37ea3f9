// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.report;

import dev.tokka.Answer;
import dev.tokka.Citation;
import dev.tokka.Money;
import dev.tokka.Question;
import dev.tokka.Source;
import dev.tokka.Span;
import dev.tokka.Step;
import dev.tokka.TokenUsage;
import dev.tokka.Trace;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Entry;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.analysis.Analysis;
import dev.tokka.evaluation.analysis.Report;
import dev.tokka.evaluation.metric.behaviour.Effort;
import dev.tokka.evaluation.metric.text.TextMatch;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A report of three models: "base" knows every third fee and makes up the rest, "RAG" cites every fee but fails once, and
 * both abstain where they should; the third knows as much, and says a fee where no document has one, too.
 *
 * @param name of the benchmark
 * @param question stands before the number of each question
 * @param model the name of the third model
 * @param document is cited, with a quote that begins with its name
 */
record SampleReport(String name, String question, String model, String document) {

    private static final int CASES = 60;

    Report make() {
        List<String> models = List.of("base", "RAG", model);
        List<Case> cases = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            boolean unknown = i % 6 == 5;
            Case item = Case.of(
                            String.format("q-%02d", i),
                            Question.of(question + " " + i + "?"),
                            unknown ? new Expected.NoAnswer() : new Expected.Texts(List.of(fee(i))))
                    .withTag(Tags.GROUP, unknown ? "not documented" : i % 2 == 0 ? "transfers" : "accounts");
            cases.add(item);
            for (int m = 0; m < models.size(); m++) {
                entries.add(new Entry(models.get(m), item.id(), 0, outcome(m, i, unknown)));
            }
        }
        Benchmark benchmark = Benchmark.of(name, cases, TextMatch.exactMatch(), TextMatch.squadF1(), Effort.tokens());
        Map<String, String> fingerprints = new LinkedHashMap<>();
        models.forEach(each -> fingerprints.put(each, "fingerprint of " + each));
        return new Analysis(0.95, 500, 0).of(new Results(benchmark, fingerprints, entries), Runnable::run);
    }

    private static String fee(int number) {
        return 100 + 10 * number + " yen";
    }

    private Outcome outcome(int which, int number, boolean unknown) {
        Duration latency = Duration.ofMillis((which + 1) * 400L + number * 7L);
        if (which == 1 && number == 7) {
            return new Outcome.Failed("ModelUnavailableException", "the service is down", latency);
        }
        Trace trace = Trace.of(
                Step.of("retrieve", Duration.ofMillis(12), Map.of("passages", "5")),
                new Step(
                        "ask",
                        latency,
                        new TokenUsage(120 + 300L * which, 20 + number % 7),
                        Optional.of(new Money(new BigDecimal("0.12"), Currency.getInstance("JPY"))),
                        Map.of("model", "demo")));
        if (unknown && which < 2) {
            return new Outcome.Answered(new Answer.Abstention("no passage answers this", trace), latency);
        }
        boolean right = which > 0 || number % 3 == 0;
        String text = right ? fee(number) : "About " + number + " dollars, I think";
        Answer answer = new Answer.Reply(
                text,
                which == 0 ? List.of() : List.of(citation(text)),
                OptionalDouble.of(right ? 0.55 + number % 40 / 100.0 : 0.35 + number % 30 / 100.0),
                trace);
        return new Outcome.Answered(answer, latency);
    }

    private Citation citation(String text) {
        String quote = document + ": " + text;
        return new Citation(
                1,
                new Span(0, text.length()),
                new Source(document, List.of("Fees"), new Span(0, quote.length())),
                quote,
                1);
    }
}
