// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.text;

import dev.tokka.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the sentences of English and Japanese text, Markdown included.
 *
 * <p>A sentence ends
 *
 * <ul>
 *   <li>after {@code .}, {@code !} or {@code ?}, with the quotes and brackets that close behind it, if white space and
 *       no small letter follows; not after abbreviations ({@code e.g.}, {@code Dr.}, {@code No.} before a number),
 *       initials and list numbers, and not inside numbers such as {@code 4.2};
 *   <li>after {@code 。}, {@code ！} or {@code ？}, with the brackets that close behind it; not inside brackets and not
 *       where a quotation is part of a longer sentence, as in {@code 「はい。」と答えた。};
 *   <li>at a blank line, and at the end of a heading, a list item, a table row or a code fence. Other line breaks are
 *       part of the sentence. A table row is one sentence, whatever its cells hold.
 * </ul>
 *
 * <p>Borders are found by rules, not learned: expect a few wrong ones, such as after a rare abbreviation. Time grows
 * linearly with the length of the text, whatever it holds.
 */
public final class Sentences {

    private Sentences() {}

    /**
     * Returns the sentences of {@code text} in order.
     *
     * <p>The spans do not overlap, neither start nor end with white space ({@link Character#isWhitespace}), and
     * together hold every other character of the text. Blank text has no sentences.
     */
    public static List<Span> of(String text) {
        List<Span> sentences = new ArrayList<>();
        int segment = 0;
        Line first = Line.BLANK;
        Line above = Line.BLANK;
        for (int start = 0; start < text.length(); ) {
            int lineBreak = text.indexOf('\n', start);
            int end = lineBreak < 0 ? text.length() : lineBreak + 1;
            Line line = Line.of(text, start, end);
            if (line.isSeparateFrom(above)) {
                add(new SentenceScanner(text, segment, start), first, sentences);
                segment = start;
                first = line;
            }
            above = line;
            start = end;
        }
        add(new SentenceScanner(text, segment, text.length()), first, sentences);
        return List.copyOf(sentences);
    }

    private static void add(SentenceScanner scanner, Line first, List<Span> sentences) {
        if (first == Line.ROW) {
            scanner.addWhole(sentences);
        } else {
            scanner.addTo(sentences);
        }
    }
}
