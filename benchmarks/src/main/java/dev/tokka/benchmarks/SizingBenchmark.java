// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Measures how well {@code dev.tokka.sizing} predicts how fast the bundled model writes on this machine.
 *
 * <p>Started by {@code mvn -q -Pbenchmark-sizing}; {@code benchmarks/README.md} says what each figure means.
 */
public final class SizingBenchmark {

    private static final Path DEMO = Path.of("examples", "demo-bank", "model");
    private static final Path SMALLER = Path.of("finetune-adapter/src/test/resources/models/tiny-copy");
    private static final String GRAPH = "onnx/model_lora.onnx";

    private SizingBenchmark() {}

    /** Runs the benchmark from the root of the repository. */
    public static void main(String... args) throws IOException, OrtException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        String machine = Machine.describe();
        out.println("Sizing, on " + machine);
        ResultTable table = new ResultTable(new DecodePrediction(DEMO, SMALLER, GRAPH).measure());
        table.print(out);
        Path json = Path.of(System.getProperty("tokka.results", "benchmarks/target/results"))
                .resolve("benchmark-sizing.json");
        table.write(json);
        out.println("written to " + json);
    }
}
