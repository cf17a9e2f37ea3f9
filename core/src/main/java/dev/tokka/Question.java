// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a user asks, with whatever else the answer may depend on: a prompt in structured form.
 *
 * <p>Strategies compose because each adds its part and none parses text: prompting adds instructions and examples,
 * retrieval adds evidence. A copy is cheap; a question never changes.
 *
 * @param text the question as asked; not blank
 * @param history earlier turns of the conversation, oldest first
 * @param instructions what the model is told to do, in order
 * @param examples questions with wanted answers, in order
 * @param evidence passages the answer may rest on; a reply cites the n-th as {@code [n]}, counted from 1
 * @param form the form that the reply's text must have
 * @param attributes typed extras such as the deadline; often empty
 */
public record Question(
        String text,
        List<Turn> history,
        List<String> instructions,
        List<Example> examples,
        List<Passage> evidence,
        AnswerForm form,
        Attributes attributes) {

    /** Checks that the text is not blank and copies the lists. */
    public Question {
        Checks.requireText(text, "text");
        history = List.copyOf(history);
        instructions = List.copyOf(instructions);
        instructions.forEach(instruction -> Checks.requireText(instruction, "instruction"));
        examples = List.copyOf(examples);
        evidence = List.copyOf(evidence);
        requireNonNull(form, "form");
        requireNonNull(attributes, "attributes");
    }

    /**
     * Returns a question that is only a text.
     *
     * @throws IllegalArgumentException if the text is blank
     */
    public static Question of(String text) {
        return new Question(text, List.of(), List.of(), List.of(), List.of(), AnswerForm.FREE_TEXT, Attributes.NONE);
    }

    /** Returns this question with another text. */
    public Question withText(String newText) {
        return new Question(newText, history, instructions, examples, evidence, form, attributes);
    }

    /** Returns this question with these turns after those it has. */
    public Question plusHistory(List<Turn> turns) {
        return new Question(text, join(history, turns), instructions, examples, evidence, form, attributes);
    }

    /** Returns this question with these instructions after those it has. */
    public Question plusInstructions(List<String> more) {
        return new Question(text, history, join(instructions, more), examples, evidence, form, attributes);
    }

    /** Returns this question with these examples after those it has. */
    public Question plusExamples(List<Example> more) {
        return new Question(text, history, instructions, join(examples, more), evidence, form, attributes);
    }

    /** Returns this question with these passages after those it has, so that earlier numbers stay valid. */
    public Question plusEvidence(List<Passage> passages) {
        return new Question(text, history, instructions, examples, join(evidence, passages), form, attributes);
    }

    /** Returns this question with another form of reply. */
    public Question withForm(AnswerForm newForm) {
        return new Question(text, history, instructions, examples, evidence, newForm, attributes);
    }

    /** Returns this question with other attributes. */
    public Question withAttributes(Attributes newAttributes) {
        return new Question(text, history, instructions, examples, evidence, form, newAttributes);
    }

    /** Returns this question with the attribute {@code key} set to {@code value}. */
    public <T> Question with(Key<T> key, T value) {
        return withAttributes(attributes.with(key, value));
    }

    /**
     * Ends a call that has become useless, as {@link Deadline#check} says.
     *
     * @throws ModelUnavailableException if the calling thread is interrupted or the deadline has passed
     */
    public void checkpoint(String where) {
        Deadline.check(attributes, where);
    }

    private static <T> List<T> join(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
