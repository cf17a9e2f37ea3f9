// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.meditron;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.metric.Tried;
import dev.tokka.langchain4j.Prompt;
import dev.tokka.langchain4j.PromptFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** What the published program gives, and how a benchmark is asked and scored. */
final class MedicalFiles {

    private MedicalFiles() {}

    static JsonNode published(String name) {
        try (InputStream file = Objects.requireNonNull(MedicalFiles.class.getResourceAsStream("published.json"))) {
            return new ObjectMapper().readTree(file).required(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String label(Case item) {
        return ((Expected.Label) item.expected()).label();
    }

    /** Returns the text of the prompt for a case. */
    static String prompt(PromptFormat format, Benchmark benchmark, int place) {
        Case item = benchmark.cases().get(place);
        return ((Prompt.Completion) format.render(benchmark.protocol().ask(item.question(), 0), "0".repeat(32))).text();
    }

    static List<Score> scores(Benchmark benchmark, String metric, Function<Case, String> replies) {
        Metric found = metric(benchmark, metric);
        return benchmark.cases().stream()
                .map(item -> found.score(item, Tried.said(replies.apply(item))))
                .toList();
    }

    static double value(Benchmark benchmark, String metric, Function<Case, String> replies) {
        return metric(benchmark, metric).value(scores(benchmark, metric, replies));
    }

    static Metric metric(Benchmark benchmark, String name) {
        return benchmark.metrics().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not among " + benchmark.metrics()));
    }

    /** Checks the laws of metrics for all of a benchmark. */
    static void assertLaws(Benchmark benchmark, List<String> replies) {
        List<Tried> all = new ArrayList<>();
        List<Outcome> outcomes = new ArrayList<>(List.of(Tried.failed(), Tried.abstained()));
        replies.forEach(reply -> outcomes.add(Tried.said(reply)));
        for (Case item : benchmark.cases()) {
            outcomes.forEach(outcome -> all.add(new Tried(item, outcome)));
        }
        benchmark.metrics().forEach(metric -> Tried.assertLaws(metric, all, 0, 1));
    }
}
