// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.generation;

import dev.tokka.finetune.data.JsonFields;
import dev.tokka.finetune.data.TrainingDataException;
import java.util.List;
import java.util.Optional;

/** Reads what teachers reply: the JSON object in the text, whatever they say around it. */
final class ModelReplies {

    private ModelReplies() {}

    /** Returns the object, or empty if there is none that can be read. */
    static Optional<JsonFields> object(String reply) {
        int start = reply.indexOf('{');
        int end = reply.lastIndexOf('}');
        if (start < 0 || end < start) {
            return Optional.empty();
        }
        try {
            return Optional.of(JsonFields.parse(reply.substring(start, end + 1), "reply of the teacher", 0));
        } catch (TrainingDataException e) {
            return Optional.empty();
        }
    }

    /** Returns the texts of the list {@code name}, none if there is no such list. */
    static List<String> texts(String reply, String name) {
        try {
            return object(reply).map(json -> json.texts(name)).orElse(List.of());
        } catch (TrainingDataException e) {
            return List.of();
        }
    }
}
