// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.generation;

import dev.tokka.Checks;
import dev.tokka.Passage;
import dev.tokka.Source;
import dev.tokka.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes passages of plain texts, for those who have no index of their own. */
public final class Documents {

    /** The best places to part a text first. */
    private static final List<Pattern> BREAKS = List.of(
            Pattern.compile("\\R\\s*\\R"),
            Pattern.compile("\\R"),
            Pattern.compile("[。！？]|[.!?](?=\\s)"),
            Pattern.compile("\\s"));

    private Documents() {}

    /**
     * Parts a text between paragraphs, or where one is too long between lines, sentences or words.
     *
     * @param id of the document; not blank
     * @param text any
     * @param maxCharacters the longest passage, in UTF-16 code units; at least 2
     * @return passages that hold all but white space, in order, with ids such as {@code fees.md#1}; none if the text is
     *     blank
     */
    public static List<Passage> passages(String id, String text, int maxCharacters) {
        Checks.requireText(id, "id");
        Checks.requireAtLeast(2, maxCharacters, "maxCharacters");
        List<Passage> passages = new ArrayList<>();
        int start = after(text, 0);
        while (start < text.length()) {
            int end = text.length() - start <= maxCharacters ? text.length() : end(text, start, start + maxCharacters);
            int last = before(text, end);
            String part = text.substring(start, last);
            Source source = new Source(id, List.of(), new Span(start, last));
            passages.add(new Passage(id + "#" + (passages.size() + 1), part, source, 0));
            start = after(text, end);
        }
        return passages;
    }

    private static int end(String text, int start, int most) {
        for (Pattern pattern : BREAKS) {
            Matcher matcher = pattern.matcher(text).region(start, most);
            int last = -1;
            while (matcher.find()) {
                last = matcher.end();
            }
            if (last > start) {
                return last;
            }
        }
        return Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    }

    private static int after(String text, int index) {
        int i = index;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static int before(String text, int index) {
        int i = index;
        while (Character.isWhitespace(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }
}
