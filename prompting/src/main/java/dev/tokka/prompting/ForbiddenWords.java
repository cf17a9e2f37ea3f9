// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.Question;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** See {@link ReplyCheck#wordsOf} and {@link ReplyCheck#without}. */
record ForbiddenWords(List<Word> words) implements ReplyCheck {

    /** More would hide each other. */
    private static final int MAX_TOLD = 10;

    ForbiddenWords {
        words = List.copyOf(words);
    }

    /**
     * A word that must not stand in a reply.
     *
     * @param form the word
     * @param preferred what to write instead; empty if nothing
     * @param allowed longer forms that may hold it
     */
    record Word(String form, String preferred, List<String> allowed) {

        boolean standsIn(String folded) {
            String rest = folded;
            for (String longer : allowed) {
                rest = rest.replace(longer, "\n"); // a border, so that what is left does not run together
            }
            return new Haystack(rest).holds(form);
        }

        Description describe() {
            List<Description> longer = allowed.stream()
                    .map(text -> Description.of("allowed", text))
                    .toList();
            return new Description("word", form, Map.of("preferred", preferred), longer);
        }
    }

    static ForbiddenWords of(List<String> words) {
        Checks.requireAtLeast(1, words.size(), "number of words");
        return new ForbiddenWords(words.stream()
                .map(word -> new Word(Checks.requireText(word, "word"), "", List.of()))
                .toList());
    }

    static ForbiddenWords of(Glossary glossary) {
        List<String> rightForms = glossary.terms().stream()
                .flatMap(term -> Stream.of(term.preferred(), term.term()))
                .map(text -> Texts.folded(text).strip())
                .distinct()
                .toList();
        return new ForbiddenWords(glossary.terms().stream()
                .flatMap(term -> term.avoid().stream().map(form -> word(form, term.preferred(), rightForms)))
                .toList());
    }

    private static Word word(String form, String preferred, List<String> rightForms) {
        String forbidden = Texts.folded(form).strip();
        List<String> longer = rightForms.stream()
                .filter(text -> text.contains(forbidden) && !text.equals(forbidden))
                .toList();
        return new Word(form, preferred, longer);
    }

    @Override
    public Verdict check(Question question, String reply) {
        String folded = Texts.folded(reply);
        List<Word> found = words.stream()
                .filter(word -> word.standsIn(folded))
                .limit(MAX_TOLD)
                .toList();
        if (found.isEmpty()) {
            return Verdict.fits(reply);
        }
        Wording wording = Wording.of(question);
        String advice = found.stream()
                .map(word -> wording.avoid(word.form(), word.preferred()))
                .collect(Collectors.joining("; "));
        // Which word it is may tell what was asked, so the message counts.
        return Verdict.unfit(
                "the reply holds a forbidden word (number of different ones: " + found.size() + ")", advice);
    }

    /** Names only words that no glossary tells with their terms. */
    @Override
    public String demand(Question question) {
        List<String> told = words.stream()
                .filter(word -> word.preferred().isEmpty())
                .map(Word::form)
                .toList();
        return told.isEmpty() ? "" : Wording.of(question).demandWithout(told);
    }

    @Override
    public Description describe() {
        List<Description> parts = words.stream().map(Word::describe).toList();
        return new Description("forbidden words", "", Map.of(), parts);
    }

    @Override
    public String toString() {
        return "without " + words.size() + " words";
    }
}
