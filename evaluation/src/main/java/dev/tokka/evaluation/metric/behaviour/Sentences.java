// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.behaviour;

import dev.tokka.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Splits a reply into sentences, in English and in Japanese. */
final class Sentences {

    private static final String ENDS = "。．！？!?.";
    private static final String MARKS = "。．！？!?.\"'”’」』）)";

    /** More end marks in a row are looked at in parts, so that a reply of nothing else takes no quadratic time. */
    private static final int MOST_MARKS = 16;

    /** Words after which a full stop ends no sentence. */
    private static final Set<String> ABBREVIATIONS = Set.of(
            "mr", "mrs", "ms", "dr", "prof", "st", "vs", "approx", "e.g", "i.e", "cf", "inc", "ltd", "co", "corp",
            "u.s", "u.k");

    /** Words after which a full stop ends no sentence if a number follows. */
    private static final Set<String> OF_NUMBERS = Set.of("no", "nos", "fig", "figs", "sec", "art", "vol", "p", "pp");

    private Sentences() {}

    /**
     * Returns where the sentences are, in their order. A line ends one; markers such as {@code [1]} belong to the sentence
     * before them. What has no letter or digit but those of markers is no sentence.
     */
    static List<Span> of(String text) {
        List<Span> sentences = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); ) {
            int end = text.charAt(i) == '\n' ? i + 1 : afterEnd(text, start, i);
            if (end > i) {
                add(sentences, text, start, end);
                start = end;
            }
            i = Math.max(end, i + 1);
        }
        add(sentences, text, start, text.length());
        return sentences;
    }

    private static void add(List<Span> sentences, String text, int start, int end) {
        boolean claims = false;
        for (int i = start; i < end && !claims; i++) {
            int after = afterMarker(text, i);
            if (after > i) {
                i = after - 1;
            } else {
                claims = Character.isLetterOrDigit(text.codePointAt(i));
            }
        }
        if (claims) {
            sentences.add(new Span(start, end));
        }
    }

    /** Returns the index after the sentence whose end mark begins at {@code at}, or {@code at} if no sentence ends there. */
    private static int afterEnd(String text, int start, int at) {
        if (ENDS.indexOf(text.charAt(at)) < 0) {
            return at;
        }
        int end = at + 1;
        int most = Math.min(text.length(), at + MOST_MARKS);
        while (end < most && MARKS.indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        end = afterMarkers(text, end);
        boolean spaced =
                end == text.length() || Character.isWhitespace(text.charAt(end)) || text.charAt(end - 1) == ']';
        return switch (text.charAt(at)) {
            case '。', '！', '？' -> end;
            case '．' -> end < text.length() && Character.isDigit(text.charAt(end)) ? at : end;
            case '.' -> spaced && !isAbbreviated(text, start, at) && !goesOn(text, end) ? end : at;
            default -> spaced ? end : at;
        };
    }

    private static int afterMarkers(String text, int from) {
        int end = from;
        while (true) {
            int at = end;
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
            int after = afterMarker(text, at);
            if (after == at) {
                return end;
            }
            end = after;
        }
    }

    /** Returns the index after the marker {@code [n]} at {@code at}, or {@code at} if there is none. */
    private static int afterMarker(String text, int at) {
        if (at >= text.length() || text.charAt(at) != '[') {
            return at;
        }
        int end = at + 1;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return end > at + 1 && end < text.length() && text.charAt(end) == ']' ? end + 1 : at;
    }

    /** Whether the full stop belongs to an abbreviation, to an initial, or to the number of an item. */
    private static boolean isAbbreviated(String text, int start, int at) {
        int begin = at;
        while (begin > start && (Character.isLetterOrDigit(text.charAt(begin - 1)) || text.charAt(begin - 1) == '.')) {
            begin--;
        }
        String word = text.substring(begin, at);
        boolean initial = word.length() == 1 && Character.isUpperCase(word.charAt(0));
        boolean item = text.substring(start, begin).isBlank()
                && !word.isEmpty()
                && word.chars().allMatch(Character::isDigit);
        String lower = word.toLowerCase(Locale.ROOT);
        boolean number = OF_NUMBERS.contains(lower) && Character.isDigit(next(text, at + 1));
        return initial || item || number || ABBREVIATIONS.contains(lower);
    }

    /** Whether a small letter follows on the same line, so that the sentence goes on. */
    private static boolean goesOn(String text, int end) {
        return Character.isLowerCase(next(text, end));
    }

    /** The first character from {@code at} on that is not a space, or 0. */
    private static char next(String text, int at) {
        int next = at;
        while (next < text.length() && text.charAt(next) == ' ') {
            next++;
        }
        return next < text.length() ? text.charAt(next) : 0;
    }
}
