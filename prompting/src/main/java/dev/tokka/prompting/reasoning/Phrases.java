// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.reasoning;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Closed lists of what models say in place of an answer, whatever the case, width and signs around. */
final class Phrases {

    /** What a model says that finds no question to ask or nothing to improve. */
    static final Told NOTHING = new Told("Nothing to improve.", "改善点はありません。");

    /** What is told in place of an abstention, as the formats of the bridge to chat models agree on it. */
    static final Told UNKNOWN = new Told("I do not know.", "分かりません。");

    private static final Set<String> UNKNOWNS =
            Set.of("i do not know", "i don't know", "分かりません", "わかりません", "わからない", "分からない");

    private static final Set<String> NOTHINGS = Set.of(
            "nothing to improve",
            "there is nothing to improve",
            "nothing",
            "none",
            "no problems",
            "no issues",
            "改善点はありません",
            "改善点なし",
            "問題ありません",
            "問題はありません",
            "特になし",
            "特にありません",
            "なし");

    private static final String AROUND = " \t\r\n\"'`*_-「」『』【】“”‘’。.!．・";

    /** Longer than every phrase with what may stand around it. */
    private static final int LONGEST = 64;

    private Phrases() {}

    static boolean isUnknown(String text) {
        return UNKNOWNS.contains(plain(text));
    }

    /** Returns whether one of {@code labels} is such a phrase, which then is an answer. */
    static boolean isUnknown(List<String> labels) {
        return labels.stream().anyMatch(Phrases::isUnknown);
    }

    static boolean isNothing(String text) {
        return NOTHINGS.contains(plain(text));
    }

    private static String plain(String text) {
        if (text.length() > LONGEST) {
            return "";
        }
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace('’', '\'');
        int start = 0;
        int end = folded.length();
        while (start < end && AROUND.indexOf(folded.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && AROUND.indexOf(folded.charAt(end - 1)) >= 0) {
            end--;
        }
        return folded.substring(start, end);
    }
}
