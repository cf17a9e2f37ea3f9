// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The texts that TAT-QA's evaluation compares, and how alike two are. */
final class TatQaText {

    private static final Pattern PUNCTUATION = Pattern.compile("\\p{Punct}");
    private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    private TatQaText() {}

    /** Returns the items of an answer as one text: in the order of their characters, numbers as values of the scale. */
    static String canonical(List<String> items, String scale) {
        List<String> texts = new ArrayList<>();
        for (String item : items.stream().sorted().toList()) {
            Optional<TatQaNumber> number = TatQaNumber.is(item) ? TatQaNumber.of(item) : Optional.empty();
            String scaled = scale.isEmpty() ? item : item + " " + scale;
            texts.add(number.map(one -> item.contains("%") ? one.fixed() : one.in(scale))
                    .orElse(scaled));
        }
        return String.join(" ", texts);
    }

    /** Returns what an answer of one number without a scale is compared as besides: a share need not be given in per cent. */
    static Optional<String> share(List<String> items, String scale) {
        if (items.size() != 1 || !scale.isEmpty() || items.get(0).contains("%") || !TatQaNumber.is(items.get(0))) {
            return Optional.empty();
        }
        return TatQaNumber.of(items.get(0)).map(TatQaNumber::fixed);
    }

    /** Lower case, numbers as values, other words without punctuation and the articles of English, one space apart. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String part : text.split(" ", -1)) {
            String word = word(part.toLowerCase(Locale.ROOT));
            SPACE.splitAsStream(word).filter(one -> !one.isEmpty()).forEach(words::add);
        }
        return words;
    }

    private static String word(String lower) {
        String word = TatQaNumber.is(lower) ? lower : PUNCTUATION.matcher(lower).replaceAll("");
        Optional<TatQaNumber> number = TatQaNumber.is(word) ? TatQaNumber.of(word) : Optional.empty();
        return Normalized.withoutArticles(number.map(TatQaNumber::toString).orElse(word));
    }

    /** Returns the F1 of the two sets of words, with two decimals. An empty set is wholly in the other. */
    static double f1(List<String> given, List<String> wanted) {
        Set<String> left = new HashSet<>(given);
        Set<String> right = new HashSet<>(wanted);
        Set<String> both = new HashSet<>(left);
        both.retainAll(right);
        double precision = left.isEmpty() ? 1 : (double) both.size() / left.size();
        double recall = right.isEmpty() ? 1 : (double) both.size() / right.size();
        double f1 = precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
        return Math.rint(f1 * 100) / 100;
    }
}
