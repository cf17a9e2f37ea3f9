// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import dev.tokka.rag.Encoder;
import dev.tokka.rag.index.VectorSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What it costs to keep and search many passages, on the disk by Tokka and in memory by LangChain4j, and what rights cost.
 *
 * @param data the passages and queries
 */
record ScaleComparison(ScaleData data) {

    /** Encodes what was not encoded before. */
    void prepare(Encoder encoder, PrintStream out) throws IOException {
        out.println("scale: " + data.size() + " passages in " + data.folder());
        data.prepare(encoder);
    }

    /** Measures building and searching, each system in processes of its own. */
    List<Figure> scale(PrintStream out) throws IOException {
        List<Figure> figures = new ArrayList<>();
        Readings built = build(VectorSettings.Precision.FLOAT, out);
        Readings searched = run(ScaleProcess.Work.SEARCH_FLOAT, "256m", out);
        figures.addAll(tokka("scale, Tokka", VectorSettings.Precision.FLOAT, built, searched));
        Readings builtSmall = build(VectorSettings.Precision.INT7, out);
        Readings searchedSmall = run(ScaleProcess.Work.SEARCH_INT7, "256m", out);
        tokka("scale, Tokka with 7 bits", VectorSettings.Precision.INT7, builtSmall, searchedSmall)
                .forEach(figure -> figures.add(figure.withoutTarget()));
        Readings peer = run(ScaleProcess.Work.LANGCHAIN4J, heap(1_024), out);
        String name = "scale, LangChain4j in memory";
        figures.add(Figure.of(name + ", build", peer.get("wall"), "s"));
        figures.add(Figure.of(name + ", dense, p50", peer.get("p50"), "ms"));
        figures.add(Figure.of(name + ", dense, p95", peer.get("p95"), "ms"));
        figures.add(Figure.of(name + ", resident memory", peer.get("rss"), "MB"));
        figures.add(Figure.of(name + ", heap in use", peer.get("heap"), "MB"));
        return figures;
    }

    private List<Figure> tokka(String name, VectorSettings.Precision precision, Readings built, Readings searched)
            throws IOException {
        return List.of(
                Figure.of(name + ", dense, recall@10", searched.get("dense recall"))
                        .atLeast(0.95),
                Figure.of(name + ", dense, p50", searched.get("dense p50"), "ms")
                        .atMost(10),
                Figure.of(name + ", dense, p95", searched.get("dense p95"), "ms"),
                Figure.of(name + ", dense, CPU time, p50", searched.get("dense cpu"), "ms"),
                Figure.of(name + ", hybrid, p50", searched.get("hybrid p50"), "ms"),
                Figure.of(name + ", hybrid, p95", searched.get("hybrid p95"), "ms"),
                Figure.of(name + ", hybrid, CPU time, p50", searched.get("hybrid cpu"), "ms"),
                Figure.of(name + ", resident memory", searched.get("rss"), "MB"),
                Figure.of(name + ", of that without the files", searched.get("rss own"), "MB"),
                Figure.of(name + ", heap in use", searched.get("heap"), "MB"),
                Figure.of(name + ", index on the disk", bytes(data.index(precision)) / 0x1p20, "MB"),
                Figure.of(name + ", build", built.get("wall"), "s"),
                Figure.of(name + ", build, CPU time", built.get("cpu"), "s"),
                Figure.of(name + ", build, peak heap", built.get("heap"), "MB"));
    }

    /** Measures the cost of rights; builds the index if the other part did not. */
    List<Figure> access(PrintStream out) throws IOException {
        if (Files.notExists(data.index(VectorSettings.Precision.FLOAT))) {
            build(VectorSettings.Precision.FLOAT, out);
        }
        Readings readings = run(ScaleProcess.Work.ACCESS, "256m", out);
        List<Figure> figures = new ArrayList<>();
        for (String search : List.of("hybrid", "dense")) {
            figures.add(Figure.of("access, " + search + ", everything, p50", readings.get(search + " 1 p50"), "ms"));
            figures.add(ratio(readings, search, "100", "1 % of the passages").atMost(1.5));
            figures.add(ratio(readings, search, AccessCost.FILTER, "filter for 1 %"));
            figures.add(ratio(readings, search, "10", "10 % of the passages"));
            figures.add(ratio(readings, search, "2", "50 % of the passages"));
        }
        for (int parts : List.of(100, 10, 2)) {
            figures.add(Figure.of(
                    "access, dense, " + 100 / parts + " % of the passages, recall@10",
                    readings.get("dense " + parts + " recall")));
        }
        return figures;
    }

    private static Figure ratio(Readings readings, String search, String asker, String name) {
        return Figure.of(
                "access, " + search + ", " + name + ", p50, ratio",
                readings.get(search + " " + asker + " p50") / readings.get(search + " 1 p50"));
    }

    private Readings build(VectorSettings.Precision precision, PrintStream out) throws IOException {
        Folders.delete(data.index(precision));
        return run(ScaleProcess.Work.valueOf("BUILD_" + precision.name()), heap(512), out);
    }

    private Readings run(ScaleProcess.Work work, String heap, PrintStream out) {
        Readings readings = ScaleProcess.run(work, heap, data);
        out.println(work + ": " + readings.values());
        return readings;
    }

    /** Returns {@code megabytes} of heap for up to 200,000 passages, and as much again for each further 200,000. */
    private String heap(int megabytes) {
        return (long) megabytes * Math.max(1, (data.size() + 199_999) / 200_000) + "m";
    }

    private static long bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> {
                        try {
                            return Files.size(file);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .sum();
        }
    }
}
