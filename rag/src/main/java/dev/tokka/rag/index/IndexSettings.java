// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.rag.document.Chunker;
import dev.tokka.rag.document.ReadLimits;
import dev.tokka.rag.document.StructureChunker;

/**
 * How documents are cut and found.
 *
 * @param chunker cuts documents into passages; an index is written with one chunker and refuses another
 * @param limits what a document may cost to read
 * @param fusion how the two rankings become one
 * @param bm25 the constants of the ranking by words
 * @param candidates how many passages each ranking contributes; at least 1
 */
public record IndexSettings(Chunker chunker, ReadLimits limits, Fusion fusion, Bm25 bm25, int candidates) {

    /**
     * Passages of up to 1,000 characters, convex fusion with a vector share of 0.7, BM25 with k1 = 1.2 and b = 0.5, 100
     * candidates of each ranking: what ranks best on the training queries of SciFact, see the benchmarks.
     */
    public static final IndexSettings DEFAULT = new IndexSettings(
            StructureChunker.ofCharacters(1_000), ReadLimits.DEFAULT, new Fusion.Convex(0.7), new Bm25(1.2, 0.5), 100);

    /** Checks the ranges above. */
    public IndexSettings {
        requireNonNull(chunker, "chunker");
        requireNonNull(limits, "limits");
        requireNonNull(fusion, "fusion");
        requireNonNull(bm25, "bm25");
        Checks.requireAtLeast(1, candidates, "candidates");
    }

    /**
     * The constants of BM25.
     *
     * @param k1 how much repetition of a term counts; at least 0, finite
     * @param b how much long passages are marked down, from 0 to 1
     */
    public record Bm25(double k1, double b) {

        /** Checks the ranges above. */
        public Bm25 {
            if (!(k1 >= 0 && k1 < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("k1 must be at least 0 and finite but is " + k1);
            }
            Checks.requireShare(b, "b");
        }
    }

    /** Returns these settings with another chunker. */
    public IndexSettings withChunker(Chunker newChunker) {
        return new IndexSettings(newChunker, limits, fusion, bm25, candidates);
    }

    /** Returns these settings with other limits. */
    public IndexSettings withLimits(ReadLimits newLimits) {
        return new IndexSettings(chunker, newLimits, fusion, bm25, candidates);
    }

    /** Returns these settings with another fusion. */
    public IndexSettings withFusion(Fusion newFusion) {
        return new IndexSettings(chunker, limits, newFusion, bm25, candidates);
    }

    /** Returns these settings with other constants of BM25. */
    public IndexSettings withBm25(Bm25 newBm25) {
        return new IndexSettings(chunker, limits, fusion, newBm25, candidates);
    }

    /** Returns these settings with another number of candidates, at least 1. */
    public IndexSettings withCandidates(int newCandidates) {
        return new IndexSettings(chunker, limits, fusion, bm25, newCandidates);
    }
}
