// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import java.util.List;

/**
 * Cuts a document into the parts that are indexed, found and cited.
 *
 * <p>Implementations are safe for use by many threads, and their {@code toString} names every setting that can change
 * the chunks: an index keeps it, to know when documents must be cut anew.
 */
@FunctionalInterface
public interface Chunker {

    /**
     * Returns the chunks of {@code document} in order.
     *
     * <p>The spans lie inside the text, each starts after the one before, and none is inside another. They may overlap:
     * those of {@link StructureChunker} never do; those of {@link SentenceWindowChunker} and {@link TokenChunker} do if they
     * are told to. A document without text has no chunks.
     */
    List<Chunk> chunk(SourceDocument document);
}
