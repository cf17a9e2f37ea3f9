// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import dev.tokka.Checks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts documents along their own structure.
 *
 * <p>Consecutive blocks of one section are packed into a chunk as long as they fit; a chunk never crosses a heading. A
 * block that is too large by itself is cut between sentences, a list between items, a table between rows, code at blank
 * lines or else between lines; and only what is too large even then is cut at white space or, if there is none, anywhere but
 * inside a surrogate pair. The row that names the columns of a table is the last heading of the later parts of it.
 *
 * <p>Every character of a block that is neither white space nor part of a heading is in exactly one chunk. A heading is
 * a chunk of its own only if nothing stands below it; the others are in {@link Chunk#headings()}.
 */
public final class StructureChunker implements Chunker {

    private static final int DEFAULT_CHARACTERS = 1_000;
    private static final int MIN_CHARACTERS = 2; // a surrogate pair must fit

    private final int maxCharacters;

    private StructureChunker(int maxCharacters) {
        this.maxCharacters = Checks.requireAtLeast(MIN_CHARACTERS, maxCharacters, "maxCharacters");
    }

    /** Returns a chunker whose chunks have at most 1,000 characters. */
    public static StructureChunker create() {
        return ofCharacters(DEFAULT_CHARACTERS);
    }

    /**
     * Returns a chunker whose chunks have at most {@code max} characters.
     *
     * @param max in UTF-16 code units; at least 2
     * @throws IllegalArgumentException if {@code max} is less
     */
    public static StructureChunker ofCharacters(int max) {
        return new StructureChunker(max);
    }

    @Override
    public List<Chunk> chunk(SourceDocument document) {
        ChunkPacker packer = new ChunkPacker(document.text(), maxCharacters);
        Section.of(document).forEach(packer::add);
        return packer.finish();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StructureChunker chunker && maxCharacters == chunker.maxCharacters;
    }

    @Override
    public int hashCode() {
        return maxCharacters;
    }

    /** Names the setting, as in {@code StructureChunker[maxCharacters=1000]}. */
    @Override
    public String toString() {
        return "StructureChunker[maxCharacters=" + maxCharacters + "]";
    }
}
