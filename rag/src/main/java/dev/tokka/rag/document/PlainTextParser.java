// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

/** Finds the paragraphs of plain text: what stands between two blank lines. */
final class PlainTextParser {

    private PlainTextParser() {}

    static SourceDocument parse(String id, String source) {
        Draft draft = new Draft(id, source);
        String text = draft.text();
        int paragraph = 0;
        for (int start = 0; start < text.length(); ) {
            int lineBreak = text.indexOf('\n', start);
            int end = lineBreak < 0 ? text.length() : lineBreak + 1;
            if (text.substring(start, end).isBlank()) {
                draft.block(Block.Kind.PARAGRAPH, paragraph, start);
                paragraph = end;
            }
            start = end;
        }
        draft.block(Block.Kind.PARAGRAPH, paragraph, text.length());
        return draft.finish();
    }
}
