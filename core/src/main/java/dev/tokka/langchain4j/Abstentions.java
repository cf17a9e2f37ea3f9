// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** The sentences by which a model says that it does not know. */
final class Abstentions {

    static final String ENGLISH = "I do not know.";
    static final String JAPANESE = "分かりません。";

    private static final List<String> SENTENCES =
            List.of("i do not know", "i don't know", "分かりません", "わかりません", "わからない", "分からない");

    /** Longer than every sentence with what may stand around it: a longer text is an answer. */
    private static final int LONGEST = 64;

    private static final String AROUND = "\"'`*_「」『』“”‘’。.!．";

    private Abstentions() {}

    /** Returns whether {@code text} is one of the sentences and nothing else, whatever its case and punctuation. */
    static boolean matches(String text) {
        return text.length() <= LONGEST && SENTENCES.contains(stripped(normal(text)));
    }

    /** Returns whether {@code beginning} may still become one of the sentences; every beginning of one may. */
    static boolean mayBecome(String beginning) {
        if (beginning.length() > LONGEST) {
            return false;
        }
        String normal = normal(beginning);
        int start = 0;
        while (start < normal.length() && isAround(normal.charAt(start))) {
            start++;
        }
        String begun = stripped(normal.substring(start));
        return SENTENCES.stream().anyMatch(sentence -> sentence.startsWith(begun));
    }

    private static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace('’', '\'')
                .replaceAll("\\s+", " ");
    }

    private static String stripped(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isAround(text.charAt(start))) {
            start++;
        }
        while (end > start && isAround(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isAround(char character) {
        return character == ' ' || AROUND.indexOf(character) >= 0;
    }
}
