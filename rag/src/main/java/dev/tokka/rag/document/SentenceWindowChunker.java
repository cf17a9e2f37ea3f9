// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import dev.tokka.Checks;
import dev.tokka.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts documents into windows of sentences, which may overlap, so that a fact told in two sentences is whole in one of them.
 *
 * <p>A window never crosses a heading; rows of tables, lines of code and sentences of list items count as sentences. A
 * sentence of more than 2,000 characters counts as several. Every character of a block that is neither white space nor part
 * of a heading is in at least one window.
 */
public final class SentenceWindowChunker implements Chunker {

    private static final int MAX_SENTENCE = 2_000;

    private final int sentences;
    private final int stride;

    private SentenceWindowChunker(int sentences, int stride) {
        this.sentences = Checks.requireAtLeast(1, sentences, "sentences");
        this.stride = Checks.requireAtLeast(1, stride, "stride");
        if (stride > sentences) {
            throw new IllegalArgumentException(
                    "stride must be at most the " + sentences + " sentences of a window but is " + stride);
        }
    }

    /**
     * Returns a chunker of windows of {@code sentences}, of which a new one starts every {@code stride} sentences.
     *
     * @param sentences at least 1; the last window of a section has less where windows do not overlap or there are no more
     * @param stride from 1 to {@code sentences}, at which windows do not overlap
     * @throws IllegalArgumentException if a number is out of its range
     */
    public static SentenceWindowChunker of(int sentences, int stride) {
        return new SentenceWindowChunker(sentences, stride);
    }

    @Override
    public List<Chunk> chunk(SourceDocument document) {
        List<Chunk> chunks = new ArrayList<>();
        for (Section section : Section.of(document)) {
            List<Span> all = Spans.cut(document.text(), section.sentences(document.text()), MAX_SENTENCE);
            for (int start = 0, last = 0; last < all.size(); start += stride) {
                last = Math.min(start + sentences, all.size());
                // with an overlap the last window is a whole one too, which just overlaps more
                int first = stride < sentences ? Math.max(0, last - sentences) : start;
                chunks.add(new Chunk(
                        new Span(all.get(first).start(), all.get(last - 1).end()), section.headings()));
            }
        }
        return List.copyOf(chunks);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SentenceWindowChunker chunker
                && sentences == chunker.sentences
                && stride == chunker.stride;
    }

    @Override
    public int hashCode() {
        return 31 * sentences + stride;
    }

    /** Names the settings, as in {@code SentenceWindowChunker[sentences=5, stride=3]}. */
    @Override
    public String toString() {
        return "SentenceWindowChunker[sentences=" + sentences + ", stride=" + stride + "]";
    }
}
