// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.rag.document.Chunk;
import dev.tokka.rag.document.SourceDocument;
import java.util.ArrayList;
import java.util.List;

/**
 * A document as it is written to a store: read, cut and encoded.
 *
 * @param document the document
 * @param digest of its content and labels, by which a later ingestion knows whether it changed; not blank
 * @param chunks its passages, in order
 * @param vectors one for each chunk, or none at all if its language has none
 */
public record IndexEntry(SourceDocument document, String digest, List<Chunk> chunks, List<float[]> vectors) {

    /** Copies the lists and checks that the vectors are as many as the chunks, or none. */
    public IndexEntry {
        requireNonNull(document, "document");
        Checks.requireText(digest, "digest");
        chunks = List.copyOf(chunks);
        vectors = List.copyOf(vectors);
        if (!vectors.isEmpty() && vectors.size() != chunks.size()) {
            throw new IllegalArgumentException("vectors must be as many as the chunks, " + chunks.size()
                    + ", or none but are " + vectors.size() + ", in " + document.id());
        }
    }

    /** Returns what is searched of a chunk: its headings, which say what its words are about, and its words. */
    public static String searchedText(SourceDocument document, Chunk chunk) {
        List<String> lines = new ArrayList<>(chunk.headings());
        lines.add(chunk.span().of(document.text()));
        return String.join("\n", lines);
    }
}
