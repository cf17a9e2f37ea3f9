// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import dev.tokka.Citation;
import dev.tokka.Passage;
import dev.tokka.Source;
import dev.tokka.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Checks a reply against the passages it was given: each sentence against what it cites.
 *
 * <p>Markers of passages that do not exist are removed. A sentence that is left without a marker gets that of the
 * passage that supports it best, if any does well enough.
 */
final class Grounding {

    private final Support support;
    private final double minSupport;

    /** Creates a check that counts a sentence as supported from {@code minSupport} on. */
    Grounding(Support support, double minSupport) {
        this.support = support;
        this.minSupport = minSupport;
    }

    /**
     * A reply whose citations are checked.
     *
     * @param sentences the sentences with their markers, which joined are the reply's text
     * @param citations one for each sentence and passage it rests on
     * @param removed how many markers named a passage that does not exist
     * @param score the mean support of the sentences, each as heavy as it is long; from 0 to 1
     */
    record Checked(List<String> sentences, List<Citation> citations, int removed, double score) {

        String text() {
            return String.join("", sentences);
        }
    }

    private record Cited(int number, Passage passage, Support.Found found) {}

    /** Checks {@code text}, in which {@code [n]} cites the n-th of {@code evidence}, counted from 1. */
    Checked check(String text, List<Passage> evidence) {
        CitedText cited = CitedText.parse(text);
        List<String> pieces = new ArrayList<>();
        List<Citation> citations = new ArrayList<>();
        int written = 0;
        int removed = 0;
        int plainEnd = 0;
        double supported = 0;
        double length = 0;
        for (CitedText.Sentence sentence : cited.sentences()) {
            String claim = sentence.span().of(cited.plain());
            List<Cited> sources = sources(claim, sentence, evidence);
            removed += (int) sentence.cited().stream()
                    .filter(n -> n < 1 || n > evidence.size())
                    .count();
            String gap = pieces.isEmpty()
                    ? ""
                    : cited.plain().substring(plainEnd, sentence.span().start());
            StringBuilder piece = new StringBuilder(gap).append(claim);
            Span span = new Span(0, claim.length()).shift(written + gap.length());
            for (Cited source : sources) {
                piece.append(" [").append(source.number()).append(']');
                citations.add(citation(source, span));
            }
            pieces.add(piece.toString());
            written += piece.length();
            plainEnd = sentence.span().end();
            double best =
                    sources.stream().mapToDouble(s -> s.found().score()).max().orElse(0);
            supported += best * claim.length();
            length += claim.length();
        }
        return new Checked(pieces, citations, removed, length == 0 ? 0 : supported / length);
    }

    private List<Cited> sources(String claim, CitedText.Sentence sentence, List<Passage> evidence) {
        List<Cited> named = IntStream.rangeClosed(1, evidence.size())
                .filter(sentence.cited()::contains)
                .mapToObj(number -> find(claim, number, evidence))
                .flatMap(Optional::stream)
                .toList();
        if (!named.isEmpty()) {
            return named;
        }
        return IntStream.rangeClosed(1, evidence.size())
                .mapToObj(number -> find(claim, number, evidence))
                .flatMap(Optional::stream)
                .filter(source -> source.found().score() >= minSupport)
                .max(Comparator.comparingDouble((Cited source) -> source.found().score())
                        .thenComparing(source -> -source.number()))
                .stream()
                .toList();
    }

    private Optional<Cited> find(String claim, int number, List<Passage> evidence) {
        Passage passage = evidence.get(number - 1);
        return support.of(claim, passage).map(found -> new Cited(number, passage, found));
    }

    private static Citation citation(Cited cited, Span claim) {
        Source source = cited.passage().source();
        Span quote = cited.found().quote();
        return new Citation(
                cited.number(),
                claim,
                new Source(
                        source.document(),
                        source.headings(),
                        quote.shift(source.span().start())),
                quote.of(cited.passage().text()),
                cited.found().score());
    }
}
