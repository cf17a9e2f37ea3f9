// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.Digests;
import dev.tokka.finetune.data.JsonFields;
import dev.tokka.finetune.data.RowContent;
import dev.tokka.finetune.data.TrainingQuestion;
import java.util.List;

/** See {@link RowFormats#fit}. */
record FitRows() implements RowFormat {

    private static final String NAME = "fit";
    private static final Messages MESSAGES =
            new Messages(NAME, new Messages.Keys("from", "value"), "system", "human", "agent", true);
    private static final int ID = 16;

    @Override
    public String write(RowContent content) {
        RowContent.Supervised row = Contents.supervised(content, NAME);
        TrainingQuestion question = row.question();
        Messages.requirePlain(question, NAME);
        Messages.refuse(!question.history().isEmpty(), NAME, "a history");
        String asked = question.instructions().isEmpty()
                ? question.text()
                : question.instructions().get(0) + "\n" + question.text();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", Digests.sha256(asked.length() + asked + row.answer()).substring(0, ID));
        json.set("conversations", MESSAGES.write(TrainingQuestion.of(asked)).add(MESSAGES.answer(row.answer())));
        return json.put("text", question.text()).put("label", row.answer()).toString();
    }

    @Override
    public RowContent read(String text, String where, long line) {
        return Contents.checked(where, line, () -> {
            JsonFields json = JsonFields.parse(text, where, line).only("id", "conversations", "text", "label");
            List<JsonFields> messages = json.objects("conversations");
            if (messages.size() != 2) {
                throw json.wrong("conversations", "a list of two messages", messages.size() + " messages");
            }
            TrainingQuestion asked = MESSAGES.question(messages.subList(0, 1), json, "conversations");
            String answer = MESSAGES.answer(messages.get(1));
            if (json.has("label") && !json.text("label").equals(answer)) {
                throw json.wrong("label", "the answer of the agent", "another text");
            }
            return new RowContent.Supervised(parted(asked, json.text("text", "")), answer);
        });
    }

    /** Returns {@code asked} with what stands before {@code text} as its instruction; others' rows mix the two. */
    private static TrainingQuestion parted(TrainingQuestion asked, String text) {
        String whole = asked.text();
        int before = whole.length() - text.length() - 1;
        if (text.isBlank()
                || before < 1
                || !whole.endsWith("\n" + text)
                || whole.substring(0, before).isBlank()) {
            return asked;
        }
        return TrainingQuestion.of(text).withInstructions(List.of(whole.substring(0, before)));
    }

    @Override
    public String toString() {
        return NAME;
    }
}
