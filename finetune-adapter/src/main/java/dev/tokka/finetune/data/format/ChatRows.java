// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tokka.finetune.data.JsonFields;
import dev.tokka.finetune.data.RowContent;
import java.util.List;

/** See {@link RowFormats#openAiChat} and {@link RowFormats#shareGpt}: one list of messages, whose last one is the answer. */
record ChatRows(Messages messages, String field) implements RowFormat {

    @Override
    public String write(RowContent content) {
        RowContent.Supervised row = Contents.supervised(content, messages.name());
        ArrayNode list = messages.write(row.question()).add(messages.answer(row.answer()));
        return JsonNodeFactory.instance.objectNode().set(field, list).toString();
    }

    @Override
    public RowContent read(String text, String where, long line) {
        return Contents.checked(where, line, () -> {
            JsonFields json = JsonFields.parse(text, where, line).only(field);
            List<JsonFields> all = json.objects(field);
            if (all.size() < 2) {
                throw json.wrong(field, "a list of at least two messages", all.size() + " messages");
            }
            return new RowContent.Supervised(
                    messages.question(all.subList(0, all.size() - 1), json, field),
                    messages.answer(all.get(all.size() - 1)));
        });
    }

    @Override
    public String toString() {
        return messages.name();
    }
}
