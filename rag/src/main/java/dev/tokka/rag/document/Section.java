// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import dev.tokka.Span;
import dev.tokka.rag.text.Sentences;
import java.util.ArrayList;
import java.util.List;

/**
 * Blocks that stand below the same headings with nothing but white space between them: what a chunk may be cut from.
 *
 * @param blocks at least one; a single heading if nothing stands below it
 * @param headings the headings above all of them
 */
record Section(List<Block> blocks, List<String> headings) {

    /** Returns the sections of {@code document}, in order. */
    static List<Section> of(SourceDocument document) {
        List<Section> sections = new ArrayList<>();
        List<Block> open = new ArrayList<>();
        List<Block> blocks = document.blocks();
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            boolean heading = block.kind() == Block.Kind.HEADING;
            if (!open.isEmpty() && (heading || !continues(document.text(), open.get(open.size() - 1), block))) {
                sections.add(of(open));
                open.clear();
            }
            if (!heading) {
                open.add(block);
            } else if (i + 1 == blocks.size() || !isAbove(block, blocks.get(i + 1))) {
                sections.add(of(List.of(block)));
            }
        }
        if (!open.isEmpty()) {
            sections.add(of(open));
        }
        return sections;
    }

    private static Section of(List<Block> blocks) {
        return new Section(List.copyOf(blocks), blocks.get(0).headings());
    }

    private static boolean continues(String text, Block before, Block block) {
        return before.headings().equals(block.headings())
                && text.substring(before.span().end(), block.span().start()).isBlank();
    }

    private static boolean isAbove(Block heading, Block next) {
        return next.headings().size() > heading.headings().size();
    }

    Span span() {
        return new Span(
                blocks.get(0).span().start(),
                blocks.get(blocks.size() - 1).span().end());
    }

    /** Returns the sentences of the section; of tables and code the lines, of lists the sentences of each item. */
    List<Span> sentences(String text) {
        List<Span> sentences = new ArrayList<>();
        for (Block block : blocks) {
            sentences.addAll(parts(text, block));
        }
        return sentences;
    }

    /** Returns the parts between which {@code block} is cut first. */
    static List<Span> parts(String text, Block block) {
        String content = block.span().of(text);
        List<Span> parts = switch (block.kind()) {
            case TABLE, CODE -> lines(content);
            case LIST -> itemSentences(content);
            case HEADING, PARAGRAPH -> Sentences.of(content);
        };
        return parts.stream().map(part -> part.shift(block.span().start())).toList();
    }

    private static List<Span> itemSentences(String content) {
        List<Span> sentences = new ArrayList<>();
        for (Span line : lines(content)) {
            Sentences.of(line.of(content)).forEach(sentence -> sentences.add(sentence.shift(line.start())));
        }
        return sentences;
    }

    /** Returns the lines of {@code content} that are not blank. */
    static List<Span> lines(String content) {
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
}
