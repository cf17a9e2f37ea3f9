// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.text;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The terms of a domain, as search must know them: they are not split, and their synonyms find each other.
 *
 * @param terms in any order
 */
public record Vocabulary(List<Term> terms) {

    /** No terms. */
    public static final Vocabulary EMPTY = new Vocabulary(List.of());

    /** Copies the terms. */
    public Vocabulary {
        terms = List.copyOf(terms);
    }

    /**
     * Reads a table in UTF-8: a {@code .tsv} file has tabs between its columns, any other has commas as in RFC 4180.
     *
     * <pre>{@code
     * form,reading,synonyms
     * 特化,トッカ,specialization|専門化
     * 積立NISA,ツミタテニーサ,つみたてNISA
     * }</pre>
     *
     * <p>The first line names the columns, in any order: {@code form} is required, {@code reading} and {@code synonyms},
     * with a bar between two of them, may be missing. Empty lines and lines that begin with a number sign are skipped.
     *
     * @throws IllegalArgumentException if the file cannot be read or a line is not like this; the message names the line
     */
    public static Vocabulary read(Path file) {
        return new VocabularyFile(file).read();
    }

    /**
     * Reads the section {@code glossary} of the profile of a domain, so that what people write once about their terms is
     * told to the model and found by the search. The rest of the profile is not looked at.
     *
     * <pre>{@code
     * glossary:
     *   - {term: 特化, reading: トッカ, definition: ある領域に絞ること, preferred: 特化, avoid: [専門化]}
     * }</pre>
     *
     * <p>What {@code preferred} says, and what replies are to {@code avoid}, are synonyms here: documents and questions were
     * written by people who did not read the profile.
     *
     * @param file {@code *.md} with front matter, {@code *.yaml}, {@code *.yml} or {@code *.json}, in UTF-8
     * @throws dev.tokka.config.ConfigException if there is no glossary or something is wrong in it, with line and column
     */
    public static Vocabulary ofProfile(Path file) {
        return ProfileGlossary.read(file);
    }

    /**
     * Returns the forms, synonyms included, that are words of an index: those in Japanese, which has no spaces to tell words
     * by; sorted, each once. An index is written with these words and refuses others.
     */
    public List<String> words() {
        return terms.stream()
                .flatMap(term -> Stream.concat(Stream.of(term.form()), term.synonyms().stream()))
                .filter(form -> Language.of(form) == Language.JAPANESE)
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * One term.
     *
     * @param form as it stands in texts; not blank
     * @param reading how it is read, such as the kana of a term in kanji; empty if that is clear
     * @param synonyms other forms that mean the same, none blank; often empty
     */
    public record Term(String form, String reading, List<String> synonyms) {

        /** Checks and copies the components. */
        public Term {
            Checks.requireText(form, "form");
            requireNonNull(reading, "reading");
            synonyms = List.copyOf(synonyms);
            synonyms.forEach(synonym -> Checks.requireText(synonym, "synonym"));
        }
    }
}
