// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import dev.tokka.Span;
import java.util.ArrayList;
import java.util.List;

/** Helps with spans of a text. */
final class Spans {

    private Spans() {}

    /**
     * Returns the characters from {@code start} to {@code end} less the white space around them; empty if that is all.
     */
    static Span trimmed(String text, int start, int end) {
        int first = start;
        while (first < end && Character.isWhitespace(text.charAt(first))) {
            first++;
        }
        int last = end;
        while (last > first && Character.isWhitespace(text.charAt(last - 1))) {
            last--;
        }
        return new Span(first, last);
    }

    /** Returns {@code spans} with those longer than {@code max} cut at white space, or anywhere but inside a character. */
    static List<Span> cut(String text, List<Span> spans, int max) {
        List<Span> parts = new ArrayList<>();
        for (Span span : spans) {
            int from = span.start();
            while (span.end() - from > max) {
                int to = lastSpace(text, from, from + max);
                parts.add(new Span(from, to));
                from = to;
                while (from < span.end() && Character.isWhitespace(text.charAt(from))) {
                    from++;
                }
            }
            if (from < span.end()) {
                parts.add(new Span(from, span.end()));
            }
        }
        return parts;
    }

    /**
     * Returns the end of the last word before {@code limit}, or the last border between characters if it is one word.
     */
    private static int lastSpace(String text, int from, int limit) {
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

    /** Returns what stands between white space in {@code span}; of scripts without spaces each character. */
    static List<Span> words(String text, Span span) {
        List<Span> words = new ArrayList<>();
        int start = span.start();
        for (int i = span.start(); i < span.end(); ) {
            int next = i + Character.charCount(text.codePointAt(i));
            boolean space = Character.isWhitespace(text.charAt(i));
            boolean single = isIdeographic(text.codePointAt(i));
            if ((space || single) && start < i) {
                words.add(new Span(start, i));
            }
            if (single) {
                words.add(new Span(i, next));
            }
            start = space || single ? next : start;
            i = next;
        }
        if (start < span.end()) {
            words.add(new Span(start, span.end()));
        }
        return words;
    }

    private static boolean isIdeographic(int codePoint) {
        Character.UnicodeScript script = Character.UnicodeScript.of(codePoint);
        return script == Character.UnicodeScript.HAN
                || script == Character.UnicodeScript.HIRAGANA
                || script == Character.UnicodeScript.KATAKANA;
    }

    /** Returns each character of {@code span}, a surrogate pair being one. */
    static List<Span> characters(String text, Span span) {
        List<Span> characters = new ArrayList<>();
        for (int i = span.start(); i < span.end(); ) {
            int next = i + Character.charCount(text.codePointAt(i));
            characters.add(new Span(i, next));
            i = next;
        }
        return characters;
    }
}
