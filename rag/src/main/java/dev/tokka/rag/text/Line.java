// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.text;

/** What a line of text is, as far as it matters for sentence borders. */
enum Line {
    BLANK,
    /** A heading or a code fence: complete on its own line. */
    WHOLE,
    /** A row of a table: complete on its own line, and one sentence. */
    ROW,
    /** Closes the heading above it. */
    UNDERLINE,
    ITEM,
    INDENTED,
    TEXT;

    private static final int MAX_NUMBER_DIGITS = 2; // three and more are more likely a hard-wrapped number than a list

    /** Returns what the characters of {@code text} from {@code start} to {@code end} are. */
    static Line of(String text, int start, int end) {
        int first = start;
        while (first < end && Character.isWhitespace(text.charAt(first))) {
            first++;
        }
        if (first == end) {
            return BLANK;
        }
        if (isHeading(text, first, end) || text.startsWith("```", first)) {
            return WHOLE;
        }
        if (isRow(text, first, end)) {
            return ROW;
        }
        if (isUnderline(text, first, end)) {
            return UNDERLINE;
        }
        if (isItem(text, first, end)) {
            return ITEM;
        }
        return first > start ? INDENTED : TEXT;
    }

    /** Returns whether no sentence reaches from the line {@code above} into this one. */
    boolean isSeparateFrom(Line above) {
        return switch (above) {
            case BLANK, WHOLE, ROW, UNDERLINE -> true;
            case ITEM -> this != INDENTED;
            case INDENTED, TEXT -> this == BLANK || this == WHOLE || this == ROW || this == ITEM;
        };
    }

    private static boolean isHeading(String text, int first, int end) {
        int i = first;
        while (i < end && text.charAt(i) == '#') {
            i++;
        }
        return i > first && i - first <= 6 && isSpace(text, i, end);
    }

    private static boolean isRow(String text, int first, int end) {
        return text.charAt(first) == '|' || text.substring(first, end).contains(" | ");
    }

    private static boolean isUnderline(String text, int first, int end) {
        char mark = text.charAt(first);
        int i = first;
        while (i < end && text.charAt(i) == mark) {
            i++;
        }
        return (mark == '=' || mark == '-') && text.substring(i, end).isBlank();
    }

    private static boolean isItem(String text, int first, int end) {
        char mark = text.charAt(first);
        if (mark == '・' || mark == '•') {
            return true;
        }
        if (mark == '-' || mark == '*' || mark == '+') {
            return isSpace(text, first + 1, end);
        }
        int i = first;
        while (i < end && i - first <= MAX_NUMBER_DIGITS && isDigit(text.charAt(i))) {
            i++;
        }
        boolean numbered = i > first && i - first <= MAX_NUMBER_DIGITS;
        return numbered && i < end && (text.charAt(i) == '.' || text.charAt(i) == ')') && isSpace(text, i + 1, end);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isSpace(String text, int i, int end) {
        return i >= end || Character.isWhitespace(text.charAt(i));
    }
}
