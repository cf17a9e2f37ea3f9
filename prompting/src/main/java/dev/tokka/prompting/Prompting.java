// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import static java.util.Objects.requireNonNull;

import dev.tokka.AnswerForm;
import dev.tokka.Checks;
import dev.tokka.DomainModel;
import dev.tokka.Specialization;
import java.util.List;
import java.util.stream.Stream;

/**
 * The strategy that tells a model what to do, shows it how, and holds it to a form.
 *
 * <p>Instructions, the terms of the glossary that occur, and the chosen examples are added to each question, after those
 * that it has; how they become a prompt is the business of the base model. Instructions are always told. Terms, then
 * examples, are left out where the {@linkplain TokenBudget budget} is short. An example that asks the question itself, but
 * for case, width, spaces and signs, is never shown.
 *
 * <pre>{@code
 * DomainModel model = base.with(Prompting.instructions("Say what the message is about.")
 *         .examples(Examples.nearest(4, examples))
 *         .labels("card", "transfer", "other"));
 * }</pre>
 *
 * <h2>Forms</h2>
 *
 * <p>The form of the question wins if it has one, else this prompting's form is put into it: so of two layers of prompting
 * the outer one decides. Whoever set the form, each layer checks the reply:
 *
 * <ul>
 *   <li>Labels: the reply must be one of them, whatever the case, width, surrounding quotes, brackets and full stops, or in
 *       a phrase such as {@code "Label: card"} and nothing more. A label that merely occurs in a reply does not count:
 *       "not a card" is no card.
 *   <li>JSON schema: the reply must be one JSON document that satisfies the schema, {@code format} included, or that in a
 *       Markdown code fence.
 * </ul>
 *
 * <p>The text of the reply then is exactly the label or the document. A reply that does not fit is refused, and the model
 * is asked again, with the refused reply and what is wrong with it; retrievers see the same question as before. If the
 * last attempt does not fit either, that is a {@link dev.tokka.QuestionRejectedException}: fallbacks ask another model, and
 * retries do not ask this one. An abstention needs no form. The sink gets the text once it has passed. Free text is neither
 * checked nor held back.
 *
 * <h2>What else there is</h2>
 *
 * <ul>
 *   <li>{@link OutputContract}: regular expressions, forbidden words, dates and quantities in one form, checks of your own.
 *   <li>{@link RecordAnswers}: answers as values of a record.
 *   <li>{@link dev.tokka.prompting.reasoning.Reasoning}: chain of thought, decomposition, revision, verification; next to
 *       the base, inside of this.
 * </ul>
 *
 * @param instructions what the model is told to do, in order; often one
 * @param glossary the terms of the domain
 * @param examples what chooses examples, in the order in which they are shown; earlier ones get budget first
 * @param budget how much terms and examples may add
 * @param form the form of replies to questions that bring none; free text leaves them as they are
 * @param repairs how often to ask again for a reply that fits the form, from 0 to 3
 */
public record Prompting(
        List<String> instructions,
        Glossary glossary,
        List<Examples> examples,
        TokenBudget budget,
        AnswerForm form,
        int repairs)
        implements Specialization {

    private static final int MAX_REPAIRS = 3;

    private static final Prompting NONE =
            new Prompting(List.of(), Glossary.EMPTY, List.of(), TokenBudget.DEFAULT, AnswerForm.FREE_TEXT, 1);

    /**
     * Checks the ranges above, and that the form can be checked.
     *
     * @throws IllegalArgumentException if an instruction is blank, repairs are out of range, or a JSON schema is not JSON,
     *     is no schema, or refers to another document: nothing is ever fetched
     */
    public Prompting {
        instructions = List.copyOf(instructions);
        instructions.forEach(instruction -> Checks.requireText(instruction, "instruction"));
        requireNonNull(glossary, "glossary");
        examples = List.copyOf(examples);
        requireNonNull(budget, "budget");
        FormCheck.of(requireNonNull(form, "form"));
        Checks.requireIn(0, MAX_REPAIRS, repairs, "repairs");
    }

    /** Returns prompting that adds nothing; it holds a model to the form that the question brings, and repairs once. */
    public static Prompting none() {
        return NONE;
    }

    /** Returns prompting by these instructions, with a budget of 2,000 tokens and one repair. */
    public static Prompting instructions(String first, String... more) {
        return NONE.plusInstructions(first, more);
    }

    /** Returns this prompting with these instructions after those it has. */
    public Prompting plusInstructions(String first, String... more) {
        List<String> all = Stream.of(instructions.stream(), Stream.of(first), Stream.of(more))
                .flatMap(instruction -> instruction)
                .toList();
        return new Prompting(all, glossary, examples, budget, form, repairs);
    }

    /** Returns this prompting with another glossary. */
    public Prompting glossary(Glossary newGlossary) {
        return new Prompting(instructions, newGlossary, examples, budget, form, repairs);
    }

    /** Returns this prompting with examples chosen by these, in place of others, such as some fixed and some nearest. */
    public Prompting examples(Examples first, Examples... more) {
        List<Examples> all = Stream.concat(Stream.of(first), Stream.of(more)).toList();
        return new Prompting(instructions, glossary, all, budget, form, repairs);
    }

    /** Returns this prompting with another budget of tokens, at least 0, counted as before. */
    public Prompting budget(int tokens) {
        return budget(new TokenBudget(tokens, budget.counter()));
    }

    /** Returns this prompting with another budget. */
    public Prompting budget(TokenBudget newBudget) {
        return new Prompting(instructions, glossary, examples, newBudget, form, repairs);
    }

    /** Returns this prompting with another form. */
    public Prompting form(AnswerForm newForm) {
        return new Prompting(instructions, glossary, examples, budget, newForm, repairs);
    }

    /**
     * Returns this prompting with the form that is exactly one of {@code labels}.
     *
     * @throws IllegalArgumentException unless they are at least two, not blank and different
     */
    public Prompting labels(String... labels) {
        return form(AnswerForm.oneOf(labels));
    }

    /**
     * Returns this prompting with the form of JSON that satisfies {@code schema}, by default of JSON Schema 2020-12.
     *
     * @throws IllegalArgumentException if it is no schema that stands on its own
     */
    public Prompting jsonSchema(String schema) {
        return form(new AnswerForm.JsonSchema(schema));
    }

    /** Returns this prompting with another number of repairs, from 0 to 3. */
    public Prompting repairs(int newRepairs) {
        return new Prompting(instructions, glossary, examples, budget, form, newRepairs);
    }

    @Override
    public DomainModel specialize(DomainModel base) {
        return new PromptedModel(this, requireNonNull(base, "base"));
    }
}
