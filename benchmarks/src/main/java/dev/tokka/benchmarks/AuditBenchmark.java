// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures what it costs to record each call, to watch it, and to ask the inventory before it.
 *
 * <p>Started by {@code mvn -q -Pbenchmark-audit}; {@code benchmarks/README.md} says what each figure means.
 */
public final class AuditBenchmark {

    private AuditBenchmark() {}

    /** Runs the benchmark from the root of the repository. */
    public static void main(String... args) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path results = Path.of(System.getProperty("tokka.results"));
        Path logs = Files.createTempDirectory(Files.createDirectories(results), "audit-");
        String machine = Machine.describe();
        out.println(machine);
        AuditCost cost = new AuditCost(logs);
        List<Figure> figures = new ArrayList<>();
        out.println("Written …");
        figures.addAll(cost.written());
        out.println("Synced …");
        figures.addAll(cost.synced());
        out.println("Verifying …");
        figures.addAll(cost.verification());
        ControlCost control = new ControlCost(logs);
        out.println("Monitored …");
        figures.addAll(control.monitored());
        out.println("Governed and audited …");
        figures.addAll(control.governedAndAudited());
        ResultTable table = new ResultTable(figures);
        table.write(results.resolve("audit.json"));
        out.println();
        out.println("Audit, on " + machine);
        table.print(out);
        out.println("written to " + results.resolve("audit.json"));
    }
}
