// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures what Tokka adds to the models it combines, and many streaming calls at once.
 *
 * <p>Started by {@code mvn -q -Pbenchmark-models}; {@code benchmarks/README.md} says what each figure means and which
 * properties choose less of it.
 */
public final class ModelBenchmark {

    private final ModelOptions options;
    private final PrintStream out;

    private ModelBenchmark(ModelOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Runs the benchmark from the root of the repository; ends with status 1 if the input is wrong. */
    public static void main(String... args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        ModelOptions options;
        try {
            options = ModelOptions.of(System.getProperties());
        } catch (IllegalArgumentException e) {
            System.err.println("benchmark: " + e.getMessage());
            System.exit(1);
            return;
        }
        new ModelBenchmark(options, out).run();
    }

    private void run() throws IOException {
        String machine = Machine.describe();
        out.println(machine);
        ResultTable table = new ResultTable(figures());
        Path json = options.results().resolve("models.json");
        table.write(json);
        out.println();
        out.println("Models, on " + machine);
        table.print(out);
        out.println("written to " + json);
    }

    private List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        for (ModelOptions.Part part : options.parts()) {
            figures.addAll(
                    switch (part) {
                        case DECORATORS -> DecoratorCost.measure();
                        case STREAMING -> new StreamingLoad(out).measure();
                        case INTERRUPT -> new InterruptLatency().measure();
                    });
        }
        return figures;
    }
}
