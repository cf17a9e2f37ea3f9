// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import dev.tokka.rag.index.IngestListener;
import dev.tokka.rag.index.LuceneIndex;
import dev.tokka.rag.onnx.OnnxEncoder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures retrieval: its quality on SciFact and on the bundled handbook, the cost of an ingestion against LangChain4j,
 * the latency of a query against Lucene's searches done by hand, and what many passages and rights cost.
 *
 * <p>Started by {@code mvn -q -Pbenchmark-retrieval -Dtokka.data=FOLDER}; {@code benchmarks/README.md} says what each
 * figure means and which properties choose less of it.
 */
public final class RetrievalBenchmark {

    private final Options options;
    private final PrintStream out;

    private RetrievalBenchmark(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Runs the benchmark from the root of the repository; ends with status 1 if the input is wrong. */
    public static void main(String... args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Options options;
        try {
            options = Options.of(System.getProperties());
        } catch (IllegalArgumentException e) {
            System.err.println("benchmark: " + e.getMessage());
            System.exit(1);
            return;
        }
        new RetrievalBenchmark(options, out).run();
    }

    private void run() throws IOException {
        String machine = Machine.describe();
        out.println(machine);
        ResultTable table = new ResultTable(figures());
        Path json = options.results().resolve("retrieval.json");
        table.write(json);
        out.println();
        out.println("Retrieval, on " + machine);
        table.print(out);
        out.println("written to " + json);
    }

    private List<Figure> figures() throws IOException {
        List<Figure> ingestion =
                measures(Options.Part.INGESTION) ? new IngestionComparison(options).measure(out) : List.of();
        List<Figure> figures = new ArrayList<>();
        try (OnnxEncoder encoder = OnnxEncoder.bgeSmallEn()) {
            SciFact scifact = SciFact.in(options.data());
            if (measures(Options.Part.QUALITY) || measures(Options.Part.QUERY)) {
                index(scifact, encoder);
            }
            if (measures(Options.Part.QUALITY)) {
                figures.addAll(new SciFactQuality(scifact, options.searchedIndex()).measure(encoder, out));
            }
            if (measures(Options.Part.HANDBOOK)) {
                figures.addAll(new HandbookQuality(Path.of("examples"), options.results()).measure(encoder, out));
            }
            PieceQuality pieces = new PieceQuality(options.data(), options.results());
            if (measures(Options.Part.LAWQA)) {
                figures.addAll(pieces.lawqa());
            }
            if (measures(Options.Part.TATQA)) {
                figures.addAll(pieces.tatqa(encoder));
            }
            figures.addAll(ingestion);
            if (measures(Options.Part.QUERY)) {
                List<String> texts =
                        scifact.topics("test").stream().map(SciFact.Topic::text).toList();
                figures.addAll(new QueryLatency(options.searchedIndex(), texts).measure(encoder));
            }
            figures.addAll(scale(scifact, encoder));
        }
        return figures;
    }

    private List<Figure> scale(SciFact scifact, OnnxEncoder encoder) throws IOException {
        List<Figure> figures = new ArrayList<>();
        if (measures(Options.Part.SCALE) || measures(Options.Part.ACCESS)) {
            ScaleComparison comparison = new ScaleComparison(new ScaleData(
                    scifact, options.scaleFolder(), options.amounts().scale()));
            comparison.prepare(encoder, out);
            if (measures(Options.Part.SCALE)) {
                figures.addAll(comparison.scale(out));
            }
            if (measures(Options.Part.ACCESS)) {
                figures.addAll(comparison.access(out));
            }
        }
        return figures;
    }

    private boolean measures(Options.Part part) {
        return options.parts().contains(part);
    }

    /** Completes the index if the measured ingestion did not run, or was of fewer documents. */
    private void index(SciFact scifact, OnnxEncoder encoder) {
        List<SciFact.Article> articles = scifact.articles(options.amounts().documents());
        try (LuceneIndex index = LuceneIndex.open(options.searchedIndex(), encoder)) {
            out.println("SciFact: "
                    + index.ingest(
                            articles.stream().map(SciFact.Article::document).toList(), IngestListener.NONE));
        }
    }
}
