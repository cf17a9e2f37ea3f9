// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.privacy;

import dev.tokka.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * The numbers that may stand in a text: digits in groups, with single hyphens, dots or up to two spaces between them. A number
 * begins and ends with a group, so that twelve digits inside of an order number of fifteen are none.
 */
final class DigitGroups {

    private static final int MAX_SPACES = 2;

    private DigitGroups() {}

    /**
     * A number.
     *
     * @param digits without what is between them
     * @param span from the first digit to the last one
     */
    record Digits(String digits, Span span) {}

    /** Returns all numbers of {@code min} to {@code max} digits in a {@linkplain Folded folded} text. */
    static List<Digits> numbers(String folded, int min, int max) {
        List<Span> groups = groups(folded);
        List<Digits> numbers = new ArrayList<>();
        for (int first = 0; first < groups.size(); first++) {
            StringBuilder digits = new StringBuilder();
            for (int last = first; last < groups.size(); last++) {
                if (last > first
                        && !isBetween(
                                folded,
                                groups.get(last - 1).end(),
                                groups.get(last).start())) {
                    break;
                }
                digits.append(groups.get(last).of(folded));
                if (digits.length() > max) {
                    break;
                }
                if (digits.length() >= min) {
                    numbers.add(new Digits(
                            digits.toString(),
                            new Span(groups.get(first).start(), groups.get(last).end())));
                }
            }
        }
        return numbers;
    }

    private static List<Span> groups(String folded) {
        List<Span> groups = new ArrayList<>();
        int at = 0;
        while (at < folded.length()) {
            int end = at;
            while (end < folded.length() && isDigit(folded.charAt(end))) {
                end++;
            }
            if (end > at) {
                groups.add(new Span(at, end));
            }
            at = end + 1;
        }
        return groups;
    }

    private static boolean isBetween(String folded, int from, int to) {
        String between = folded.substring(from, to);
        return between.equals("-")
                || between.equals(".")
                || between.equals(" - ")
                || (between.isBlank() && between.length() <= MAX_SPACES);
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
