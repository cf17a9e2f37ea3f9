// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import dev.tokka.finetune.text.RenderedPrompt.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * A text of which each character is known to come from a template or from the content of a message. What a template does to
 * a text keeps that: this is how a prompt knows which of its parts may hold special tokens.
 *
 * @param chars the text
 * @param marks as long as the text: {@link #CONTENT} where a message wrote it, else {@link #TEMPLATE}
 */
record MarkedText(String chars, String marks) {

    static final char CONTENT = 'c';
    static final char TEMPLATE = 't';
    static final MarkedText EMPTY = new MarkedText("", "");

    static MarkedText template(String chars) {
        return new MarkedText(chars, String.valueOf(TEMPLATE).repeat(chars.length()));
    }

    static MarkedText content(String chars) {
        return new MarkedText(chars, String.valueOf(CONTENT).repeat(chars.length()));
    }

    static MarkedText join(List<MarkedText> parts, MarkedText separator) {
        Builder joined = new Builder();
        for (int i = 0; i < parts.size(); i++) {
            joined.append(i == 0 ? EMPTY : separator);
            joined.append(parts.get(i));
        }
        return joined.build();
    }

    boolean isEmpty() {
        return chars.isEmpty();
    }

    /** Returns how many characters there are, not halves of them. */
    int length() {
        return chars.codePointCount(0, chars.length());
    }

    /** Returns the text from the character {@code start} to before {@code end}, both counted as {@link #length} does. */
    MarkedText slice(int start, int end) {
        int from = chars.offsetByCodePoints(0, start);
        return units(from, chars.offsetByCodePoints(from, Math.max(0, end - start)));
    }

    MarkedText units(int from, int to) {
        return new MarkedText(chars.substring(from, to), marks.substring(from, to));
    }

    MarkedText plus(MarkedText other) {
        return new MarkedText(chars + other.chars, marks + other.marks);
    }

    MarkedText times(int count) {
        return new MarkedText(chars.repeat(count), marks.repeat(count));
    }

    /** Returns this without the characters of {@code set} at its ends; without white space if {@code set} is empty. */
    MarkedText strip(String set, boolean left, boolean right) {
        int from = 0;
        int to = chars.length();
        while (left && from < to && strips(set, chars.charAt(from))) {
            from++;
        }
        while (right && to > from && strips(set, chars.charAt(to - 1))) {
            to--;
        }
        return units(from, to);
    }

    private static boolean strips(String set, char c) {
        return set.isEmpty() ? isSpace(c) : set.indexOf(c) >= 0;
    }

    /** Returns whether Python takes {@code c} for white space. */
    static boolean isSpace(char c) {
        return Character.isWhitespace(c) || c == '\u0085' || c == '\u00A0' || c == '\u2007' || c == '\u202F';
    }

    MarkedText replace(String from, MarkedText to, int most) {
        Builder replaced = new Builder();
        int at = 0;
        for (int count = 0; count < most; count++) {
            int next = chars.indexOf(from, at);
            if (next < 0) {
                break;
            }
            replaced.append(units(at, next));
            replaced.append(to);
            if (from.isEmpty()) { // between any two characters, as Python does
                if (next >= chars.length()) {
                    return replaced.build();
                }
                replaced.append(units(next, next + 1));
            }
            at = next + Math.max(1, from.length());
        }
        replaced.append(units(Math.min(at, chars.length()), chars.length()));
        return replaced.build();
    }

    List<MarkedText> split(String separator, int most) {
        List<MarkedText> parts = new ArrayList<>();
        int at = 0;
        for (int next = chars.indexOf(separator);
                next >= 0 && parts.size() < most;
                next = chars.indexOf(separator, at)) {
            parts.add(units(at, next));
            at = next + separator.length();
        }
        parts.add(units(at, chars.length()));
        return parts;
    }

    /** Returns the words between white space. */
    List<MarkedText> words(int most) {
        List<MarkedText> parts = new ArrayList<>();
        MarkedText rest = strip("", true, false);
        while (!rest.isEmpty()) {
            int end = 0;
            while (end < rest.chars.length() && !isSpace(rest.chars.charAt(end))) {
                end++;
            }
            if (parts.size() == most) {
                parts.add(rest.strip("", false, true));
                return parts;
            }
            parts.add(rest.units(0, end));
            rest = rest.units(end, rest.chars.length()).strip("", true, false);
        }
        return parts;
    }

    MarkedText upper() {
        return mapped(text -> text.toUpperCase(Locale.ROOT));
    }

    MarkedText lower() {
        return mapped(text -> text.toLowerCase(Locale.ROOT));
    }

    MarkedText title() {
        return mapped(text -> {
            StringBuilder title = new StringBuilder();
            boolean inWord = false;
            for (int c : text.codePoints().toArray()) {
                title.appendCodePoint(inWord ? Character.toLowerCase(c) : Character.toTitleCase(c));
                inWord = Character.isLetter(c);
            }
            return title.toString();
        });
    }

    MarkedText capitalize() {
        return slice(0, Math.min(1, length()))
                .upper()
                .plus(slice(Math.min(1, length()), length()).lower());
    }

    /** Returns what {@code change} makes of this: all content if any of it was, unless each character stays in its place. */
    MarkedText mapped(UnaryOperator<String> change) {
        String changed = change.apply(chars);
        if (changed.length() == chars.length()) {
            return new MarkedText(changed, marks);
        }
        return like(changed);
    }

    /** Returns {@code text}, all content if any of this is. */
    MarkedText like(String text) {
        return hasContent() ? content(text) : template(text);
    }

    boolean hasContent() {
        return marks.indexOf(CONTENT) >= 0;
    }

    /** Returns the text with an ellipsis for each part that a message wrote, for messages of errors. */
    String withoutContent() {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < chars.length(); i++) {
            if (marks.charAt(i) == TEMPLATE) {
                shown.append(chars.charAt(i));
            } else if (i == 0 || marks.charAt(i - 1) == TEMPLATE) {
                shown.append("...");
            }
        }
        return shown.toString();
    }

    RenderedPrompt prompt() {
        List<Span> spans = new ArrayList<>();
        int start = marks.indexOf(CONTENT);
        while (start >= 0) {
            int next = marks.indexOf(TEMPLATE, start);
            int end = next < 0 ? marks.length() : next;
            spans.add(new Span(start, end));
            start = marks.indexOf(CONTENT, end);
        }
        return new RenderedPrompt(chars, spans);
    }

    /** Texts are equal if they read the same, whoever wrote them. */
    @Override
    public boolean equals(Object other) {
        return other instanceof MarkedText text && text.chars.equals(chars);
    }

    @Override
    public int hashCode() {
        return chars.hashCode();
    }

    @Override
    public String toString() {
        return withoutContent();
    }

    /** Puts texts together. */
    static final class Builder {

        private final StringBuilder chars = new StringBuilder();
        private final StringBuilder marks = new StringBuilder();

        void append(MarkedText text) {
            chars.append(text.chars);
            marks.append(text.marks);
        }

        MarkedText build() {
            return new MarkedText(chars.toString(), marks.toString());
        }
    }
}
