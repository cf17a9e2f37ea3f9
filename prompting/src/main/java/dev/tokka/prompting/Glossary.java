// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.Passage;
import dev.tokka.Question;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The terms of a domain. A model is told those that occur in the question or its evidence, and no others.
 *
 * <p>A term occurs where it, its preferred form or a form to avoid stands: as whole words in scripts that put spaces
 * between words, anywhere in Japanese, whatever the case and width (Unicode's NFKC). Endings are not understood: {@code
 * fee} does not occur in "fees". Readings are not looked for, since short kana stand in other words.
 *
 * @param terms in the order in which they are shown
 * @param limit the most terms to tell for one question, those of its text before those of its evidence; at least 1
 */
public record Glossary(List<Term> terms, int limit) {

    /** No terms. */
    public static final Glossary EMPTY = new Glossary(List.of(), 20);

    /** Copies the terms and checks the limit. */
    public Glossary {
        terms = List.copyOf(terms);
        Checks.requireAtLeast(1, limit, "limit");
    }

    /** Returns a glossary that tells up to 20 terms for one question. */
    public static Glossary of(List<Term> terms) {
        return new Glossary(terms, EMPTY.limit);
    }

    /** Returns a glossary that tells up to 20 terms for one question. */
    public static Glossary of(Term... terms) {
        return of(List.of(terms));
    }

    /** Returns this glossary with another limit, at least 1. */
    public Glossary limit(int newLimit) {
        return new Glossary(terms, newLimit);
    }

    /** Returns the terms to tell for {@code question}, most important first. */
    List<Term> occurring(Question question) {
        Set<Term> found = new LinkedHashSet<>();
        Stream.concat(
                        Stream.of(question.text()),
                        question.evidence().stream().map(Passage::text).limit(terms.isEmpty() ? 0 : Long.MAX_VALUE))
                .map(Haystack::of)
                .forEach(text -> terms.stream()
                        .filter(term -> term.forms().anyMatch(text::holds))
                        .forEach(found::add));
        return found.stream().limit(limit).toList();
    }

    Description describe() {
        List<Description> all = terms.stream().map(Term::describe).toList();
        return Description.of("glossary")
                .with("terms", terms.size())
                .with("limit", limit)
                .with("digest", new Description("terms", "", Map.of(), all).fingerprint());
    }

    /**
     * One term.
     *
     * @param term the term as it stands in texts; not blank
     * @param definition what it means; not blank
     * @param reading how it is read, such as the kana of a term in kanji; empty if that is clear
     * @param preferred how replies are to write it; not blank, often the term itself
     * @param avoid what replies must not write instead; often empty
     */
    public record Term(String term, String definition, String reading, String preferred, List<String> avoid) {

        /** Checks and copies the components. */
        public Term {
            Checks.requireText(term, "term");
            Checks.requireText(definition, "definition");
            requireNonNull(reading, "reading");
            Checks.requireText(preferred, "preferred");
            avoid = List.copyOf(avoid);
            avoid.forEach(form -> Checks.requireText(form, "form to avoid"));
        }

        /** Returns a term without a reading that is written as it stands. */
        public static Term of(String term, String definition) {
            return new Term(term, definition, "", term, List.of());
        }

        /** Returns this term with a reading. */
        public Term reading(String newReading) {
            return new Term(term, definition, newReading, preferred, avoid);
        }

        /** Returns this term with another form for replies. */
        public Term preferred(String newPreferred) {
            return new Term(term, definition, reading, newPreferred, avoid);
        }

        /** Returns this term with other forms that replies must not use. */
        public Term avoid(String... forms) {
            return new Term(term, definition, reading, preferred, List.of(forms));
        }

        private Stream<String> forms() {
            return Stream.concat(Stream.of(term, preferred), avoid.stream());
        }

        private Description describe() {
            return new Description(
                    "term",
                    term,
                    Map.of("definition", definition, "reading", reading, "preferred", preferred),
                    avoid.stream().map(form -> Description.of("avoid", form)).toList());
        }
    }
}
