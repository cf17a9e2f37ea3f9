// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.format;

import static java.util.Objects.requireNonNull;

import dev.tokka.Digests;
import dev.tokka.Turn;
import dev.tokka.finetune.data.RowContent;
import dev.tokka.finetune.data.TrainingDataException;
import dev.tokka.finetune.data.TrainingQuestion;
import dev.tokka.finetune.data.TrainingRow;
import dev.tokka.langchain4j.Prompt;
import dev.tokka.langchain4j.PromptFormat;
import dev.tokka.langchain4j.PromptFormats;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes rows as a model will be asked when it is served: by the same prompt format, so that it is trained on exactly what it
 * will read. Passages, labels and instructions become part of the messages, or of the text of a completion.
 *
 * <p>The fence around passages, which is new for each call when the model is served, is new for each row here, and follows
 * from its content. In answers, what a template would act on is made harmless as {@link PromptFormats#neutral} does, because
 * trainers let special tokens act wherever they stand. A trainer adds the token that ends a completion.
 *
 * @param format with which the model will be served
 */
public record ServedRows(PromptFormat format) {

    private static final String STEP = "served";
    private static final int FENCE = 32;

    /** Checks that there is one. */
    public ServedRows {
        requireNonNull(format, "format");
    }

    /**
     * Returns {@code row} with messages or a text only. Completions stay as they are.
     *
     * @throws dev.tokka.QuestionRejectedException if the format has no place for a part of the question
     * @throws TrainingDataException if the row is a preference and the format renders a text instead of messages, or
     *     messages that rows cannot hold
     */
    public TrainingRow apply(TrainingRow row) {
        RowContent content = row.content();
        if (content instanceof RowContent.Supervised supervised) {
            String answer = PromptFormats.neutral(supervised.answer());
            Prompt prompt = prompt(supervised.question(), row);
            return row.then(
                    STEP,
                    prompt instanceof Prompt.Completion raw
                            ? new RowContent.Completion(raw.text(), answer)
                            : new RowContent.Supervised(messages((Prompt.Chat) prompt), answer));
        }
        if (content instanceof RowContent.Preference preference) {
            if (!(prompt(preference.question(), row) instanceof Prompt.Chat chat)) {
                throw new TrainingDataException(
                        "format " + format, "expected messages for a preference but the format renders a raw text");
            }
            return row.then(
                    STEP,
                    new RowContent.Preference(
                            messages(chat),
                            PromptFormats.neutral(preference.chosen()),
                            PromptFormats.neutral(preference.rejected())));
        }
        return row;
    }

    private Prompt prompt(TrainingQuestion question, TrainingRow row) {
        return format.render(question.toQuestion(), fence(row));
    }

    /** Returns the fence that the passages of {@code row} stand in. */
    public static String fence(TrainingRow row) {
        return Digests.sha256("fence " + row.digest()).substring(0, FENCE);
    }

    private TrainingQuestion messages(Prompt.Chat prompt) {
        List<String> instructions = new ArrayList<>();
        List<Turn> turns = new ArrayList<>();
        for (Prompt.Message message : prompt.messages()) {
            if (message.role() != Prompt.Role.SYSTEM) {
                turns.add(new Turn(
                        message.role() == Prompt.Role.USER ? Turn.Speaker.USER : Turn.Speaker.MODEL, message.text()));
            } else if (turns.isEmpty() && instructions.isEmpty()) {
                instructions.add(message.text());
            } else {
                throw new TrainingDataException(
                        "format " + format, "expected one system message, at the beginning, but there is another");
            }
        }
        Turn last = turns.isEmpty() ? null : turns.get(turns.size() - 1);
        if (last == null || last.speaker() != Turn.Speaker.USER) {
            throw new TrainingDataException(
                    "format " + format, "expected a message of the user at the end but there is none");
        }
        return TrainingQuestion.of(last.text())
                .withInstructions(instructions)
                .withHistory(turns.subList(0, turns.size() - 1));
    }
}
