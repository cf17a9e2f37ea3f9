// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import dev.tokka.rag.index.Fusion;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.QueryVectors;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Chooses the settings of a search by trying each on the same queries.
 *
 * <p>First the constants of BM25 by the ranking by words alone; then, with those, the fusion and the number of
 * candidates; then how the vector of a query is made: first how much of it is that of a passage, then the feedback.
 */
final class SettingsGrid {

    /** As many passages as hold 100 documents, each of which has a few. */
    static final int CANDIDATES_ALONE = 400;

    private static final double[] K1 = {0.6, 0.9, 1.2, 1.5, 2.0};
    private static final double[] B = {0.3, 0.5, 0.75, 0.9};
    private static final int[] CANDIDATES = {50, 100, 200};
    private static final double[] VECTOR_SHARES = {0.3, 0.4, 0.5, 0.6, 0.7, 0.8};
    private static final int[] RANK_CONSTANTS = {10, 60};

    private static final double[] PASSAGE_SHARES = {0, 0.25, 0.5, 0.75};
    private static final int[] FEEDBACK_PASSAGES = {3, 5, 10};
    private static final double[] FEEDBACK_SHARES = {0.1, 0.2, 0.3, 0.4};

    private final ToDoubleFunction<IndexSettings> quality;
    private final PrintStream out;

    /** Creates a grid that takes the settings of the highest {@code quality} and prints all on {@code out}. */
    SettingsGrid(ToDoubleFunction<IndexSettings> quality, PrintStream out) {
        this.quality = quality;
        this.out = out;
    }

    /** Returns {@code settings} searching by words alone. */
    static IndexSettings wordsAlone(IndexSettings settings) {
        return settings.withFusion(new Fusion.Convex(0)).withCandidates(CANDIDATES_ALONE);
    }

    /** Returns {@code settings} searching by meaning alone. */
    static IndexSettings meaningAlone(IndexSettings settings) {
        return settings.withFusion(new Fusion.Convex(1)).withCandidates(CANDIDATES_ALONE);
    }

    /** Returns {@code start} with the best constants, fusion and number of candidates; of equals the first tried. */
    IndexSettings choose(IndexSettings start) {
        IndexSettings.Bm25 bm25 = best(byWords(start)).bm25();
        return best(fused(start.withBm25(bm25)));
    }

    /** Returns {@code start} with the best share of the vector as a passage; of equals the least. */
    IndexSettings chooseReading(IndexSettings start) {
        List<IndexSettings> grid = new ArrayList<>();
        for (double share : PASSAGE_SHARES) {
            grid.add(with(queries(start).withPassageShare(share), start));
        }
        return best(grid);
    }

    /** Returns {@code start} with the best feedback, or none if that is at least as good. */
    IndexSettings chooseFeedback(IndexSettings start) {
        List<IndexSettings> grid = new ArrayList<>(List.of(start));
        for (int passages : FEEDBACK_PASSAGES) {
            for (double share : FEEDBACK_SHARES) {
                grid.add(with(queries(start).withFeedback(passages, share), start));
            }
        }
        return best(grid);
    }

    private static QueryVectors queries(IndexSettings settings) {
        return settings.vectors().queries();
    }

    /** Returns {@code settings} with {@code queries}. */
    static IndexSettings with(QueryVectors queries, IndexSettings settings) {
        return settings.withVectors(settings.vectors().withQueries(queries));
    }

    private static List<IndexSettings> byWords(IndexSettings start) {
        List<IndexSettings> grid = new ArrayList<>();
        for (double k1 : K1) {
            for (double b : B) {
                grid.add(wordsAlone(start).withBm25(new IndexSettings.Bm25(k1, b)));
            }
        }
        return grid;
    }

    private static List<IndexSettings> fused(IndexSettings start) {
        List<Fusion> fusions = new ArrayList<>();
        for (double share : VECTOR_SHARES) {
            fusions.add(new Fusion.Convex(share));
        }
        for (int k : RANK_CONSTANTS) {
            fusions.add(new Fusion.ReciprocalRank(k));
        }
        List<IndexSettings> grid = new ArrayList<>();
        for (int candidates : CANDIDATES) {
            for (Fusion fusion : fusions) {
                grid.add(start.withCandidates(candidates).withFusion(fusion));
            }
        }
        return grid;
    }

    private IndexSettings best(List<IndexSettings> grid) {
        IndexSettings best = grid.get(0);
        double highest = Double.NEGATIVE_INFINITY;
        for (IndexSettings settings : grid) {
            double value = quality.applyAsDouble(settings);
            out.printf(Locale.ROOT, "  %.4f  %s%n", value, describe(settings));
            if (value > highest) {
                highest = value;
                best = settings;
            }
        }
        return best;
    }

    /** Returns the settings that the grid varies. */
    static String describe(IndexSettings settings) {
        return settings.bm25() + " " + settings.fusion() + " candidates=" + settings.candidates() + " "
                + settings.vectors().queries();
    }
}
