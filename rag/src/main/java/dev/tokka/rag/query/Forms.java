// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.query;

import dev.tokka.rag.text.Vocabulary;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The forms of the terms of a vocabulary, found in texts. */
final class Forms {

    /** By the first character of the normalized form; longer ones first. */
    private final Map<Character, List<Form>> byStart = new HashMap<>();

    Forms(Vocabulary vocabulary) {
        Map<String, Set<String>> alike = new LinkedHashMap<>();
        for (Vocabulary.Term term : vocabulary.terms()) {
            List<String> all = new ArrayList<>();
            all.add(term.form());
            all.addAll(term.synonyms());
            for (String form : all) {
                alike.computeIfAbsent(normalized(form), absent -> new LinkedHashSet<>())
                        .addAll(all);
            }
        }
        alike.forEach((key, all) -> {
            if (!key.isEmpty()) {
                byStart.computeIfAbsent(key.charAt(0), absent -> new ArrayList<>())
                        .add(new Form(key, List.copyOf(all)));
            }
        });
        byStart.values()
                .forEach(forms -> forms.sort(
                        Comparator.comparingInt((Form form) -> form.key().length())
                                .reversed()));
    }

    /** Returns the forms that mean the same as one in {@code text} and do not stand there, in order. */
    Collection<String> missing(String text) {
        String searched = normalized(text);
        Map<String, String> added = new LinkedHashMap<>();
        for (int i = 0; i < searched.length(); ) {
            Form found = at(searched, i);
            if (found == null) {
                i++;
                continue;
            }
            for (String form : found.alike()) {
                if (!searched.contains(normalized(form))) {
                    added.putIfAbsent(normalized(form), form);
                }
            }
            i += found.key().length();
        }
        return added.values();
    }

    private @Nullable Form at(String text, int start) {
        for (Form form : byStart.getOrDefault(text.charAt(start), List.of())) {
            if (text.startsWith(form.key(), start) && form.isWholeIn(text, start)) {
                return form;
            }
        }
        return null;
    }

    private static String normalized(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .strip();
    }

    private record Form(String key, List<String> alike) {

        /** A word of Latin letters must not begin or end within another; Japanese has no borders to look for. */
        boolean isWholeIn(String text, int start) {
            int end = start + key.length();
            return !(start > 0 && isWord(key.charAt(0)) && isWord(text.charAt(start - 1)))
                    && !(end < text.length() && isWord(key.charAt(key.length() - 1)) && isWord(text.charAt(end)));
        }

        private static boolean isWord(char character) {
            return Character.isLetterOrDigit(character) && character < '\u0250';
        }
    }
}
