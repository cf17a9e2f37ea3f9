// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import dev.tokka.rag.Encoder;
import dev.tokka.rag.document.StructureChunker;
import dev.tokka.rag.index.Analysis;
import dev.tokka.rag.index.Fusion;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.IngestListener;
import dev.tokka.rag.index.LuceneIndex;
import dev.tokka.rag.text.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What each piece of the ranking adds: the library's defaults with pieces left out, and settings chosen on other
 * questions than those that are measured.
 *
 * @param data the folder of all data sets
 * @param work where indexes may be written
 */
record PieceQuality(Path data, Path work) {

    private static final int PASSAGES = 100;
    private static final int FOLDS = 5;
    private static final int[] SIZES = {400, 1_000};
    private static final double[] VECTOR_SHARES = {0.3, 0.5, 0.7, 1};
    private static final IndexSettings DEFAULT = IndexSettings.DEFAULT;
    private static final IndexSettings WORDS = DEFAULT.withAnalysis(new Analysis(Vocabulary.EMPTY, 0, 0));

    /** Measures lawqa_jp without an encoder: the question alone, and with the choices that it offers. */
    List<Figure> lawqa() throws IOException {
        JudgedTexts questions = JudgedTexts.lawqa(data, false);
        double bigrams = DEFAULT.analysis().bigrams();
        double adjacency = DEFAULT.analysis().adjacency();
        List<Figure> figures = new ArrayList<>();
        figures.add(words("lawqa_jp, words", questions, WORDS));
        figures.add(words(
                "lawqa_jp, words and pairs of words",
                questions,
                DEFAULT.withAnalysis(WORDS.analysis().withAdjacency(adjacency))));
        figures.add(words(
                "lawqa_jp, words and pairs of characters",
                questions,
                DEFAULT.withAnalysis(WORDS.analysis().withBigrams(bigrams))));
        figures.add(words("lawqa_jp, all three", questions, DEFAULT).atLeast(0.82));
        figures.add(words("lawqa_jp with choices, words", JudgedTexts.lawqa(data, true), WORDS));
        figures.add(words("lawqa_jp with choices, all three", JudgedTexts.lawqa(data, true), DEFAULT));
        return figures;
    }

    /**
     * Measures the development set of TAT-QA, from question to context. It has no questions to choose settings with, so
     * passages' size and the share of vectors are chosen by cross-validation: what is measured on each fifth of the
     * contexts was chosen on the others.
     */
    List<Figure> tatqa(Encoder encoder) throws IOException {
        JudgedTexts questions = JudgedTexts.tatqa(data);
        Encoder once = new RememberingEncoder(encoder);
        List<Figure> figures = new ArrayList<>();
        figures.add(words("TAT-QA, words", questions, DEFAULT));
        Map<String, List<Double>> qualities = new LinkedHashMap<>();
        for (int size : SIZES) {
            Path folder = folder();
            try {
                for (double share : VECTOR_SHARES) {
                    IndexSettings settings = DEFAULT.withChunker(StructureChunker.ofCharacters(size))
                            .withFusion(new Fusion.Convex(share));
                    String name = "TAT-QA, passages of " + size + ", vector share " + share;
                    List<Double> folds = folds(LuceneIndex.open(folder, once, settings), questions);
                    qualities.put(name, folds);
                    figures.add(Figure.of(name + ", nDCG@10", CrossValidation.mean(folds)));
                }
            } finally {
                Folders.delete(folder);
            }
        }
        figures.add(
                Figure.of("TAT-QA, cross-validated, nDCG@10", CrossValidation.quality(List.copyOf(qualities.values())))
                        .atLeast(0.72));
        return figures;
    }

    /** Returns the quality on each fold: questions about one context are in one fold. */
    private static List<Double> folds(LuceneIndex opened, JudgedTexts questions) {
        try (LuceneIndex index = opened) {
            if (index.documents().isEmpty()) {
                index.ingest(questions.documents(), IngestListener.NONE);
            }
            return questions.folds(FOLDS).stream()
                    .map(fold -> RankingQuality.of(index, fold, PASSAGES).ndcg10())
                    .toList();
        }
    }

    private Figure words(String name, JudgedTexts questions, IndexSettings settings) throws IOException {
        Path folder = folder();
        try {
            return Figure.of(name + ", nDCG@10", ndcg(LuceneIndex.openLexical(folder, settings), questions));
        } finally {
            Folders.delete(folder);
        }
    }

    private Path folder() throws IOException {
        return Files.createTempDirectory(Files.createDirectories(work), "index-pieces");
    }

    private static double ndcg(LuceneIndex opened, JudgedTexts questions) {
        try (LuceneIndex index = opened) {
            if (index.documents().isEmpty()) {
                index.ingest(questions.documents(), IngestListener.NONE);
            }
            return RankingQuality.of(index, questions.topics(), PASSAGES).ndcg10();
        }
    }
}
