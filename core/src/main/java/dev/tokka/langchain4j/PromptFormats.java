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

    /**
     * Returns the template that FinMA, the model of PIXIU, was tuned with: {@code Human: }, the instructions and the
     * question a line each, an empty line, and {@code Assistant: }, with a new line after each of the two names.
     *
     * <p>Labels are not written: the instructions name them, as in FinBen. It has no place for evidence, examples, history
     * and JSON schemas: such questions are {@linkplain dev.tokka.QuestionRejectedException rejected}.
     *
     * @see <a href="https://github.com/The-FinAI/PIXIU">PIXIU</a>
     */
    public static PromptFormat finMa() {
        return new FinMaFormat();
    }

    /**
     * Returns the template of Meditron's tuned models: a turn of {@code question} in ChatML, which holds the instructions,
     * {@code Question: } and the question, and for labels the line {@code The answer is:}; then a turn of {@code answer}.
     *
     * <p>Labels are not written: they are the letters or words that the question's own options have. It has no place for
     * evidence, examples, history and JSON schemas: such questions are {@linkplain dev.tokka.QuestionRejectedException
     * rejected}.
     *
     * @see <a href="https://github.com/epfLLM/meditron">Meditron</a>
     */
    public static PromptFormat meditron() {
        return new MeditronFormat();
    }

    /**
     * Returns the few-shot prompt of Meditron's base models: the instructions, each example as {@code Question: …} and
     * {@code The answer is: …}, with an empty line between them, and last the question with {@code The answer is:}. The 7B
     * model was measured with 3 examples, the 70B model with 5.
     *
     * <p>Labels are not written. It has no place for evidence, history and JSON schemas: such questions are
     * {@linkplain dev.tokka.QuestionRejectedException rejected}.
     *
     * @see <a href="https://github.com/epfLLM/meditron">Meditron</a>
     */
    public static PromptFormat meditronFewShot() {
        return new MeditronFewShotFormat();
    }

    /**
     * Returns the template of Stanford Alpaca, with which many models were tuned. The question stands after
     * {@code ### Instruction:} if there are neither instructions nor a form to keep; else these stand there, and the
     * question after {@code ### Input:}.
     *
     * <p>It has no place for evidence, examples and history: such questions are
     * {@linkplain dev.tokka.QuestionRejectedException rejected}.
     *
     * @see <a href="https://github.com/tatsu-lab/stanford_alpaca">Stanford Alpaca</a>
     */
    public static PromptFormat alpaca() {
        return new AlpacaFormat();
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
