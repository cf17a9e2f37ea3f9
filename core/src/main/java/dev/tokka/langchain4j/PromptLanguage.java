// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import java.lang.Character.UnicodeScript;

/** The languages in which the built-in formats state their rules. */
public enum PromptLanguage {
    /** English. */
    ENGLISH,

    /** Japanese. */
    JAPANESE;

    /** Returns Japanese if {@code text} holds a kana or a kanji, so also for Chinese; else English. */
    public static PromptLanguage of(String text) {
        return text.codePoints().anyMatch(PromptLanguage::isJapanese) ? JAPANESE : ENGLISH;
    }

    private static boolean isJapanese(int codePoint) {
        if (codePoint < 0x3005) { // the first letter of the CJK blocks: spares Latin text the script look-up
            return false;
        }
        UnicodeScript script = UnicodeScript.of(codePoint);
        return script == UnicodeScript.HAN || script == UnicodeScript.HIRAGANA || script == UnicodeScript.KATAKANA;
    }
}
