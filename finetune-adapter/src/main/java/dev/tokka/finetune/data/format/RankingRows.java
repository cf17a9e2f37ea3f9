// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.finetune.data.JsonFields;
import dev.tokka.finetune.data.RowContent;

/** See {@link RowFormats#llamaFactoryRanking}. */
record RankingRows() implements RowFormat {

    private static final Messages MESSAGES = Messages.shareGpt("llamaFactoryRanking");

    @Override
    public String write(RowContent content) {
        RowContent.Preference row = Contents.preference(content, MESSAGES.name());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("conversations", MESSAGES.write(row.question()));
        json.set("chosen", MESSAGES.answer(row.chosen()));
        json.set("rejected", MESSAGES.answer(row.rejected()));
        return json.toString();
    }

    @Override
    public RowContent read(String text, String where, long line) {
        return Contents.checked(where, line, () -> {
            JsonFields json = JsonFields.parse(text, where, line).only("conversations", "chosen", "rejected");
            return new RowContent.Preference(
                    MESSAGES.question(json.objects("conversations"), json, "conversations"),
                    MESSAGES.answer(json.object("chosen")),
                    MESSAGES.answer(json.object("rejected")));
        });
    }

    @Override
    public String toString() {
        return MESSAGES.name();
    }
}
