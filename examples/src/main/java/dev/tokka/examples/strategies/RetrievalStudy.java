// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.strategies;

import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Candidate;
import dev.tokka.evaluation.Experiment;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.analysis.Analysis;
import dev.tokka.evaluation.dataset.Beir;
import dev.tokka.evaluation.dataset.BenchmarkDocument;
import dev.tokka.evaluation.dataset.TatQa;
import dev.tokka.evaluation.metric.ranking.RankedDocuments;
import dev.tokka.evaluation.published.PublishedNumbers;
import dev.tokka.evaluation.report.Findings;
import dev.tokka.rag.document.SourceDocument;
import dev.tokka.rag.index.Fusion;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.IngestListener;
import dev.tokka.rag.index.LuceneIndex;
import dev.tokka.rag.onnx.OnnxEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Ways to search, measured on a data set of which it is known which documents are relevant.
 *
 * @param name of the study
 * @param data the questions and the documents to search
 * @param ways the settings of the index, by the name of the way to search; all can read one index
 * @param folder keeps the index and the answers
 * @param count how many questions to ask
 */
record RetrievalStudy(String name, Data data, Map<String, IndexSettings> ways, Path folder, int count)
        implements Study {

    /** Enough passages to hold a hundred documents: most have one to three. */
    private static final int PASSAGES = 300;

    /**
     * What is searched, and for what.
     *
     * @param benchmark reads the questions
     * @param documents reads the documents
     */
    record Data(Supplier<Benchmark> benchmark, Supplier<List<BenchmarkDocument>> documents) {}

    static RetrievalStudy scifact(Path data, Path folder, int count) {
        Path files = data.resolve("scifact");
        return new RetrievalStudy(
                "scifact",
                new Data(() -> Beir.benchmark("SciFact", files, "test"), () -> corpus(files)),
                wordsAndMeaning(),
                folder,
                count);
    }

    static RetrievalStudy tatqa(Path data, Path folder, int count) {
        Path file = data.resolve("tatqa").resolve("tatqa_dataset_dev.json");
        return new RetrievalStudy(
                "tatqa",
                new Data(() -> TatQa.retrieval(file), () -> TatQa.documents(file)),
                wordsAndMeaning(),
                folder,
                count);
    }

    /** Japanese: the bundled encoder knows English only, so words are all there is. */
    static RetrievalStudy lawqa(Path data, Path folder, int count) {
        Path files = data.resolve("lawqa_jp").resolve("beir");
        IndexSettings usual = IndexSettings.DEFAULT;
        Map<String, IndexSettings> ways = new LinkedHashMap<>();
        ways.put("words", usual.withAnalysis(usual.analysis().withAdjacency(0)));
        ways.put("words and their neighbours", usual);
        return new RetrievalStudy(
                "lawqa",
                new Data(() -> Beir.benchmark("lawqa_jp", files, "test"), () -> corpus(files)),
                ways,
                folder,
                count);
    }

    @Override
    public Findings run() throws IOException, InterruptedException {
        Benchmark all = data.benchmark().get();
        Benchmark benchmark = Spread.of(count, all);
        List<LuceneIndex> opened = new ArrayList<>();
        try (OnnxEncoder encoder = OnnxEncoder.bgeSmallEn()) {
            ingest(encoder);
            List<Candidate> candidates = new ArrayList<>();
            ways.forEach((way, settings) -> {
                LuceneIndex index = LuceneIndex.open(folder.resolve("index"), encoder, settings);
                opened.add(index);
                candidates.add(new Candidate(way, new RankedDocuments(index, PASSAGES)));
            });
            Results results = Experiment.of(benchmark, candidates, folder.resolve("answers.jsonl"))
                    .run(Runnable::run);
            return Findings.of(Analysis.DEFAULT.of(results, Runnable::run))
                    .with(PublishedNumbers.load().of(benchmark.name()));
        } finally {
            opened.forEach(LuceneIndex::close);
        }
    }

    private void ingest(OnnxEncoder encoder) {
        try (LuceneIndex index = LuceneIndex.open(folder.resolve("index"), encoder)) {
            List<SourceDocument> documents = data.documents().get().stream()
                    .map(document -> SourceDocument.plainText(document.id(), document.whole()))
                    .toList();
            index.ingest(documents, IngestListener.NONE);
        }
    }

    private static List<BenchmarkDocument> corpus(Path files) {
        List<BenchmarkDocument> documents = new ArrayList<>();
        Beir.documents(files, documents::add);
        return documents;
    }

    private static Map<String, IndexSettings> wordsAndMeaning() {
        Map<String, IndexSettings> ways = new LinkedHashMap<>();
        ways.put("words", IndexSettings.DEFAULT.withFusion(new Fusion.Convex(0)).withCandidates(PASSAGES));
        ways.put(
                "meaning",
                IndexSettings.DEFAULT.withFusion(new Fusion.Convex(1)).withCandidates(PASSAGES));
        ways.put("both", IndexSettings.DEFAULT.withCandidates(PASSAGES));
        return ways;
    }
}
