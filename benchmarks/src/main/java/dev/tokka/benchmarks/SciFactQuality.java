// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import dev.tokka.rag.Encoder;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.LuceneIndex;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Quality of retrieval on SciFact: settings are chosen on the train queries, figures come from the test queries.
 *
 * @param data the data set
 * @param index holds all its abstracts
 */
record SciFactQuality(SciFact data, Path index) {

    /** Enough to hold 10 documents: most have one to three passages. */
    private static final int PASSAGES_FOR_10 = 100;

    /** Measures words alone, meaning alone and both; prints on {@code out} which settings were tried and chosen. */
    List<Figure> measure(Encoder encoder, PrintStream out) {
        Encoder once = new RememberingEncoder(encoder);
        List<SciFact.Topic> train = data.topics("train");
        out.println("nDCG@10 of settings on the " + train.size() + " train queries:");
        SettingsGrid grid = new SettingsGrid(
                settings -> quality(once, settings, train, PASSAGES_FOR_10).ndcg10(), out);
        IndexSettings chosen = grid.choose(IndexSettings.DEFAULT);
        out.println("chosen: " + SettingsGrid.describe(chosen));
        List<Figure> figures = new ArrayList<>();
        figures.addAll(test("BM25", 0.675, once, SettingsGrid.wordsAlone(chosen)));
        figures.addAll(test("dense", 0.70, once, SettingsGrid.meaningAlone(chosen)));
        figures.addAll(test("hybrid", 0.73, once, chosen));
        test("hybrid with the library's defaults", 0.73, once, IndexSettings.DEFAULT)
                .forEach(figure -> figures.add(figure.withoutTarget()));
        return figures;
    }

    private List<Figure> test(String what, double target, Encoder encoder, IndexSettings settings) {
        // All that the two rankings contribute, to hold 100 documents.
        RankingQuality quality = quality(encoder, settings, data.topics("test"), 2 * settings.candidates());
        return List.of(
                Figure.of("SciFact test, " + what + ", nDCG@10", quality.ndcg10())
                        .atLeast(target),
                Figure.of("SciFact test, " + what + ", recall@100", quality.recall100()));
    }

    private RankingQuality quality(Encoder encoder, IndexSettings settings, List<SciFact.Topic> topics, int passages) {
        try (LuceneIndex opened = LuceneIndex.open(index, encoder, settings)) {
            return RankingQuality.of(opened, topics, passages);
        }
    }
}
