// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.tuning;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Retriever;
import dev.tokka.rag.Retrieval;
import dev.tokka.rag.index.Fusion;
import dev.tokka.rag.index.IndexSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;

/**
 * Settings of retrieval that a tuner can choose and a file can hold.
 *
 * <pre>{@code
 * {
 *   "version" : 1,
 *   "chunking" : { "chunker" : "structure", "size" : 1000 },
 *   "fusion" : { "kind" : "convex", "vectorShare" : 0.7 },
 *   "candidates" : 100,
 *   "limit" : 6,
 *   "stages" : [ ]
 * }
 * }</pre>
 *
 * <p>The other fusion is {@code { "kind" : "reciprocalRank", "k" : 60 }}. Every member is needed and no other may stand
 * there.
 *
 * @param chunking how documents are cut
 * @param fusion how the two rankings become one
 * @param candidates how many passages each ranking contributes; at least 1
 * @param limit the most passages to give to the model; at least 1
 * @param stages the names of what is put on the index, all different; {@link RagParts} says in which order
 */
public record RagConfiguration(Chunking chunking, Fusion fusion, int candidates, int limit, List<String> stages) {

    /** What {@link IndexSettings#DEFAULT} and {@link Retrieval#from} do. */
    public static final RagConfiguration DEFAULT = new RagConfiguration(
            new Chunking("structure", 1_000),
            IndexSettings.DEFAULT.fusion(),
            IndexSettings.DEFAULT.candidates(),
            6,
            List.of());

    /** Checks the ranges above. */
    public RagConfiguration {
        requireNonNull(chunking, "chunking");
        requireNonNull(fusion, "fusion");
        Checks.requireAtLeast(1, candidates, "candidates");
        Checks.requireAtLeast(1, limit, "limit");
        stages = List.copyOf(stages);
        stages.forEach(stage -> Checks.requireText(stage, "stage"));
        if (new HashSet<>(stages).size() < stages.size()) {
            throw new IllegalArgumentException("stages must be different but are " + stages);
        }
    }

    /**
     * How documents are cut.
     *
     * @param chunker the name of a chunker; not blank
     * @param size of its chunks, in its own unit; at least 1
     */
    public record Chunking(String chunker, int size) {

        /** Checks the ranges above. */
        public Chunking {
            Checks.requireText(chunker, "chunker");
            Checks.requireAtLeast(1, size, "size");
        }
    }

    /** Returns {@code base} with what this says of an index. */
    public IndexSettings settings(IndexSettings base, RagParts parts) {
        return base.withChunker(parts.chunker(this)).withFusion(fusion).withCandidates(candidates);
    }

    /** Returns retrieval from {@code index}, opened with {@link #settings}, with the stages and the limit of this. */
    public Retrieval retrieval(Retriever index, RagParts parts) {
        return Retrieval.from(parts.staged(this, index)).limit(limit);
    }

    /** Returns this as JSON, as {@link #fromJson} reads it. */
    public String toJson() {
        return ConfigurationJson.write(this);
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws IllegalArgumentException if a member is missing, unknown, of another type or out of range; the message says
     *     which and in what line and column
     */
    public static RagConfiguration fromJson(String json) {
        return ConfigurationJson.read(json);
    }

    /** Writes {@code file}, in the place of one that is there. */
    public void write(Path file) throws IOException {
        Files.writeString(file, toJson());
    }

    /**
     * Reads {@code file}.
     *
     * @throws IllegalArgumentException as {@link #fromJson} does
     */
    public static RagConfiguration read(Path file) throws IOException {
        return fromJson(Files.readString(file));
    }

    /** Returns the settings in one line. */
    @Override
    public String toString() {
        String ways = fusion instanceof Fusion.Convex convex
                ? "share=" + convex.vectorShare()
                : fusion instanceof Fusion.ReciprocalRank rank ? "rrf=" + rank.k() : fusion.toString();
        return chunking.chunker() + "(" + chunking.size() + ") " + ways + " candidates=" + candidates
                + (stages.isEmpty() ? "" : " + " + String.join(" + ", stages));
    }
}
