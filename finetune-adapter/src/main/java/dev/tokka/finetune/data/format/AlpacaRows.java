// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tokka.finetune.data.JsonFields;
import dev.tokka.finetune.data.RowContent;
import dev.tokka.finetune.data.TrainingQuestion;
import java.util.List;

/** See {@link RowFormats#alpaca}. */
record AlpacaRows() implements RowFormat {

    private static final String NAME = "alpaca";

    @Override
    public String write(RowContent content) {
        RowContent.Supervised row = Contents.supervised(content, NAME);
        TrainingQuestion question = row.question();
        Messages.requirePlain(question, NAME);
        Messages.refuse(!question.history().isEmpty(), NAME, "a history");
        boolean isPlain = question.instructions().isEmpty();
        return JsonNodeFactory.instance
                .objectNode()
                .put(
                        "instruction",
                        isPlain ? question.text() : question.instructions().get(0))
                .put("input", isPlain ? "" : question.text())
                .put("output", row.answer())
                .toString();
    }

    @Override
    public RowContent read(String text, String where, long line) {
        return Contents.checked(where, line, () -> {
            JsonFields json = JsonFields.parse(text, where, line).only("instruction", "input", "output");
            String instruction = json.text("instruction");
            String input = json.text("input", "");
            TrainingQuestion question = input.isBlank()
                    ? TrainingQuestion.of(instruction)
                    : TrainingQuestion.of(input).withInstructions(List.of(instruction));
            return new RowContent.Supervised(question, json.text("output"));
        });
    }

    @Override
    public String toString() {
        return NAME;
    }
}
