// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import dev.tokka.Description;
import dev.tokka.Question;

/**
 * Writes a question as a model wants to read it.
 *
 * <p>A format is a pure function: the same question and fence give the same prompt. It must not let text that others
 * wrote act: what stands in the question, its history, examples and evidence may hold the special tokens of a chat
 * template, role markers, or instructions. The formats of {@link PromptFormats} neutralize the tokens and markers; for a
 * format of your own, {@link PromptFormats#neutral} does it.
 */
@FunctionalInterface
public interface PromptFormat {

    /**
     * Returns the prompt for {@code question}.
     *
     * @param fence what to set evidence apart with: 32 lower-case hexadecimal digits that nobody can guess, new for
     *     every call
     * @throws dev.tokka.QuestionRejectedException if this format has no place for something in the question
     */
    Prompt render(Question question, String fence);

    /** Returns what this format is made of; {@linkplain Description#opaque opaque} unless it says more. */
    default Description describe() {
        return Description.opaque(this);
    }
}
