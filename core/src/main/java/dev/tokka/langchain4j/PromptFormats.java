// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** The prompt formats that are built in. */
public final class PromptFormats {

    private PromptFormats() {}

    /**
     * Returns the format for chat models.
     *
     * <p>A system message holds the instructions, the rules for evidence and the form; there is none if the question has
     * none of them. Examples are turns of the user and the model, then comes the history. The last message is the user's:
     * each passage numbered {@code [n]} between two lines of the fence, its source first, then the question. The rules say
     * that what stands in the fence is data, how to cite, and what to say if it does not answer the question; the model
     * classes take that sentence for an abstention.
     *
     * <p>The rules are in the language of the question, as {@link PromptLanguage#of} sees it.
     */
    public static PromptFormat chat() {
        return new ChatFormat(Optional.empty());
    }

    /** Returns the format for chat models with rules in {@code language}. */
    public static PromptFormat chat(PromptLanguage language) {
        return new ChatFormat(Optional.of(requireNonNull(language, "language")));
    }

    /**
     * Returns the format for base models without a template: what {@link #chat()} says, as one text in which every
     * question stands after {@code Question:} and every answer after {@code Answer:}; the next question ends the answer.
     */
    public static PromptFormat completion() {
        return new CompletionFormat(Optional.empty());
    }

    /** Returns the format for base models with rules in {@code language}. */
    public static PromptFormat completion(PromptLanguage language) {
        return new CompletionFormat(Optional.of(requireNonNull(language, "language")));
    }

    /**
     * Returns the template that FinGPT's models were tuned with: {@code Instruction: …}, {@code Input: …} and
     * {@code Answer: }, a line each.
     *
     * <p>It needs an instruction, takes labels, and has no place for evidence, examples, history and JSON schemas: such
     * questions are {@linkplain dev.tokka.QuestionRejectedException rejected}.
     *
     * @see <a href="https://github.com/AI4Finance-Foundation/FinGPT">FinGPT</a>
     */
    public static PromptFormat finGpt() {
        return new FinGptFormat();
    }

    /** Returns the messages of {@link #chat()} as one ChatML text, for servers that apply no template themselves. */
    public static PromptFormat chatMl() {
        return new ChatMlFormat(new ChatFormat(Optional.empty()));
    }

    /**
     * Returns {@code text} with what a template would act on made harmless, for formats of your own: a space after the
     * first character of each special token of the known templates, such as {@code <|im_start|>} or {@code [INST]}, and
     * {@code "> "} before each line that begins with a role marker, such as {@code System:}. Tokens that are hidden by
     * invisible or full-width characters are found too. Tag characters are left out; all other text stays as it is.
     *
     * <p>This bounds what text can do to a prompt's structure. It does not detect instructions in plain words.
     */
    public static String neutral(String text) {
        return Neutral.text(text);
    }
}
