// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import dev.tokka.rag.document.DocumentReaders;
import dev.tokka.rag.document.SourceDocument;
import dev.tokka.rag.onnx.OnnxEncoder;
import dev.tokka.rag.tuning.RagTuner;
import dev.tokka.rag.tuning.TuningQuestion;
import dev.tokka.rag.tuning.TuningReport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tunes retrieval on the bundled handbook, chooses when to abstain, and compares the measures of support.
 *
 * <p>Run from the root of the repository; needs nothing but what is bundled. The winning configuration is written to the
 * folder {@code tokka.results}.
 */
public final class TuningBenchmark {

    private static final List<String> SETS = List.of("en", "en-tuning", "ja", "ja-tuning");

    private final Path examples;
    private final Path results;
    private final PrintStream out;

    private TuningBenchmark(Path examples, Path results, PrintStream out) {
        this.examples = examples;
        this.results = results;
        this.out = out;
    }

    /** Runs the benchmark from the root of the repository. */
    public static void main(String... args) throws IOException {
        Path results = Path.of(System.getProperty("tokka.results", "benchmarks/target/results"));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        new TuningBenchmark(Path.of("examples"), Files.createDirectories(results), out).run();
    }

    private void run() throws IOException {
        out.println(Machine.describe());
        List<SourceDocument> documents = documents(examples.resolve("handbook"));
        try (OnnxEncoder encoder = OnnxEncoder.bgeSmallEn()) {
            new AnswerQuality(documents, encoder, out).measure(questions(SETS), results);
            RagTuner tuner = RagTuner.of(documents, encoder);
            report("English", tuner, questions(SETS.subList(0, 2)));
            report("Japanese", tuner, questions(SETS.subList(2, 4)));
            TuningReport both = report("both", tuner, questions(SETS));
            Path file = results.resolve("handbook-retrieval.json");
            both.recommended().write(file);
            out.println("written to " + file);
        }
    }

    private TuningReport report(String name, RagTuner tuner, List<HandbookQuestion> questions) throws IOException {
        List<TuningQuestion> answerable = questions.stream()
                .filter(HandbookQuestion::answerable)
                .map(question -> new TuningQuestion(question.text(), question.sources(), question.quote()))
                .toList();
        TuningReport report = tuner.tune(answerable, results);
        out.println();
        out.println("Tuning on the handbook, " + name + ", " + answerable.size() + " questions");
        out.println(report);
        return report;
    }

    private List<HandbookQuestion> questions(List<String> sets) {
        List<HandbookQuestion> all = new ArrayList<>();
        sets.forEach(set ->
                all.addAll(HandbookQuestion.read(examples.resolve("questions").resolve(set + ".jsonl"))));
        return all;
    }

    private static List<SourceDocument> documents(Path folder) throws IOException {
        DocumentReaders readers = DocumentReaders.create();
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> readers.read(folder.relativize(file).toString().replace('\\', '/'), file))
                    .toList();
        }
    }
}
