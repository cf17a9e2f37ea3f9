// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import dev.tokka.rag.Encoder;
import dev.tokka.rag.index.Fusion;
import dev.tokka.rag.index.IngestListener;
import dev.tokka.rag.index.IngestReport;
import dev.tokka.rag.index.LuceneIndex;
import dev.tokka.rag.index.VectorSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/**
 * One piece of work with many passages in a process of its own, so that its memory is its own.
 *
 * <p>{@link #main} is what runs there.
 */
final class ScaleProcess {

    private ScaleProcess() {}

    /** What a process does. */
    enum Work {
        BUILD_FLOAT,
        BUILD_INT7,
        SEARCH_FLOAT,
        SEARCH_INT7,
        ACCESS,
        LANGCHAIN4J
    }

    /** Does {@code work} in a new process with up to {@code heap} of heap, and returns what was measured. */
    static Readings run(Work work, String heap, ScaleData data) {
        return Readings.parse(JavaProcess.run(
                heap,
                ScaleProcess.class,
                List.of(
                        work.name(),
                        data.scifact().folder().toString(),
                        data.folder().toString(),
                        String.valueOf(data.size()))));
    }

    /** Does the work and prints the {@link Readings}. */
    public static void main(String... args) throws IOException {
        ScaleData data = new ScaleData(new SciFact(Path.of(args[1])), Path.of(args[2]), Integer.parseInt(args[3]));
        Readings readings = switch (Work.valueOf(args[0])) {
            case BUILD_FLOAT -> build(data, VectorSettings.Precision.FLOAT);
            case BUILD_INT7 -> build(data, VectorSettings.Precision.INT7);
            case SEARCH_FLOAT -> new ScaleSearch(data, VectorSettings.Precision.FLOAT).measure();
            case SEARCH_INT7 -> new ScaleSearch(data, VectorSettings.Precision.INT7).measure();
            case ACCESS -> new AccessCost(data).measure();
            case LANGCHAIN4J -> new LangChain4jScale(data).measure();
        };
        readings.toLines().forEach(System.out::println);
        System.exit(0); // the peer's threads would keep the process
    }

    private static Readings build(ScaleData data, VectorSettings.Precision precision) throws IOException {
        ScaleCorpus corpus = data.corpus();
        Encoder encoder = new PreparedEncoder(
                text -> corpus.vector(ScaleCorpus.number(text)),
                text -> {
                    throw new IllegalStateException("expected no query to be encoded");
                },
                corpus.vectors().get(0).length);
        Cost cost = Cost.of(() -> ingest(
                corpus,
                LuceneIndex.open(data.index(precision), encoder, ScaleData.settings(precision, new Fusion.Convex(1)))));
        TreeMap<String, Double> values = new TreeMap<>();
        values.put("wall", cost.wallSeconds());
        values.put("cpu", cost.cpuSeconds());
        values.put("heap", cost.heapMegabytes());
        return new Readings(values);
    }

    private static void ingest(ScaleCorpus corpus, LuceneIndex opened) {
        try (LuceneIndex index = opened) {
            IngestReport report = index.ingest(corpus.documents(), IngestListener.NONE);
            if (report.added().size() != corpus.size() / ScaleCorpus.PER_DOCUMENT) {
                throw new IllegalStateException("expected all documents to be added but got " + report);
            }
        }
    }
}
