// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import dev.tokka.Citation;
import dev.tokka.Passage;
import dev.tokka.Source;
import dev.tokka.Span;
import dev.tokka.governance.output.SafeLinks;
import dev.tokka.governance.output.SafeText;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Checks a reply against the passages it was given: each sentence against what it cites.
 *
 * <p>Markers of passages that do not exist are removed. A sentence that is left without a marker gets that of the
 * passage that supports it best, if any does well enough. Sentences that claim nothing, such as greetings, need no support
 * and do not count.
 */
final class Grounding {

    private final SupportScorer support;
    private final double minSupport;
    private final UnsupportedSentences unsupported;

    /** Creates a check that counts a sentence as supported from {@code minSupport} on. */
    Grounding(SupportScorer support, double minSupport, UnsupportedSentences unsupported) {
        this.support = support;
        this.minSupport = minSupport;
        this.unsupported = unsupported;
    }

    /**
     * A reply whose citations are checked.
     *
     * @param sentences the sentences with their markers, which joined are the reply's text
     * @param citations one for each sentence and passage it rests on
     * @param removed how many markers named a passage that does not exist
     * @param unsupported where the sentences stand that are not supported well enough but stay
     * @param dropped how many were taken out instead
     * @param score the mean support of the sentences, each as heavy as it is long; from 0 to 1
     */
    record Checked(
            List<String> sentences,
            List<Citation> citations,
            int removed,
            List<Span> unsupported,
            int dropped,
            double score) {

        String text() {
            return String.join("", sentences);
        }

        /** Returns the same with no link that acts but those that {@code links} allows. */
        Checked safe(SafeLinks links) {
            SafeText safe = links.pieces(sentences);
            List<Citation> moved = citations.stream()
                    .map(c -> new Citation(c.number(), safe.moved(c.claim()), c.source(), c.quote(), c.support()))
                    .toList();
            List<Span> places = unsupported.stream().map(safe::moved).toList();
            return new Checked(safe.pieces(), moved, removed, places, dropped, score);
        }
    }

    /** Words that support a claim, for which the number stands. */
    record Cited(int number, Source source, String quote, double support) {

        Citation supporting(Span claim) {
            return new Citation(number, claim, source, quote, support);
        }
    }

    /** Checks {@code text}, in which {@code [n]} cites the n-th of {@code evidence}, counted from 1. */
    Checked check(String text, List<Passage> evidence) {
        return check(text, evidence, List.of());
    }

    /**
     * Checks {@code text}, in which {@code [n]} cites the n-th of {@code evidence}, counted from 1, or what one of {@code
     * given}, of claims in this text, says of a number beyond.
     */
    Checked check(String text, List<Passage> evidence, List<Citation> given) {
        CitedText cited = CitedText.parse(text);
        GroundedText grounded = new GroundedText();
        int plainEnd = 0;
        for (CitedText.Sentence sentence : cited.sentences()) {
            String claim = sentence.span().of(cited.plain());
            String gap = cited.plain().substring(plainEnd, sentence.span().start());
            plainEnd = sentence.span().end();
            Predicate<Citation> ofThis = citation -> citation.number() > evidence.size()
                    && sentence.cited().contains(citation.number())
                    && citation.claim().of(text).equals(claim);
            List<Cited> beyond = beyond(given.stream().filter(ofThis));
            List<Cited> named = Stream.concat(named(claim, sentence.cited(), evidence), beyond.stream())
                    .toList();
            grounded.removed(invented(sentence.cited(), evidence, beyond));
            if (named.isEmpty() && StockPhrases.isFiller(claim)) {
                grounded.addFiller(gap, claim);
                continue;
            }
            List<Cited> sources = named.isEmpty() ? best(claim, evidence) : named;
            double best = sources.stream().mapToDouble(Cited::support).max().orElse(0);
            boolean supported = !sources.isEmpty() && best >= minSupport;
            if (supported || unsupported != UnsupportedSentences.DROP) {
                grounded.add(gap, claim, sources, supported);
            } else {
                grounded.drop(gap);
            }
        }
        return grounded.checked();
    }

    /** Returns one for each number, since a text may say the same twice. */
    private static List<Cited> beyond(Stream<Citation> citations) {
        Map<Integer, Cited> byNumber = new TreeMap<>();
        citations.forEach(
                c -> byNumber.putIfAbsent(c.number(), new Cited(c.number(), c.source(), c.quote(), c.support())));
        return List.copyOf(byNumber.values());
    }

    private static int invented(NavigableSet<Integer> numbers, List<Passage> evidence, List<Cited> beyond) {
        return (int) numbers.stream()
                .filter(n -> n < 1 || n > evidence.size())
                .filter(n -> beyond.stream().noneMatch(cited -> cited.number() == n))
                .count();
    }

    private Stream<Cited> named(String claim, NavigableSet<Integer> numbers, List<Passage> evidence) {
        return numbers.stream()
                .filter(number -> number >= 1 && number <= evidence.size())
                .flatMap(number -> find(claim, number, evidence).stream());
    }

    private List<Cited> best(String claim, List<Passage> evidence) {
        return Stream.iterate(1, number -> number <= evidence.size(), number -> number + 1)
                .flatMap(number -> find(claim, number, evidence).stream())
                .filter(cited -> cited.support() >= minSupport)
                .max(Comparator.comparingDouble(Cited::support).thenComparing(cited -> -cited.number()))
                .stream()
                .toList();
    }

    private Optional<Cited> find(String claim, int number, List<Passage> evidence) {
        if (!StockPhrases.hasWords(claim)) {
            return Optional.empty();
        }
        Passage passage = evidence.get(number - 1);
        Source source = passage.source();
        // The number of a list item is no number that a passage must hold.
        return support.of(Statements.withoutListMarker(claim), passage).map(found -> {
            Span quote = found.quote();
            Source place = new Source(
                    source.document(),
                    source.headings(),
                    quote.shift(source.span().start()));
            return new Cited(number, place, quote.of(passage.text()), found.score());
        });
    }
}
