// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import dev.tokka.Span;
import dev.tokka.rag.document.SourceDocument.Flag;
import java.io.IOException;
import java.util.List;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * Finds the blocks of a Markdown document.
 *
 * <p>Only the block structure is parsed. Inline markup stays in the text as it is, so parsing it would gain nothing and
 * open a way to wear out the parser. For the latter reason tables are found here and not by commonmark's extension,
 * which makes (columns of the first row) × (rows) cells out of a few bytes.
 */
final class MarkdownParser {

    private static final String FRONT_MATTER = "---";

    private final Draft draft;
    private final String text;
    private final ReadTimer timer;
    private final Parser parser;
    private int offset;

    MarkdownParser(String id, String source, ReadTimer timer) {
        this.draft = new Draft(id, source);
        this.text = draft.text();
        this.timer = timer;
        this.parser = Parser.builder()
                .includeSourceSpans(IncludeSourceSpans.BLOCKS)
                .inlineParserFactory(context -> (lines, node) -> {})
                .customBlockParserFactory(new MarkdownLimits(timer))
                .build();
    }

    SourceDocument parse() throws IOException {
        offset = frontMatter();
        draft.block(Block.Kind.CODE, 0, offset);
        Node document = parser.parseReader(timer.reader(LineMask.mask(text.substring(offset))));
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            add(node);
        }
        return draft.finish();
    }

    private void add(Node node) {
        if (node.getSourceSpans().isEmpty()) {
            return;
        }
        Span span = span(node.getSourceSpans());
        if (node instanceof Heading heading) {
            draft.heading(heading.getLevel(), MarkdownHeading.plain(span.of(text)), span);
        } else if (node instanceof Paragraph) {
            addParagraph(node.getSourceSpans(), span);
        } else if (node instanceof ListBlock) {
            draft.block(Block.Kind.LIST, span.start(), span.end());
        } else if (node instanceof FencedCodeBlock || node instanceof IndentedCodeBlock) {
            draft.block(Block.Kind.CODE, span.start(), span.end());
        } else if (node instanceof HtmlBlock html && isComment(html.getLiteral().strip())) {
            draft.flag(Flag.HIDDEN_TEXT_REMOVED);
        } else if (node instanceof HtmlBlock || node instanceof BlockQuote) {
            draft.block(Block.Kind.PARAGRAPH, span.start(), span.end());
        }
    }

    /** A table is a run of lines whose second is a row of dashes and bars; lines before its first are a paragraph. */
    private void addParagraph(List<SourceSpan> lines, Span span) {
        for (int i = 1; i < lines.size(); i++) {
            if (isDelimiterRow(line(lines, i)) && line(lines, i - 1).contains("|")) {
                int table = offset + lines.get(i - 1).getInputIndex();
                draft.block(Block.Kind.PARAGRAPH, span.start(), table);
                draft.block(Block.Kind.TABLE, table, span.end());
                return;
            }
        }
        draft.block(Block.Kind.PARAGRAPH, span.start(), span.end());
    }

    private static boolean isDelimiterRow(String line) {
        return line.contains("-") && line.contains("|") && line.chars().allMatch(c -> "|-: \t".indexOf(c) >= 0);
    }

    private static boolean isComment(String html) {
        return html.startsWith("<!--") && html.endsWith("-->");
    }

    private String line(List<SourceSpan> lines, int i) {
        return span(lines.subList(i, i + 1)).of(text);
    }

    private Span span(List<SourceSpan> lines) {
        SourceSpan last = lines.get(lines.size() - 1);
        return new Span(lines.get(0).getInputIndex(), last.getInputIndex() + last.getLength()).shift(offset);
    }

    /** Returns the end of the metadata that some tools write above the document; 0 if there is none. */
    private int frontMatter() {
        if (!text.lines().findFirst().orElse("").stripTrailing().equals(FRONT_MATTER)) {
            return 0;
        }
        for (int start = text.indexOf('\n') + 1; start > 0; start = text.indexOf('\n', start) + 1) {
            int lineBreak = text.indexOf('\n', start);
            int end = lineBreak < 0 ? text.length() : lineBreak;
            String line = text.substring(start, end);
            if (line.isBlank()) { // a rule between paragraphs, not the start of metadata
                return 0;
            }
            if (line.stripTrailing().equals(FRONT_MATTER)) {
                return end;
            }
        }
        return 0;
    }
}
