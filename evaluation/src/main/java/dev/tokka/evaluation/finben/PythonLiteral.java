// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.finben;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads lists as Python writes them: {@code ['a', "it's", 1]}. Items are strings in single or double quotes, whole or
 * decimal numbers, {@code True}, {@code False} and {@code None}; tuples are read too. Nested lists, other prefixes and two
 * strings without a comma between them, as numpy writes, are refused.
 */
final class PythonLiteral {

    private static final Map<Character, String> ESCAPES = Map.of(
            'n', "\n", 't', "\t", 'r', "\r", '\\', "\\", '\'', "'", '"', "\"", 'a', "\u0007", 'b', "\b", 'f', "\f", 'v',
            "\u000B");

    private static final Pattern WORD = Pattern.compile("[-+]?\\d+(?:\\.\\d*)?(?:e[-+]?\\d+)?|True|False|None");

    private final String text;
    private int at;

    private PythonLiteral(String text) {
        this.text = text;
    }

    /**
     * Returns the items of a list; numbers and names as they are written.
     *
     * @throws IllegalArgumentException if the text is not a list; the message says what was expected and where
     */
    static List<String> list(String text) {
        PythonLiteral reader = new PythonLiteral(text);
        List<String> items = reader.items();
        reader.skip();
        if (reader.at < text.length()) {
            throw reader.expected("the end");
        }
        return items;
    }

    private List<String> items() {
        skip();
        char close = next("[ or (") == '[' ? ']' : ')';
        if (close == ')' && text.charAt(at - 1) != '(') {
            at--;
            throw expected("[ or (");
        }
        List<String> items = new ArrayList<>();
        skip();
        while (peek() != close) {
            items.add(item());
            skip();
            if (peek() == ',') {
                at++;
                skip();
            } else if (peek() != close) {
                throw expected("a comma or " + close);
            }
        }
        at++;
        return items;
    }

    private String item() {
        char first = peek();
        if (first == '\'' || first == '"') {
            at++;
            return string(first);
        }
        Matcher word = WORD.matcher(text).region(at, text.length());
        if (!word.lookingAt()) {
            throw expected("a string in quotes, a number, True, False or None");
        }
        at = word.end();
        return word.group();
    }

    private String string(char quote) {
        StringBuilder string = new StringBuilder();
        for (char next = next("a closing quote"); next != quote; next = next("a closing quote")) {
            if (next == '\n') {
                at--;
                throw expected("a closing quote before the end of the line");
            } else if (next == '\\') {
                escape(string);
            } else {
                string.append(next);
            }
        }
        return string.toString();
    }

    private void escape(StringBuilder string) {
        char kind = next("an escape");
        int digits = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
        if (digits > 0) {
            string.appendCodePoint(hexadecimal(digits));
        } else if (ESCAPES.containsKey(kind)) {
            string.append(ESCAPES.get(kind));
        } else {
            at--;
            throw expected("an escape that Python writes");
        }
    }

    private int hexadecimal(int digits) {
        int end = at + digits;
        try {
            int point = Integer.parseInt(text.substring(at, Math.min(end, text.length())), 16);
            if (end <= text.length()
                    && Character.isValidCodePoint(point)
                    && Character.digit(text.charAt(at), 16) >= 0) {
                at = end;
                return point;
            }
        } catch (NumberFormatException e) {
            throw expected(digits + " hexadecimal digits");
        }
        throw expected(digits + " hexadecimal digits of a character");
    }

    private void skip() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    /** Returns the character here, or 0 at the end. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private char next(String wanted) {
        if (at >= text.length()) {
            throw expected(wanted);
        }
        return text.charAt(at++);
    }

    private IllegalArgumentException expected(String wanted) {
        return new IllegalArgumentException("expected " + wanted + " at character " + at + " but there is "
                + (at < text.length() ? "'" + text.charAt(at) + "'" : "the end"));
    }
}
