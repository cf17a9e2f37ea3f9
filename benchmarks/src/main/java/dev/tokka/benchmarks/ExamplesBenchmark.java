// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import dev.tokka.Example;
import dev.tokka.evaluation.dataset.Banking77;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares an index of examples with a list of them: how long it takes to make one, to open it and to choose, and whether
 * what is chosen is as good.
 *
 * <p>Started by {@code mvn -q -Pbenchmark-examples}; {@code benchmarks/README.md} says what each figure means.
 */
public final class ExamplesBenchmark {

    private static final int MADE_UP = 200_000;

    private ExamplesBenchmark() {}

    /** Runs the benchmark from the root of the repository. */
    public static void main(String... args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path data = Path.of(System.getProperty("tokka.data")).resolve("banking77");
        Path results = Path.of(System.getProperty("tokka.results"));
        Path folder = results.resolve("examples");
        Folders.delete(folder);
        Files.createDirectories(folder);
        String machine = Machine.describe();
        out.println(machine);
        List<Example> banking = Banking77.examples(data.resolve("train.csv"));
        List<Example> asked = Banking77.examples(data.resolve("test.csv"));

        List<Figure> figures = new ArrayList<>();
        out.println("Banking77, by words …");
        figures.addAll(
                new IndexComparison("Banking77, words", folder.resolve("words"), every(15, asked)).byWords(banking));
        out.println("Banking77, by vectors …");
        figures.addAll(new IndexComparison("Banking77, vectors", folder.resolve("vectors"), every(15, asked))
                .byVectors(banking));
        out.println("Made up …");
        figures.addAll(new IndexComparison("200,000, words", folder.resolve("many"), every(150, asked))
                .byWords(MadeUpExamples.of(banking, MADE_UP)));

        ResultTable table = new ResultTable(figures);
        table.write(results.resolve("examples.json"));
        out.println();
        out.println("Examples, on " + machine);
        table.print(out);
        out.println("written to " + results.resolve("examples.json"));
    }

    private static List<Example> every(int step, List<Example> asked) {
        List<Example> some = new ArrayList<>();
        for (int i = 0; i < asked.size(); i += step) {
            some.add(asked.get(i));
        }
        return some;
    }
}
