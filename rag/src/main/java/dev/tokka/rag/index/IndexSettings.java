// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.rag.document.Chunker;
import dev.tokka.rag.document.DocumentReaders;
import dev.tokka.rag.document.ReadLimits;
import dev.tokka.rag.document.StructureChunker;
import dev.tokka.rag.metadata.Labeling;
import java.util.Optional;

/**
 * How documents are cut and found.
 *
 * @param chunker cuts documents into passages; an index is written with one chunker and refuses another
 * @param readers read the files of a folder, by their names
 * @param fusion how the two rankings become one
 * @param bm25 the constants of the ranking by words
 * @param candidates how many passages each ranking contributes; at least 1
 * @param labeling which labels documents get and must have; an index is written with one schema and refuses another
 * @param analysis how words are compared; an index is written with one and refuses another that writes other terms
 * @param vectors how vectors are stored and searched; an index that stores them otherwise is refused
 * @param egress what of the documents may leave this process when they are ingested; empty if that is not asked
 */
public record IndexSettings(
        Chunker chunker,
        DocumentReaders readers,
        Fusion fusion,
        Bm25 bm25,
        int candidates,
        Labeling labeling,
        Analysis analysis,
        VectorSettings vectors,
        Optional<DocumentEgress> egress) {

    /**
     * Passages of up to 1,000 characters, convex fusion with a vector share of 0.7, BM25 with k1 = 1.2 and b = 0.5, 100
     * candidates of each ranking: what ranks best on the training queries of SciFact, see the benchmarks; no labels.
     */
    public static final IndexSettings DEFAULT = new IndexSettings(
            StructureChunker.ofCharacters(1_000),
            DocumentReaders.create(),
            new Fusion.Convex(0.7),
            new Bm25(1.2, 0.5),
            100,
            Labeling.NONE,
            Analysis.DEFAULT,
            VectorSettings.DEFAULT,
            Optional.empty());

    /** Checks the ranges above. */
    public IndexSettings {
        requireNonNull(chunker, "chunker");
        requireNonNull(readers, "readers");
        requireNonNull(fusion, "fusion");
        requireNonNull(bm25, "bm25");
        Checks.requireAtLeast(1, candidates, "candidates");
        requireNonNull(labeling, "labeling");
        requireNonNull(analysis, "analysis");
        requireNonNull(vectors, "vectors");
        requireNonNull(egress, "egress");
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
        return new IndexSettings(newChunker, readers, fusion, bm25, candidates, labeling, analysis, vectors, egress);
    }

    /** Returns these settings with other limits. */
    public IndexSettings withLimits(ReadLimits newLimits) {
        return withReaders(readers.withLimits(newLimits));
    }

    /** Returns what a document may cost to read. */
    public ReadLimits limits() {
        return readers.limits();
    }

    /** Returns these settings with other readers, such as those that know a format of your own. */
    public IndexSettings withReaders(DocumentReaders newReaders) {
        return new IndexSettings(chunker, newReaders, fusion, bm25, candidates, labeling, analysis, vectors, egress);
    }

    /** Returns these settings with another fusion. */
    public IndexSettings withFusion(Fusion newFusion) {
        return new IndexSettings(chunker, readers, newFusion, bm25, candidates, labeling, analysis, vectors, egress);
    }

    /** Returns these settings with other constants of BM25. */
    public IndexSettings withBm25(Bm25 newBm25) {
        return new IndexSettings(chunker, readers, fusion, newBm25, candidates, labeling, analysis, vectors, egress);
    }

    /** Returns these settings with another number of candidates, at least 1. */
    public IndexSettings withCandidates(int newCandidates) {
        return new IndexSettings(chunker, readers, fusion, bm25, newCandidates, labeling, analysis, vectors, egress);
    }

    /** Returns these settings with another labeling. */
    public IndexSettings withLabeling(Labeling newLabeling) {
        return new IndexSettings(chunker, readers, fusion, bm25, candidates, newLabeling, analysis, vectors, egress);
    }

    /** Returns these settings with another analysis. */
    public IndexSettings withAnalysis(Analysis newAnalysis) {
        return new IndexSettings(chunker, readers, fusion, bm25, candidates, labeling, newAnalysis, vectors, egress);
    }

    /** Returns these settings with other settings of vectors. */
    public IndexSettings withVectors(VectorSettings newVectors) {
        return new IndexSettings(chunker, readers, fusion, bm25, candidates, labeling, analysis, newVectors, egress);
    }

    /** Returns these settings with a policy on what leaves this process when documents are ingested. */
    public IndexSettings withEgress(DocumentEgress newEgress) {
        return new IndexSettings(
                chunker, readers, fusion, bm25, candidates, labeling, analysis, vectors, Optional.of(newEgress));
    }

    /** Returns what decides which terms and vectors are written, as an index remembers it. */
    String written() {
        return analysis.written() + "; vectors " + vectors.written();
    }

    /** Returns what of these settings can change what a search finds. */
    Description describe() {
        return Description.of("index")
                .with("chunker", chunker)
                .with("fusion", fusion)
                .with("bm25", bm25)
                .with("candidates", candidates)
                .with("analysis", analysis.describe())
                .with("vectors", vectors);
    }
}
