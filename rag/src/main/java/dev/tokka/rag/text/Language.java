// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.text;

import java.lang.Character.UnicodeScript;

/** The languages that are told apart; every language but Japanese is treated as English. */
public enum Language {
    /** English, and every other language that is not Japanese. */
    ENGLISH("en"),

    /** Japanese. */
    JAPANESE("ja");

    /**
     * Japanese says in one letter what English says in several, so a fifth of the letters is a good share of the text.
     */
    private static final double JAPANESE_SHARE = 0.2;

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** Returns the BCP 47 tag, such as {@code "ja"}. */
    public String tag() {
        return tag;
    }

    /**
     * Returns the language that most of {@code text} is likely to be in.
     *
     * <p>A text is Japanese if at least 20 % of its letters are kana or kanji. Chinese text therefore counts as
     * Japanese; a text without letters, an empty one included, counts as English.
     */
    public static Language of(String text) {
        int letters = 0;
        int japanese = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            if (Character.isLetter(codePoint)) {
                letters++;
                japanese += isJapanese(codePoint) ? 1 : 0;
            }
        }
        return letters > 0 && japanese >= JAPANESE_SHARE * letters ? JAPANESE : ENGLISH;
    }

    private static boolean isJapanese(int letter) {
        if (letter < 0x3005) { // the first letter of the CJK blocks: spares Latin text the script look-up
            return false;
        }
        UnicodeScript script = UnicodeScript.of(letter);
        return script == UnicodeScript.HAN
                || script == UnicodeScript.HIRAGANA
                || script == UnicodeScript.KATAKANA
                || letter == 'ー'
                || letter == 'ｰ';
    }
}
