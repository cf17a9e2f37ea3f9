// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.dataset;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Answer;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.benchmark.BenchmarkFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;

/** Files of data sets, made up or real, and what the tests of all loaders do with them. */
final class DataFiles {

    private DataFiles() {}

    /** Returns a file or folder of the real data; the test is skipped if it is not beside the project. */
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

    static Path write(Path file, String content) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes JSON in which a quote is a single one. */
    static Path json(Path file, String content) {
        return write(file, content.replace('\'', '"'));
    }

    static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(BenchmarkFormatException.class).hasMessageStartingWith(message);
    }

    static Outcome reply(String text) {
        return new Outcome.Answered(Answer.reply(text), Duration.ZERO);
    }

    static Outcome abstention() {
        return new Outcome.Answered(Answer.abstain("not known"), Duration.ZERO);
    }

    static Case item(Benchmark benchmark, String id) {
        return benchmark.cases().stream()
                .filter(item -> item.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the value of the metric of this name when each case is answered so. */
    static double value(Benchmark benchmark, String name, Function<Case, Outcome> answers) {
        Metric metric = benchmark.metrics().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        List<Score> scores = benchmark.cases().stream()
                .map(item -> metric.score(item, answers.apply(item)))
                .toList();
        return metric.value(scores);
    }

    /** Returns how many cases have each value of something. */
    static Map<String, Integer> counts(Benchmark benchmark, Function<Case, String> of) {
        Map<String, Integer> counts = new TreeMap<>();
        benchmark.cases().forEach(item -> counts.merge(of.apply(item), 1, Integer::sum));
        return counts;
    }
}
