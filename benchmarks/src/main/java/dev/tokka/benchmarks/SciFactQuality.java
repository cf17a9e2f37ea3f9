// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import dev.tokka.rag.Encoder;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.LuceneIndex;
import dev.tokka.rag.index.QueryVectors;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Quality of retrieval on SciFact: settings are chosen on the train queries, figures come from the test queries.
 *
 * @param data the data set
 * @param index holds all its abstracts
 */
record SciFactQuality(SciFact data, Path index) {

    /** Enough to hold 10 documents: most have one to three passages. */
    private static final int PASSAGES_FOR_10 = 100;

    private static final Map<String, Double> TARGETS =
            Map.of("BM25", 0.675, "dense", 0.70, "hybrid", 0.73, "hybrid, both", 0.745);

    /** Measures words alone, meaning alone, both, and both with each piece; prints on {@code out} which settings were tried and chosen. */
    List<Figure> measure(Encoder encoder, PrintStream out) {
        Encoder once = new RememberingEncoder(encoder);
        List<SciFact.Topic> train = data.topics("train");
        out.println("nDCG@10 of settings on the " + train.size() + " train queries:");
        SettingsGrid grid = new SettingsGrid(
                settings -> quality(once, settings, train, PASSAGES_FOR_10).ndcg10(), out);
        IndexSettings chosen = grid.choose(IndexSettings.DEFAULT);
        out.println("chosen: " + SettingsGrid.describe(chosen));
        IndexSettings read = grid.chooseReading(chosen);
        IndexSettings fedBack = grid.chooseFeedback(read);
        out.println("chosen with all pieces: " + SettingsGrid.describe(fedBack));
        Map<String, IndexSettings> rows = new LinkedHashMap<>();
        rows.put("BM25", SettingsGrid.wordsAlone(chosen));
        rows.put("dense", SettingsGrid.meaningAlone(chosen));
        rows.put("hybrid", chosen);
        rows.put("hybrid, claims also read as passages", read);
        rows.put("hybrid, feedback", SettingsGrid.with(feedbackOnly(fedBack), chosen));
        rows.put("hybrid, both", fedBack);
        rows.put("hybrid with the library's defaults", IndexSettings.DEFAULT);
        List<Figure> figures = new ArrayList<>();
        rows.forEach((what, settings) -> figures.addAll(test(what, once, settings)));
        rows.forEach((what, settings) -> figures.add(Figure.of(
                "SciFact train, " + what + ", nDCG@10",
                quality(once, settings, train, PASSAGES_FOR_10).ndcg10())));
        return figures;
    }

    private static QueryVectors feedbackOnly(IndexSettings settings) {
        return settings.vectors().queries().withPassageShare(0);
    }

    private List<Figure> test(String what, Encoder encoder, IndexSettings settings) {
        // All that the two rankings contribute, to hold 100 documents.
        RankingQuality quality = quality(encoder, settings, data.topics("test"), 2 * settings.candidates());
        Figure ndcg10 = Figure.of("SciFact test, " + what + ", nDCG@10", quality.ndcg10());
        return List.of(
                TARGETS.containsKey(what) ? ndcg10.atLeast(TARGETS.get(what)) : ndcg10,
                Figure.of("SciFact test, " + what + ", recall@100", quality.recall100()));
    }

    private RankingQuality quality(Encoder encoder, IndexSettings settings, List<SciFact.Topic> topics, int passages) {
        try (LuceneIndex opened = LuceneIndex.open(index, encoder, settings)) {
            return RankingQuality.of(opened, topics, passages);
        }
    }
}
