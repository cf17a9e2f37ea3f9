// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import dev.tokka.Description;
import dev.tokka.Passage;
import dev.tokka.Span;
import dev.tokka.rag.text.Language;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** See {@link SupportScorer#words}. */
record Support(Lexicon lexicon) implements SupportScorer {

    @Override
    public Optional<Found> of(String claim, Passage passage) {
        Optional<Found> verbatim = verbatim(claim, passage);
        if (verbatim.isPresent()) {
            return verbatim;
        }
        Optional<Found> best = Optional.empty();
        for (Found found : inRuns(claim, passage)) {
            if (best.isEmpty() || found.score() > best.get().score()) {
                best = Optional.of(found);
            }
        }
        return best;
    }

    /** Returns where the claim stands word for word, unless the sentence around it denies it. */
    Optional<Found> verbatim(String claim, Passage passage) {
        String text = passage.text();
        return Quotation.of(text)
                .find(Quotation.of(claim))
                .filter(span -> !denied(claim, Runs.of(text).around(span).of(text)))
                .map(span -> new Found(span, 1));
    }

    private boolean denied(String claim, String sentences) {
        Language language = Language.of(claim);
        return Polarity.of(claim, language, lexicon).isDeniedBy(Polarity.of(sentences, language, lexicon));
    }

    /** Returns the support of each run of sentences that shares a term with the claim, the shortest runs first. */
    List<Found> inRuns(String claim, Passage passage) {
        String text = passage.text();
        Language language = Language.of(claim);
        Map<String, Double> wanted = lexicon.weighted(language, claim);
        Runs runs = Runs.of(text);
        List<Set<String>> terms = runs.sentences().stream()
                .map(sentence -> lexicon.terms(language, sentence.of(text)))
                .toList();
        Set<String> headings =
                lexicon.terms(language, String.join("\n", passage.source().headings()));
        Facts facts = new Facts(claim, language, lexicon);
        List<Found> found = new ArrayList<>();
        for (Runs.Run run : runs.runs()) {
            Set<String> present = new HashSet<>();
            terms.subList(run.first(), run.end()).forEach(present::addAll);
            if (wanted.keySet().stream().anyMatch(present::contains)) {
                present.addAll(headings);
                Span quote = runs.span(run);
                found.add(new Found(quote, Lexicon.coverage(wanted, present) * facts.keptIn(quote.of(text))));
            }
        }
        return found;
    }

    /** Returns what is left of support for {@code claim} by {@code quote} if it must say the same: a share. */
    double kept(String claim, String quote) {
        return new Facts(claim, Language.of(claim), lexicon).keptIn(quote);
    }

    @Override
    public Description describe() {
        return Description.of("support", "words").withPart(lexicon.describe());
    }

    @Override
    public String toString() {
        return "words";
    }
}
