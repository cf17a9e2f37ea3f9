// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.finetune.data.JsonFields;
import dev.tokka.finetune.data.RowContent;

/** See {@link RowFormats#trlPreference}. */
record TrlPreferenceRows() implements RowFormat {

    private static final Messages MESSAGES = Messages.openAi("trlPreference");

    @Override
    public String write(RowContent content) {
        RowContent.Preference row = Contents.preference(content, MESSAGES.name());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("prompt", MESSAGES.write(row.question()));
        json.putArray("chosen").add(MESSAGES.answer(row.chosen()));
        json.putArray("rejected").add(MESSAGES.answer(row.rejected()));
        return json.toString();
    }

    @Override
    public RowContent read(String text, String where, long line) {
        return Contents.checked(where, line, () -> {
            JsonFields json = JsonFields.parse(text, where, line).only("prompt", "chosen", "rejected");
            return new RowContent.Preference(
                    MESSAGES.question(json.objects("prompt"), json, "prompt"),
                    MESSAGES.onlyAnswer(json, "chosen"),
                    MESSAGES.onlyAnswer(json, "rejected"));
        });
    }

    @Override
    public String toString() {
        return MESSAGES.name();
    }
}
