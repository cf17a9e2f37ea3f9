// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import dev.tokka.rag.onnx.OnnxEncoder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What heads and embedding adapters that are trained in the JVM are worth, and how long training takes.
 *
 * <p>Started by {@code mvn -q -Pbenchmark-heads -Dtokka.data=FOLDER}; {@code benchmarks/README.md} says what each figure
 * means.
 */
public final class HeadsBenchmark {

    private HeadsBenchmark() {}

    /** Runs the benchmark from the root of the repository. */
    public static void main(String... args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path data = Path.of(System.getProperty("tokka.data"));
        Path results = Path.of(System.getProperty("tokka.results"));
        String parts = System.getProperty("tokka.parts", "").toLowerCase(Locale.ROOT);
        String machine = Machine.describe();
        out.println(machine);
        List<Figure> figures = new ArrayList<>();
        ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try (OnnxEncoder encoder = OnnxEncoder.bgeSmallEn()) {
            EncodedTexts texts = new EncodedTexts(encoder, results.resolve("heads"));
            if (parts.isEmpty() || parts.contains("chabsa")) {
                out.println("chABSA …");
                figures.addAll(new PolarityHead(data.resolve("chabsa").resolve("chABSA"), workers).measure());
            }
            if (parts.isEmpty() || parts.contains("scifact")) {
                out.println("SciFact …");
                figures.addAll(new ClaimAdapter(SciFact.in(data), texts, out).measure());
            }
            if (parts.isEmpty() || parts.contains("banking77")) {
                out.println("Banking77 …");
                figures.addAll(new IntentHeads(data.resolve("banking77"), texts, workers).measure());
            }
        } finally {
            workers.shutdownNow();
        }
        ResultTable table = new ResultTable(figures);
        table.write(results.resolve("benchmark-heads.json"));
        out.println();
        out.println("Heads and adapters, on " + machine);
        table.print(out);
        out.println("written to " + results.resolve("benchmark-heads.json"));
    }
}
