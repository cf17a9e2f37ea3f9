// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.reasoning;

import dev.tokka.Question;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the questions that a model lists. */
final class ListedQuestions {

    /** Longer than any simple question is. */
    private static final int MAX_CHARACTERS = 1_000;

    private static final Pattern ITEM = Pattern.compile("(?:[-*+•・–—](?!\\*)"
            + "|(?:Q|質問|問)?[ \\t]?[(（]?\\p{Nd}{1,3}(?:[)）．、:：]|\\.(?=\\s))"
            + "|[①-⑳])[ \\t\\u3000]*+(\\S.*)");

    private ListedQuestions() {}

    /**
     * Returns up to {@code limit} different questions that {@code reply} lists, in order, without {@code asked} itself.
     * Bullets and numbers make a list; if there is none, lines that end as questions do.
     */
    static List<String> in(String reply, int limit, Question asked) {
        List<String> items = new ArrayList<>();
        List<String> bare = new ArrayList<>();
        for (String line : reply.lines().map(String::strip).toList()) {
            Matcher item = ITEM.matcher(line);
            if (item.matches()) {
                items.add(item.group(1));
            } else if (line.endsWith("?") || line.endsWith("？") || line.endsWith("か。")) {
                bare.add(line);
            }
        }
        Map<String, String> kept = new LinkedHashMap<>();
        for (String found : items.isEmpty() ? bare : items) {
            String question = found.replace("**", "").strip();
            if (isAsked(question)) {
                kept.putIfAbsent(essence(question), question);
            }
        }
        kept.remove(essence(asked.text())); // to ask the same again splits nothing
        return kept.values().stream().limit(limit).toList();
    }

    private static boolean isAsked(String text) {
        return text.length() <= MAX_CHARACTERS
                && text.codePoints().anyMatch(Character::isLetter) // a rule of dashes is no question
                && !Phrases.isNothing(text);
    }

    private static String essence(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s?.。]", "");
    }
}
