// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.format;

import static java.util.Objects.requireNonNull;

import dev.tokka.Turn;
import dev.tokka.finetune.data.RowContent;
import dev.tokka.finetune.data.TrainingDataException;
import dev.tokka.finetune.data.TrainingQuestion;
import dev.tokka.finetune.data.TrainingRow;
import dev.tokka.finetune.text.ChatMessage;
import dev.tokka.finetune.text.ChatTemplate;
import dev.tokka.finetune.text.ModelTokenizer;
import dev.tokka.finetune.text.RenderedPrompt;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of a row as a model reads it in training: its chat template around the messages, and the answer with what ends it.
 *
 * @param prompt what the served model is given
 * @param whole the same with the answer: what the model is trained on
 */
public record TemplateText(RenderedPrompt prompt, RenderedPrompt whole) {

    /** Checks that the whole begins with the prompt. */
    public TemplateText {
        requireNonNull(prompt, "prompt");
        if (!whole.text().startsWith(prompt.text())) {
            throw new IllegalArgumentException("expected a whole text that begins with the prompt but it does not");
        }
    }

    /**
     * Returns the text of {@code row}.
     *
     * @param row supervised, as {@link ServedRows} makes them
     * @throws TrainingDataException if it is another row, or the template writes an answer in another place than it asks for
     *     one, so that a model trained on it would not be asked as in training
     * @throws dev.tokka.QuestionRejectedException if the template refuses the messages
     */
    public static TemplateText of(TrainingRow row, ChatTemplate template) {
        RowContent.Supervised content = Contents.supervised(row.content(), "chat template");
        TrainingQuestion question = content.question();
        Messages.requirePlain(question, "chat template");
        List<ChatMessage> messages = new ArrayList<>();
        question.instructions().forEach(text -> messages.add(ChatMessage.system(text)));
        for (Turn turn : question.history()) {
            messages.add(
                    turn.speaker() == Turn.Speaker.USER
                            ? ChatMessage.user(turn.text())
                            : ChatMessage.assistant(turn.text()));
        }
        messages.add(ChatMessage.user(question.text()));
        RenderedPrompt prompt = template.render(messages, true);
        messages.add(ChatMessage.assistant(content.answer()));
        RenderedPrompt whole = template.render(messages, false);
        if (!whole.text().startsWith(prompt.text())) {
            throw new TrainingDataException(
                    "chat template",
                    "expected a conversation with its answer to begin with the prompt that asks for it but it does not");
        }
        return new TemplateText(prompt, whole);
    }

    /** Returns what the model learns to write: the answer and what ends it. */
    public String learned() {
        return whole.text().substring(prompt.text().length());
    }

    /** Returns how many tokens a trainer reads. */
    public int tokens(ModelTokenizer tokenizer) {
        return tokenizer.encode(whole).length;
    }
}
