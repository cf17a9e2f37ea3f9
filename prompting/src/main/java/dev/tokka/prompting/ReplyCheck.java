// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import dev.tokka.AnswerForm;
import dev.tokka.Description;
import dev.tokka.Question;
import java.util.List;

/**
 * Checks a reply for an {@link OutputContract}, and may write it in a normal form.
 *
 * <p>A check of your own is one method, so a lambda will do. The same reply always gets the same verdict. Implementations
 * are safe for use by many threads.
 */
@FunctionalInterface
public interface ReplyCheck {

    /** Checks {@code reply}, the text of a reply to {@code question} or what an earlier check made of it. */
    Verdict check(Question question, String reply);

    /** Returns what a model is told before it answers, in the language of {@code question}; empty unless it says more. */
    default String demand(Question question) {
        return "";
    }

    /** Returns what this check goes by; {@linkplain Description#opaque opaque} unless it says more. */
    default Description describe() {
        return Description.opaque(this);
    }

    /**
     * Returns the check that a reply is one of {@code labels}, which then is all of it. Where the model may know before it
     * answers, the form of {@link Prompting#labels} is better: it is part of the question, so that models that can keep to labels
     * do.
     *
     * @throws IllegalArgumentException unless they are at least two, not blank and different
     */
    static ReplyCheck labels(List<String> labels) {
        return new FormReplyCheck(new AnswerForm.OneOf(labels));
    }

    /**
     * Returns the check that a reply is a JSON document that satisfies {@code schema}, by default of JSON Schema 2020-12. As for
     * {@link #labels}, the form of {@link Prompting#jsonSchema} is better where it can be had.
     *
     * @throws IllegalArgumentException if it is no schema that stands on its own
     */
    static ReplyCheck jsonSchema(String schema) {
        return new FormReplyCheck(new AnswerForm.JsonSchema(schema));
    }

    /**
     * Returns the check that all of a reply matches a regular expression, but for white space and a Markdown code fence
     * around it, which are left out.
     *
     * <p>An expression that backtracks too often on a reply ends after a million steps, and twenty more for each
     * character of the reply: the reply is then refused, as one that does not match.
     *
     * @param expression as of {@link java.util.regex.Pattern}, without flags but those in it, such as {@code (?i)}
     * @param meaning what a matching reply is, such as {@code "a case number such as AB-1234"}; models read it; not blank
     * @throws java.util.regex.PatternSyntaxException if it is no regular expression
     */
    static ReplyCheck matching(String expression, String meaning) {
        return new MatchingCheck(expression, meaning);
    }

    /**
     * Returns the check that no form to {@linkplain Glossary.Term#avoid avoid} of any term of {@code glossary} stands in a
     * reply. A form that stands inside a term of the glossary or a preferred form, as "card" in "debit card", may stand
     * there. Words are found as by {@link Glossary}. It tells the model nothing at first: {@link Prompting#glossary} does.
     */
    static ReplyCheck wordsOf(Glossary glossary) {
        return ForbiddenWords.of(glossary);
    }

    /**
     * Returns the check that none of {@code words} stands in a reply. Words are found as by {@link Glossary}.
     *
     * @throws IllegalArgumentException if there is none, or one is blank
     */
    static ReplyCheck without(String... words) {
        return ForbiddenWords.of(List.of(words));
    }

    /**
     * Returns the check that a reply is a date, whose normal form is that of ISO 8601, such as {@code 2024-04-01}.
     *
     * <p>Taken are dates in that form, also with slashes or full stops; in Japanese, also by era, in kanji numerals and
     * with the day of the week, such as 令和6年4月1日, R6.4.1 or 二〇二四年四月一日（月）; and in English with the name of the
     * month, such as April 1st, 2024, or 1 Apr 2024. Years of an era are counted on after its end. 04/01/2024 is refused:
     * it is two dates.
     */
    static ReplyCheck date() {
        return new DateCheck();
    }

    /**
     * Returns the check that a reply is a number, with or without a unit, whose normal form is plain decimal digits, a
     * space and the unit, such as {@code 120000000 JPY} for 1億2,000万円, {@code -3.5 %} for △３．５％, or {@code 30 %} for
     * 3割.
     *
     * <p>Units are currencies by their code of ISO 4217 (yen, dollar, euro, pound, yuan), per cent, basis points, and the
     * common ones of time, length and weight. Kanji numerals, 万 and 億, and English words such as million are worked out.
     * Ranges, estimates (約5円) and other units are refused.
     */
    static ReplyCheck quantity() {
        return new QuantityCheck();
    }
}
