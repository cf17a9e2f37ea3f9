// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import dev.tokka.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    void add(Section section) {
        endChunk();
        headings = section.headings();
        section.blocks().forEach(this::add);
        endChunk();
    }

    private void add(Block block) {
        if (block.span().length() <= max) {
            pack(block.span());
            return;
        }
        switch (block.kind()) {
            case TABLE -> addTable(block);
            case CODE -> addCode(block);
            case LIST, HEADING, PARAGRAPH ->
                Spans.cut(text, Section.parts(text, block), max).forEach(this::pack);
        }
    }

    /** Cuts between rows; what names the columns becomes a heading of the later parts. */
    private void addTable(Block block) {
        endChunk();
        Optional<String> columns = TableHeader.of(block.span().of(text));
        List<String> above = headings;
        int before = chunks.size();
        for (Span row : Spans.cut(text, Section.parts(text, block), max)) {
            pack(row);
            if (chunks.size() > before && columns.isPresent()) {
                List<String> withColumns = new ArrayList<>(above);
                withColumns.add(columns.get());
                headings = withColumns;
            }
        }
        endChunk();
        headings = above;
    }

    /** Cuts at blank lines, which part functions, and between lines only where they are too far apart. */
    private void addCode(Block block) {
        int from = block.span().start();
        for (int i = from; i < block.span().end(); ) {
            int blank = nextBlankLine(i, block.span().end());
            Span part = Spans.trimmed(text, i, blank);
            if (part.length() > max) {
                Block rest = new Block(Block.Kind.CODE, part, block.headings());
                Spans.cut(text, Section.parts(text, rest), max).forEach(this::pack);
            } else if (part.length() > 0) {
                pack(part);
            }
            i = blank;
        }
    }

    private int nextBlankLine(int from, int to) {
        for (int lineBreak = text.indexOf('\n', from + 1); lineBreak >= 0 && lineBreak < to; ) {
            int next = text.indexOf('\n', lineBreak + 1);
            if (next >= 0 && next < to && text.substring(lineBreak, next).isBlank()) {
                return next;
            }
            lineBreak = next;
        }
        return to;
    }

    private void endChunk() {
        if (start < end) {
            chunks.add(new Chunk(new Span(start, end), headings));
        }
        start = end;
    }

    List<Chunk> finish() {
        return List.copyOf(chunks);
    }

    /** Extends the current chunk if {@code part} fits and nothing but white space lies between. */
    private void pack(Span part) {
        boolean fits = start < end
                && part.end() - start <= max
                && text.substring(end, part.start()).isBlank();
        if (!fits) {
            endChunk();
            start = part.start();
        }
        end = part.end();
    }
}
