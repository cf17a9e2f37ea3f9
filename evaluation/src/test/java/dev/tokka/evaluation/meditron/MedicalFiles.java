// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.meditron;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.benchmark.BenchmarkFormatException;
import dev.tokka.evaluation.metric.Tried;
import dev.tokka.langchain4j.Prompt;
import dev.tokka.langchain4j.PromptFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;

/** Files made up for tests or real, what the published program gives, and how a benchmark is asked and scored. */
final class MedicalFiles {

    private MedicalFiles() {}

    static JsonNode published(String name) {
        try (InputStream file = Objects.requireNonNull(MedicalFiles.class.getResourceAsStream("published.json"))) {
            return new ObjectMapper().readTree(file).required(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file in which a quote is a single one. */
    static Path json(Path file, String content) {
        return write(file, content.replace('\'', '"'));
    }

    static Path write(Path file, String content) {
        try {
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a file of the real data; the test is skipped if it is not beside the project. */
    static Path real(String name) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path found = folder.resolve("shared/data").resolve(name);
            if (Files.exists(found)) {
                return found;
            }
        }
        Assumptions.abort("shared/data/" + name + " is not beside the project");
        throw new AssertionError();
    }

    static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(BenchmarkFormatException.class).hasMessageStartingWith(message);
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
