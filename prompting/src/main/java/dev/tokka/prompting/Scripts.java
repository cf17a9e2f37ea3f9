// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import java.lang.Character.UnicodeScript;

/** Tells scripts that put spaces between words from those that do not. */
final class Scripts {

    private static final int FIRST_EAST_ASIAN = 0x1100; // spares Latin text the script look-up

    private Scripts() {}

    /** Returns whether {@code character} is a letter or digit of a script that puts spaces between words. */
    static boolean isPartOfAWord(int character) {
        return (Character.isLetterOrDigit(character) || Character.getType(character) == Character.NON_SPACING_MARK)
                && !isEastAsian(character);
    }

    /** Returns whether {@code character} is a letter of Japanese, Chinese or Korean, the long-vowel mark included. */
    static boolean isEastAsian(int character) {
        if (character < FIRST_EAST_ASIAN || !Character.isLetter(character)) {
            return false;
        }
        UnicodeScript script = UnicodeScript.of(character);
        return script == UnicodeScript.HAN
                || script == UnicodeScript.HIRAGANA
                || script == UnicodeScript.KATAKANA
                || script == UnicodeScript.HANGUL
                || character == 'ー'
                || character == 'ｰ';
    }

    /** Returns whether {@code text} holds kana or kanji. */
    static boolean isJapanese(String text) {
        return text.codePoints().anyMatch(Scripts::isEastAsian);
    }
}
