// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import dev.tokka.Description;
import dev.tokka.Question;
import dev.tokka.QuestionRejectedException;
import dev.tokka.langchain4j.Prompt;
import dev.tokka.langchain4j.PromptFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The instructions and then the text, with a space between them: {@code summarize: …}, as T5 was trained.
 *
 * <p>The text is left as it is. It has no turns that role markers could fake, and the tokenizer lets no special token act.
 *
 * @see <a href="https://arxiv.org/abs/1910.10683">Raffel et al., Exploring the Limits of Transfer Learning with a Unified
 *     Text-to-Text Transformer (2020), section 2.4</a>
 */
record TextToTextFormat() implements PromptFormat {

    @Override
    public Prompt.Completion render(Question question, String fence) {
        refuse("evidence", question.evidence());
        refuse("examples", question.examples());
        refuse("history", question.history());
        return new Prompt.Completion(
                Stream.concat(question.instructions().stream(), Stream.of(question.text()))
                        .collect(Collectors.joining(" ")),
                List.of());
    }

    private static void refuse(String what, List<?> given) {
        if (!given.isEmpty()) {
            throw new QuestionRejectedException("text-to-text format: expected no " + what + " but there are "
                    + given.size() + "; give the model a format that has a place for them, such as"
                    + " PromptFormats.completion()");
        }
    }

    @Override
    public Description describe() {
        return Description.of("prompt format", "text-to-text");
    }

    @Override
    public String toString() {
        return "text-to-text";
    }
}
