// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Cuts documents into chunks of as many tokens as an encoder or a model takes, which may overlap.
 *
 * <p>Chunks end between words, between any two characters where there are no spaces, and never cross a heading. Every
 * character of a block that is neither white space nor part of a heading is in at least one chunk. Headings are not counted:
 * leave room for them if the reader of the chunks sees them too.
 */
public final class TokenChunker implements Chunker {

    private final String counterName;
    private final ToIntFunction<String> counter;
    private final int max;
    private final int overlap;

    private TokenChunker(String counterName, ToIntFunction<String> counter, int max, int overlap) {
        this.counterName = Checks.requireText(counterName, "counterName");
        this.counter = requireNonNull(counter, "counter");
        this.max = Checks.requireAtLeast(1, max, "max");
        this.overlap = Checks.requireAtLeast(0, overlap, "overlap");
        if (overlap > max / 2) {
            throw new IllegalArgumentException("overlap must be at most half of " + max + " but is " + overlap);
        }
    }

    /**
     * Returns a chunker of chunks that have at most {@code max} tokens, of which about {@code overlap} are also in the chunk
     * before. A single character that has more tokens than {@code max} is a chunk nevertheless.
     *
     * @param counterName what distinguishes the counter from others, such as the name of the model; not blank
     * @param counter returns how many tokens a text has, safe for use by many threads; a longer text may not have fewer
     * @param max at least 1
     * @param overlap from 0 to half of {@code max}
     * @throws IllegalArgumentException if a number is out of its range or the name is blank
     */
    public static TokenChunker of(String counterName, ToIntFunction<String> counter, int max, int overlap) {
        return new TokenChunker(counterName, counter, max, overlap);
    }

    @Override
    public List<Chunk> chunk(SourceDocument document) {
        String text = document.text();
        List<Chunk> chunks = new ArrayList<>();
        for (Section section : Section.of(document)) {
            List<Span> words = Spans.words(text, section.span());
            for (int first = 0; first < words.size(); ) {
                int end = end(text, words, first);
                if (end == first) { // a word with too many tokens is cut between characters
                    words.addAll(first, Spans.characters(text, words.remove(first)));
                    end = Math.max(end(text, words, first), first + 1);
                }
                chunks.add(new Chunk(
                        new Span(words.get(first).start(), words.get(end - 1).end()), section.headings()));
                first = end == words.size() ? end : next(text, words, first, end);
            }
        }
        return List.copyOf(chunks);
    }

    /** Returns the largest end such that the words from {@code first} to there are not too many tokens. */
    private int end(String text, List<Span> words, int first) {
        int fits = first;
        int step = 1;
        while (fits + step <= words.size() && tokens(text, words, first, fits + step) <= max) {
            fits += step;
            step *= 2;
        }
        for (; step > 0; step /= 2) {
            while (fits + step <= words.size() && tokens(text, words, first, fits + step) <= max) {
                fits += step;
            }
        }
        return fits;
    }

    /** Returns where the next chunk starts: so far before {@code end} that the words between have at most the overlap. */
    private int next(String text, List<Span> words, int first, int end) {
        int next = end;
        while (next - 1 > first && overlap > 0 && tokens(text, words, next - 1, end) <= overlap) {
            next--;
        }
        // a chunk that ended where this one does would be inside it
        return next < end && end(text, words, next) <= end ? end : next;
    }

    private int tokens(String text, List<Span> words, int first, int end) {
        return counter.applyAsInt(
                text.substring(words.get(first).start(), words.get(end - 1).end()));
    }

    /** Names the settings, as in {@code TokenChunker[counter=e5-small, max=256, overlap=32]}. */
    @Override
    public String toString() {
        return "TokenChunker[counter=" + counterName + ", max=" + max + ", overlap=" + overlap + "]";
    }
}
