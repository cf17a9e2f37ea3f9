// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.fingpt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.benchmark.TestFiles;
import dev.tokka.evaluation.metric.Tried;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Files made up for tests, what the published programs give, and how a benchmark scores replies. */
final class FinGptFiles {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private FinGptFiles() {}

    /** Returns what the published programs give for a task. */
    static JsonNode published(String task) {
        try (InputStream file = Objects.requireNonNull(FinGptFiles.class.getResourceAsStream("published.json"))) {
            return MAPPER.readTree(file).required(task);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a row with columns and values in turn. */
    static ObjectNode row(String... columnsAndValues) {
        ObjectNode row = MAPPER.createObjectNode();
        for (int i = 0; i < columnsAndValues.length; i += 2) {
            row.put(columnsAndValues[i], columnsAndValues[i + 1]);
        }
        return row;
    }

    static ObjectNode instructed(String instruction, String input, String output) {
        return row("instruction", instruction, "input", input, "output", output);
    }

    static Path write(Path file, List<ObjectNode> rows) {
        return TestFiles.write(file, rows.stream().map(String::valueOf).collect(Collectors.joining("\n")));
    }

    static AdditiveMetric metric(Benchmark benchmark, String name) {
        return (AdditiveMetric) benchmark.metrics().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not among " + benchmark.metrics()));
    }

    /** Scores the outcome of each case by the metric of this name. */
    static List<Score> scores(Benchmark benchmark, String metric, List<Outcome> outcomes) {
        List<Score> scores = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            scores.add(metric(benchmark, metric).score(benchmark.cases().get(i), outcomes.get(i)));
        }
        return scores;
    }

    static List<Score> scoresOfReplies(Benchmark benchmark, String metric, List<String> replies) {
        return scores(benchmark, metric, replies.stream().map(Tried::said).toList());
    }

    static double value(Benchmark benchmark, String metric, List<String> replies) {
        return metric(benchmark, metric).value(scoresOfReplies(benchmark, metric, replies));
    }

    static double missing(Benchmark benchmark, String metric, List<String> replies) {
        return scoresOfReplies(benchmark, metric, replies).stream()
                        .filter(score -> !score.readable())
                        .count()
                / (double) replies.size();
    }

    /** Checks the laws of metrics for all metrics of a benchmark, with silence among the replies. */
    static void assertLaws(Benchmark benchmark, List<String> replies, double most) {
        List<Tried> all = new ArrayList<>();
        for (int i = 0; i < replies.size(); i++) {
            Case item = benchmark.cases().get(i);
            all.add(new Tried(item, Tried.said(replies.get(i))));
            all.add(new Tried(item, i % 2 == 0 ? Tried.failed() : Tried.abstained()));
        }
        benchmark.metrics().forEach(metric -> Tried.assertLaws(metric, all, 0, most));
    }

    /** Returns the texts of a list. */
    static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(node -> texts.add(node.asText()));
        return texts;
    }

    /** Returns the texts in one place of each list of a list. */
    static List<String> column(JsonNode lists, int place) {
        List<String> texts = new ArrayList<>();
        lists.forEach(list -> texts.add(list.get(place).asText()));
        return texts;
    }
}
