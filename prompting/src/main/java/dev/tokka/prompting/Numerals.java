// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads numbers in digits, kanji and both, such as 2,000, 二千, 一億二千万 and 1億2,000万.
 *
 * <p>One reader reads one number.
 */
final class Numerals {

    private static final Pattern DIGITS = Pattern.compile("(?:\\d{1,3}(?:,\\d{3})++|\\d++)(?:\\.\\d++)?+(?![\\d,.])");
    private static final String KANJI = "〇一二三四五六七八九";

    private final String text;
    private BigDecimal total = BigDecimal.ZERO;
    private BigDecimal section = BigDecimal.ZERO;
    private Optional<BigDecimal> current = Optional.empty();
    private boolean sectionBegun;
    private int small = Integer.MAX_VALUE;
    private int big = Integer.MAX_VALUE;

    private Numerals(String text) {
        this.text = text;
    }

    /** Returns the number that all of {@code text} is, which is folded; empty if it is none. Signs are not read. */
    static Optional<BigDecimal> read(String text) {
        return new Numerals(text.replace('零', '〇')).read();
    }

    private Optional<BigDecimal> read() {
        int at = 0;
        while (at < text.length()) {
            int next = step(at);
            if (next < 0) {
                return Optional.empty();
            }
            at = next;
        }
        boolean ended = sectionBegun || current.isPresent() || big < Integer.MAX_VALUE;
        return ended ? Optional.of(total.add(sectionValue())) : Optional.empty();
    }

    /** Reads what stands at {@code at} and returns where it ends; -1 if that is no part of a number. */
    private int step(int at) {
        char character = text.charAt(at);
        int smallPower = "一十百千".indexOf(character);
        int bigPower = "万億兆".indexOf(character);
        if (smallPower > 0) {
            return scaleSmall(smallPower) ? at + 1 : -1;
        }
        if (bigPower >= 0) {
            return scaleBig(4 * (bigPower + 1)) ? at + 1 : -1;
        }
        if (current.isPresent()) {
            return -1;
        }
        Matcher digits = DIGITS.matcher(text).region(at, text.length());
        if (digits.lookingAt()) {
            current = Optional.of(new BigDecimal(digits.group().replace(",", "")));
            return digits.end();
        }
        return kanji(at);
    }

    /** Reads digits in kanji, by place as in 二〇二四. */
    private int kanji(int at) {
        int end = at;
        StringBuilder digits = new StringBuilder();
        while (end < text.length() && KANJI.indexOf(text.charAt(end)) >= 0) {
            digits.append(KANJI.indexOf(text.charAt(end)));
            end++;
        }
        if (end == at) {
            return -1;
        }
        current = Optional.of(new BigDecimal(digits.toString()));
        return end;
    }

    private boolean scaleSmall(int power) {
        if (power >= small) {
            return false;
        }
        section = section.add(current.orElse(BigDecimal.ONE).scaleByPowerOfTen(power));
        current = Optional.empty();
        sectionBegun = true;
        small = power;
        return true;
    }

    private boolean scaleBig(int power) {
        if (power >= big || (!sectionBegun && current.isEmpty())) {
            return false;
        }
        total = total.add(sectionValue().scaleByPowerOfTen(power));
        section = BigDecimal.ZERO;
        current = Optional.empty();
        sectionBegun = false;
        small = Integer.MAX_VALUE;
        big = power;
        return true;
    }

    private BigDecimal sectionValue() {
        return section.add(current.orElse(BigDecimal.ZERO));
    }
}
