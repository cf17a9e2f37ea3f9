// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import dev.tokka.Passage;
import dev.tokka.Span;
import dev.tokka.rag.text.Language;
import dev.tokka.rag.text.Sentences;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures how far a passage supports a claim.
 *
 * <pre>{@code
 * support = weight of the claim's terms that the quote holds / weight of all terms of the claim
 * }</pre>
 *
 * <p>The quote is the run of one to three sentences of the passage that supports most, the shortest such run. Words that
 * stand in the passage's headings count, because a section is about what its heading says. A claim with a number that
 * the quote does not hold keeps half of its support: a wrong amount is worse than a missing word. A claim that stands in
 * the passage word for word, as {@link Quotation} compares, has a support of 1 and its own words as the quote.
 */
final class Support {

    private static final int MAX_SENTENCES = 3;
    private static final double WRONG_NUMBER = 0.5;
    /** Possessive, because the stack would grow with the length of a number otherwise. */
    private static final Pattern NUMBER = Pattern.compile("\\d++(?:[.,]\\d++)*+");

    private final Lexicon lexicon;

    Support(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    /**
     * The words of a passage that support a claim best.
     *
     * @param quote where they stand in the passage's text
     * @param score from 0 to 1
     */
    record Found(Span quote, double score) {}

    /** Returns the best support that {@code passage} has for {@code claim}, or empty if it shares no term with it. */
    Optional<Found> of(String claim, Passage passage) {
        String text = passage.text();
        Optional<Span> verbatim = Quotation.of(text).find(Quotation.of(claim));
        if (verbatim.isPresent()) {
            return Optional.of(new Found(verbatim.get(), 1));
        }
        Language language = Language.of(claim);
        Map<String, Double> wanted = lexicon.weighted(language, claim);
        List<Span> sentences = Sentences.of(text);
        List<Set<String>> terms = sentences.stream()
                .map(sentence -> lexicon.terms(language, sentence.of(text)))
                .toList();
        Set<String> headings =
                lexicon.terms(language, String.join("\n", passage.source().headings()));
        Optional<Found> best = Optional.empty();
        for (int length = 1; length <= MAX_SENTENCES; length++) {
            for (int first = 0; first + length <= sentences.size(); first++) {
                Set<String> present = new HashSet<>();
                terms.subList(first, first + length).forEach(present::addAll);
                if (wanted.keySet().stream().noneMatch(present::contains)) {
                    continue;
                }
                present.addAll(headings);
                Span quote = new Span(
                        sentences.get(first).start(),
                        sentences.get(first + length - 1).end());
                double score = Lexicon.coverage(wanted, present) * numbersKept(claim, quote.of(text));
                if (best.isEmpty() || score > best.get().score()) {
                    best = Optional.of(new Found(quote, score));
                }
            }
        }
        return best;
    }

    private static double numbersKept(String claim, String quote) {
        return numbers(quote).containsAll(numbers(claim)) ? 1 : WRONG_NUMBER;
    }

    private static Set<String> numbers(String text) {
        Set<String> numbers = new HashSet<>();
        Matcher matcher = NUMBER.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC));
        while (matcher.find()) {
            numbers.add(matcher.group().replace(",", ""));
        }
        return numbers;
    }
}
