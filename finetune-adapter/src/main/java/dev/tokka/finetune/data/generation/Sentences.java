// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.generation;

import dev.tokka.Span;
import java.util.ArrayList;
import java.util.List;

/** Finds sentences of English and Japanese texts. */
final class Sentences {

    private static final String ENDS = "。！？";
    private static final String LATIN_ENDS = ".!?";
    private static final String CLOSERS = "」』）)\"'”’";

    private Sentences() {}

    /** Returns the sentences of {@code text} between {@code start} and {@code end}, without space around them. */
    static List<Span> of(String text, Span within) {
        List<Span> sentences = new ArrayList<>();
        int start = within.start();
        int depth = 0;
        for (int i = within.start(); i < within.end(); i++) {
            char character = text.charAt(i);
            depth += character == '「' || character == '（' ? 1 : 0;
            depth -= (character == '」' || character == '）') && depth > 0 ? 1 : 0;
            if (depth == 0 && isEnd(text, i, within.end())) {
                int end = i + 1;
                while (end < within.end() && CLOSERS.indexOf(text.charAt(end)) >= 0) {
                    end++;
                }
                add(sentences, text, start, end);
                start = end;
                i = end - 1;
            }
        }
        add(sentences, text, start, within.end());
        return sentences;
    }

    private static boolean isEnd(String text, int at, int end) {
        char character = text.charAt(at);
        if (ENDS.indexOf(character) >= 0) {
            return true;
        }
        if (LATIN_ENDS.indexOf(character) < 0) {
            return false;
        }
        int next = at + 1;
        while (next < end && CLOSERS.indexOf(text.charAt(next)) >= 0) {
            next++;
        }
        return next == end || (Character.isWhitespace(text.charAt(next)) && !isAbbreviation(text, at));
    }

    /** Returns whether the full stop at {@code at} ends a short word that rarely ends a sentence. */
    private static boolean isAbbreviation(String text, int at) {
        int start = at;
        while (start > 0 && Character.isLetter(text.charAt(start - 1))) {
            start--;
        }
        String word = text.substring(start, at);
        return text.charAt(at) == '.'
                && (word.length() == 1
                        || List.of("ext", "No", "Mr", "Mrs", "Ms", "Dr", "Inc", "Ltd", "vs")
                                .contains(word));
    }

    private static void add(List<Span> sentences, String text, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        if (end > start) {
            sentences.add(new Span(start, end));
        }
    }
}
