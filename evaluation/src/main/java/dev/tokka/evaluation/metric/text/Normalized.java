// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Forms of a text in which differences that do not matter are gone. */
final class Normalized {

    /** Looks at the white space before a bracket once, from its beginning, so that long runs of it take linear time. */
    private static final Pattern CITATION = Pattern.compile("(?:(?<!\\s)\\s++)?\\[\\d++(?:\\s*+[,;]\\s*+\\d++)*+]");

    private static final Pattern PUNCTUATION = Pattern.compile("[\\p{Punct}\\p{IsPunctuation}]");
    private static final Pattern ARTICLE = Pattern.compile("\\b(?:a|an|the)\\b", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    private Normalized() {}

    static String nfkc(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
    }

    static String withoutCitations(String text) {
        return CITATION.matcher(text).replaceAll("");
    }

    /** Returns a text in lower case with a space in place of each article of English. */
    static String withoutArticles(String lower) {
        return ARTICLE.matcher(lower).replaceAll(" ");
    }

    /** Lower case, without punctuation and the articles of English, words one space apart. */
    static String squad(String text) {
        String lower = nfkc(text).toLowerCase(Locale.ROOT);
        String words = withoutArticles(PUNCTUATION.matcher(lower).replaceAll(""));
        return SPACE.matcher(words).replaceAll(" ").strip();
    }

    /** Returns the words between white space; each character of Chinese and Japanese is a word. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        text.codePoints().forEach(point -> {
            boolean alone = isCjk(point);
            if ((alone || Character.isWhitespace(point)) && !word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
            if (alone) {
                words.add(Character.toString(point));
            } else if (!Character.isWhitespace(point)) {
                word.appendCodePoint(point);
            }
        });
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }

    /** Returns whether a character is of a script that is written without spaces between words. */
    static boolean isCjk(int point) {
        Character.UnicodeScript script = Character.UnicodeScript.of(point);
        return script == Character.UnicodeScript.HAN
                || script == Character.UnicodeScript.HIRAGANA
                || script == Character.UnicodeScript.KATAKANA
                || point == 'ー';
    }
}
