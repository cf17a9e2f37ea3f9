// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.fingpt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the methods of Python's {@code str} and its {@code float} do where Java's differ. */
final class Python {

    /** What is left of {@code float}'s grammar where a text is digits, any one character, and digits. */
    private static final Pattern FLOAT =
            Pattern.compile("(\\d+)([._eE]?)(\\d+)", Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNIX_LINES);

    private Python() {}

    /** Returns the text without a line break at its end, or empty if it has another one: what {@code ^.*$} matches. */
    static Optional<String> line(String text) {
        String line = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return line.contains("\n") ? Optional.empty() : Optional.of(line);
    }

    /** Returns {@code text.strip(".")}. */
    static String withoutPoints(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && text.charAt(start) == '.') {
            start++;
        }
        while (end > start && text.charAt(end - 1) == '.') {
            end--;
        }
        return text.substring(start, end);
    }

    /** Returns {@code text.split(separator)}: one more part than there are separators. */
    static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == separator) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        return parts;
    }

    /** Returns {@code float(text)} of digits, any one character and digits, or empty where that raises an error. */
    static Optional<Double> number(String text) {
        Matcher matcher = FLOAT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String between = matcher.group(2).equals("_") ? "" : matcher.group(2);
        return Optional.of(Double.valueOf(ascii(matcher.group(1)) + between + ascii(matcher.group(3))));
    }

    private static String ascii(String digits) {
        StringBuilder plain = new StringBuilder();
        digits.codePoints().forEach(digit -> plain.append(Character.digit(digit, 10)));
        return plain.toString();
    }
}
