// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import java.nio.charset.Charset;

/**
 * Measures how much a text looks like Japanese as people write it, to tell a right decoding from a wrong one.
 *
 * <p>Wrong decodings give rare characters: kanji of the second level, half-width katakana between others, signs that nobody
 * types. In a right one most characters beside ASCII are hiragana, katakana, Japanese punctuation or common kanji.
 */
final class JapaneseText {

    /** Texts that look less like Japanese than this are not taken for it. */
    static final double DOUBTFUL = 0.75;

    /** By how much one decoding must look better than another. */
    static final double MARGIN = 0.15;

    private static final int FIRST_LEVEL_2 = 0xD0; // kanji from here on in EUC-JP are the rarer ones
    private static final double MIN_KANA = 0.02; // of what is not ASCII; names alone, in kanji, have none
    private static final Charset EUC = Charset.forName("EUC-JP");

    private JapaneseText() {}

    /**
     * Returns the likeness from 0 to 1.
     *
     * @param mayBeLatin whether a text in ASCII alone counts, as it does where no other decoding gives one
     */
    static double likeness(String text, boolean mayBeLatin) {
        int total = 0;
        int kana = 0;
        int halfWidth = 0;
        int halfWidthRuns = 0;
        double good = 0;
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isControl(c)) {
                return 0;
            }
            if (c >= 0x80) {
                total++;
                if (isHalfWidthKatakana(c)) {
                    halfWidth++;
                    halfWidthRuns += isHalfWidthKatakana(before) ? 0 : 1;
                } else if (isKana(c)) {
                    kana++;
                    good++;
                } else {
                    good += weight(c);
                }
            }
            before = c;
        }
        if (total == 0) {
            return mayBeLatin ? 1 : 0;
        }
        boolean wordsOfHalfWidth = halfWidth >= 3 * halfWidthRuns; // nobody writes one such letter between others
        double likeness = (good + (wordsOfHalfWidth ? 0.9 * halfWidth : 0)) / total;
        boolean tooFewKana = kana + (wordsOfHalfWidth ? halfWidth : 0) < MIN_KANA * total;
        return tooFewKana && !mayBeLatin ? likeness - 0.2 : likeness;
    }

    /** Returns whether {@code text} is in Japanese without a doubt, so that nobody would write its bytes for another. */
    static boolean isMostlyKana(String text) {
        long kana = text.chars().filter(c -> isKana((char) c)).count();
        return kana >= 3 && kana >= 0.3 * text.length() && likeness(text, false) >= 0.95;
    }

    private static boolean isControl(char c) {
        return (c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f') || (c >= 0x7F && c < 0xA0);
    }

    private static boolean isKana(char c) {
        return (c >= 0x3041 && c <= 0x3096) || (c >= 0x30A1 && c <= 0x30FE);
    }

    private static boolean isHalfWidthKatakana(char c) {
        return c >= 0xFF61 && c <= 0xFF9F;
    }

    private static double weight(char c) {
        if (c >= 0x4E00 && c <= 0x9FFF) {
            byte[] code = String.valueOf(c).getBytes(EUC);
            return code.length == 2 && (code[0] & 0xFF) < FIRST_LEVEL_2 ? 1 : code.length == 2 ? 0.3 : 0;
        }
        if ((c >= 0x3000 && c <= 0x301F) || (c >= 0xFF01 && c <= 0xFF5E)) {
            return 1;
        }
        boolean common = (c >= 0x2010 && c <= 0x203B)
                || (c >= 0x2190 && c <= 0x21D4)
                || (c >= 0x2460 && c <= 0x2473)
                || (c >= 0x25A0 && c <= 0x25EF)
                || (c >= 0x2500 && c <= 0x254B)
                || c == 0xFFE5
                || (c >= 0xA5 && c <= 0xF7);
        return common ? 0.8 : 0;
    }
}
