// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Measures language models in this process, on random weights in SmolLM2-135M's shape: how fast they write, what a shared
 * beginning saves, and what adapters cost.
 *
 * <p>Started by {@code mvn -q -Pbenchmark-decoding}; {@code benchmarks/README.md} says what each figure means and which
 * properties choose less of it.
 */
public final class DecodingBenchmark {

    private static final String SHAPE = "smollm2-135m";
    private static final Path DEMO = Path.of("examples", "demo-bank", "model");

    private final DecodingOptions options;
    private final PrintStream out;

    private DecodingBenchmark(DecodingOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Runs the benchmark from the root of the repository; ends with status 1 if the input is wrong. */
    public static void main(String... args) throws IOException, OrtException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        DecodingOptions options;
        try {
            options = DecodingOptions.of(System.getProperties());
        } catch (IllegalArgumentException e) {
            System.err.println("benchmark: " + e.getMessage());
            System.exit(1);
            return;
        }
        new DecodingBenchmark(options, out).run();
    }

    private void run() throws IOException, OrtException {
        String machine = Machine.describe();
        out.println(machine);
        ResultTable table = new ResultTable(figures());
        Path json = options.results().resolve("decoding.json");
        table.write(json);
        out.println();
        out.println("Decoding, on " + machine);
        table.print(out);
        out.println("written to " + json);
    }

    private List<Figure> figures() throws IOException, OrtException {
        List<Figure> figures = new ArrayList<>();
        Path model = options.results().resolve(SHAPE);
        if (!Files.exists(model.resolve("config.json"))) {
            out.println("Writing random weights in the shape " + SHAPE + " …");
            JavaProcess.run("2g", "dev.tokka.finetune.graph.WriteModel", List.of(SHAPE, model.toString()));
        }
        for (DecodingOptions.Part part : options.parts()) {
            out.println("Measuring " + part + " …");
            figures.addAll(
                    switch (part) {
                        case DECODE -> new DecodeSpeed(model).measure();
                        case JLAMA -> jlama(model);
                        case PREFIX -> new PrefixTime(model).measure();
                        case ADAPTERS -> new AdapterCost(DEMO).measure();
                    });
        }
        return figures;
    }

    private List<Figure> jlama(Path model) throws IOException {
        Optional<JlamaPeer> peer = JlamaPeer.in(options.jdks());
        if (peer.isEmpty()) {
            out.println("  left out: expected a JDK of version 21 or newer in " + options.jdks() + " but found none");
            return List.of();
        }
        return new JlamaComparison(peer.get(), options.results().resolve(SHAPE + "-jlama")).measure(model);
    }
}
