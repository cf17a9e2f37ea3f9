// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.finetune.data.JsonFields;
import dev.tokka.finetune.data.RowContent;

/** See {@link RowFormats#openAiPreference}. */
record OpenAiPreferenceRows() implements RowFormat {

    private static final Messages MESSAGES = Messages.openAi("openAiPreference");

    @Override
    public String write(RowContent content) {
        RowContent.Preference row = Contents.preference(content, MESSAGES.name());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putObject("input").set("messages", MESSAGES.write(row.question()));
        json.putArray("preferred_output").add(MESSAGES.answer(row.chosen()));
        json.putArray("non_preferred_output").add(MESSAGES.answer(row.rejected()));
        return json.toString();
    }

    @Override
    public RowContent read(String text, String where, long line) {
        return Contents.checked(where, line, () -> {
            JsonFields json =
                    JsonFields.parse(text, where, line).only("input", "preferred_output", "non_preferred_output");
            JsonFields input = json.object("input").only("messages", "tools", "parallel_tool_calls");
            if (!input.objects("tools").isEmpty()) {
                throw input.wrong("tools", "no tools", "some");
            }
            return new RowContent.Preference(
                    MESSAGES.question(input.objects("messages"), input, "messages"),
                    MESSAGES.onlyAnswer(json, "preferred_output"),
                    MESSAGES.onlyAnswer(json, "non_preferred_output"));
        });
    }

    @Override
    public String toString() {
        return MESSAGES.name();
    }
}
