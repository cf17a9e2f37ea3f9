// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import dev.tokka.Span;
import dev.tokka.rag.text.Sentences;
import java.util.ArrayList;
import java.util.List;

/** Packs the blocks of one document into chunks, cutting those that are too large. */
final class ChunkPacker {

    private final String text;
    private final int max;
    private final List<Chunk> chunks = new ArrayList<>();
    private List<String> headings = List.of();
    private int start;
    private int end; // of the chunk being packed, which is empty if this is start

    ChunkPacker(String text, int max) {
        this.text = text;
        this.max = max;
    }

    void add(Block block) {
        if (!block.headings().equals(headings)) {
            endSection();
            headings = block.headings();
        }
        if (block.span().length() <= max) {
            pack(block.span());
            return;
        }
        for (Span part : parts(block)) {
            if (part.length() <= max) {
                pack(part);
            } else {
                cut(part);
            }
        }
    }

    /** Ends the chunk being packed: what is added next starts a new one. */
    void endSection() {
        if (start < end) {
            chunks.add(new Chunk(new Span(start, end), headings));
        }
        start = end;
    }

    List<Chunk> finish() {
        endSection();
        return List.copyOf(chunks);
    }

    private List<Span> parts(Block block) {
        String content = block.span().of(text);
        List<Span> parts = switch (block.kind()) {
            case TABLE, CODE -> lines(content);
            case HEADING, PARAGRAPH, LIST -> Sentences.of(content);
        };
        return parts.stream().map(part -> part.shift(block.span().start())).toList();
    }

    private static List<Span> lines(String content) {
        List<Span> lines = new ArrayList<>();
        for (int start = 0; start < content.length(); ) {
            int lineBreak = content.indexOf('\n', start);
            int end = lineBreak < 0 ? content.length() : lineBreak;
            Span line = Spans.trimmed(content, start, end);
            if (line.length() > 0) {
                lines.add(line);
            }
            start = end + 1;
        }
        return lines;
    }

    /** Extends the current chunk if {@code part} fits and nothing but white space lies between. */
    private void pack(Span part) {
        boolean fits = start < end
                && part.end() - start <= max
                && text.substring(end, part.start()).isBlank();
        if (!fits) {
            endSection();
            start = part.start();
        }
        end = part.end();
    }

    private void cut(Span part) {
        int from = part.start();
        while (part.end() - from > max) {
            int to = lastSpace(from, from + max);
            pack(new Span(from, to));
            from = to;
            while (from < part.end() && Character.isWhitespace(text.charAt(from))) {
                from++;
            }
        }
        if (from < part.end()) {
            pack(new Span(from, part.end()));
        }
    }

    /**
     * Returns the end of the last word before {@code limit}, or the last border between characters if it is one word.
     */
    private int lastSpace(int from, int limit) {
        int space = limit;
        while (space > from && !Character.isWhitespace(text.charAt(space))) {
            space--;
        }
        while (space > from && Character.isWhitespace(text.charAt(space - 1))) {
            space--;
        }
        if (space > from) {
            return space;
        }
        return Character.isHighSurrogate(text.charAt(limit - 1)) && Character.isLowSurrogate(text.charAt(limit))
                ? limit - 1
                : limit;
    }
}
