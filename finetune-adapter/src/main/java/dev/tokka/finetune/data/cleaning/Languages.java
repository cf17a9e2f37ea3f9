// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.cleaning;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/** Tells languages apart by their scripts, which is certain, and English by its small words. */
public final class Languages {

    private static final Set<String> ENGLISH = Set.of(
            "the", "of", "and", "to", "is", "are", "in", "for", "what", "how", "a", "an", "my", "i", "you", "with",
            "on", "which", "does", "do", "can", "be", "by", "or", "it", "this", "that", "from", "when", "why");

    private static final int ENOUGH = 2_000;

    private Languages() {}

    /**
     * Returns {@code ja} for a text with kana, {@code ko} for one with hangul, {@code zh} for one with kanji alone, {@code
     * en} for Latin letters with a small word of English, {@code latin} for other Latin letters, {@code other} for other
     * letters, and {@code none} for a text without letters, such as a number. Of several scripts the first named here counts
     * if it has a tenth of the letters. The first 2,000 characters decide.
     */
    public static String of(String whole) {
        String text = whole.substring(0, Math.min(whole.length(), ENOUGH));
        int[] letters = new int[5]; // kana, hangul, kanji, Latin, other
        text.codePoints().filter(Character::isLetter).forEach(letter -> letters[kind(letter)]++);
        int sum = letters[0] + letters[1] + letters[2] + letters[3] + letters[4];
        if (sum == 0) {
            return "none";
        }
        String[] names = {"ja", "ko", "zh"};
        for (int i = 0; i < names.length; i++) {
            if (letters[i] * 10 >= sum) {
                return names[i];
            }
        }
        return letters[3] < letters[4] ? "other" : isEnglish(text) ? "en" : "latin";
    }

    private static int kind(int letter) {
        if (letter < 0x250) {
            return 3;
        }
        UnicodeScript script = UnicodeScript.of(letter);
        if (script == UnicodeScript.HIRAGANA || script == UnicodeScript.KATAKANA || letter == 'ー') {
            return 0;
        }
        return switch (script) {
            case HANGUL -> 1;
            case HAN -> 2;
            case LATIN -> 3;
            default -> 4;
        };
    }

    private static boolean isEnglish(String text) {
        for (String word : Normal.text(text).split("[^a-z]+", -1)) {
            if (ENGLISH.contains(word)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns whether an answer of language {@code answer} may go with a question of {@code question}: languages that {@link
     * #of} can tell apart are different, but short words, numbers and names are at home in all.
     */
    static boolean agree(String question, String answer) {
        if (answer.equals("none") || question.equals("none") || question.equals(answer)) {
            return true;
        }
        Set<String> latin = Set.of("en", "latin");
        Set<String> kanji = Set.of("ja", "zh"); // a Japanese answer may be of kanji alone
        return (latin.contains(question) && latin.contains(answer))
                || (kanji.contains(question) && kanji.contains(answer))
                || answer.equals("latin");
    }
}
