// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import dev.tokka.rag.document.DocumentException.Reason;
import org.commonmark.node.Block;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.block.BlockParserFactory;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.jspecify.annotations.Nullable;

/**
 * Refuses Markdown for which each line would take the parser longer than the line before: deep nesting and endless
 * paragraphs. Starts no blocks, but is asked before every line that may start one.
 */
final class MarkdownLimits implements BlockParserFactory {

    private static final int MAX_DEPTH = 100;
    private static final int MAX_PARAGRAPH_LINES = 5_000; // not counting those that LineMask lets the parser skip

    private final ReadTimer timer;
    private @Nullable Block paragraph;
    private int paragraphLines;

    MarkdownLimits(ReadTimer timer) {
        this.timer = timer;
    }

    @Override
    public BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
        timer.check();
        Block block = matched.getMatchedBlockParser().getBlock();
        if (block instanceof Paragraph) {
            paragraphLines = block == paragraph ? paragraphLines + 1 : 1;
            paragraph = block;
            require(paragraphLines <= MAX_PARAGRAPH_LINES, "paragraphs of at most " + MAX_PARAGRAPH_LINES + " lines");
        }
        int depth = 0;
        for (Node node = block; node != null; node = node.getParent()) {
            depth++;
        }
        require(depth <= MAX_DEPTH, "blocks nested at most " + MAX_DEPTH + " deep");
        return BlockStart.none();
    }

    private void require(boolean kept, String limit) {
        if (!kept) {
            throw new DocumentException(
                    timer.documentId(), Reason.MALFORMED, "expected " + limit + " but there are more");
        }
    }
}
