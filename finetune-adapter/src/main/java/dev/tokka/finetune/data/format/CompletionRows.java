// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tokka.finetune.data.JsonFields;
import dev.tokka.finetune.data.RowContent;
import dev.tokka.finetune.data.TrainingDataException;

/** See {@link RowFormats#completion}. */
record CompletionRows() implements RowFormat {

    private static final String NAME = "completion";

    @Override
    public String write(RowContent content) {
        if (content instanceof RowContent.Completion row) {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("prompt", row.prompt())
                    .put("completion", row.completion())
                    .toString();
        }
        throw new TrainingDataException(
                NAME,
                "expected a completion but it is another row; write it by ServedRows and a raw prompt format first");
    }

    @Override
    public RowContent read(String text, String where, long line) {
        return Contents.checked(where, line, () -> {
            JsonFields json = JsonFields.parse(text, where, line).only("prompt", "completion");
            return new RowContent.Completion(json.text("prompt"), json.text("completion"));
        });
    }

    @Override
    public String toString() {
        return NAME;
    }
}
