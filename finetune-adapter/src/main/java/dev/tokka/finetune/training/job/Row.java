// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokka.finetune.training.job.TrainingException.Reason;
import dev.tokka.finetune.training.job.TrainingFile.Form;
import java.nio.file.Path;
import java.util.Set;

/**
 * One line of a training file.
 *
 * @param number counted from 1
 */
record Row(Path path, long number, JsonNode json) {

    private static final Set<String> ROLES = Set.of("system", "developer", "user", "assistant");

    Form form() {
        return json.has("messages") ? Form.CHAT : Form.COMPLETION;
    }

    void require(Form form) {
        if (form != form()) {
            throw wrong("expected " + wanted(form) + ", as in the first row, but found another form");
        }
        if (form == Form.CHAT) {
            requireChat();
        } else {
            for (String member : new String[] {"prompt", "completion"}) {
                if (!json.path(member).isTextual()) {
                    throw wrong("expected a text '" + member + "' but found " + seen(json.path(member)));
                }
            }
            requireWords(json.path("completion"), "completion");
        }
    }

    private void requireChat() {
        JsonNode messages = json.path("messages");
        if (!messages.isArray() || messages.isEmpty()) {
            throw wrong("expected a list 'messages' but found " + seen(messages));
        }
        for (int i = 0; i < messages.size(); i++) {
            JsonNode role = messages.get(i).path("role");
            if (!ROLES.contains(role.asText(""))) {
                throw wrong("messages[" + i + "]: expected a role system, developer, user or assistant but found "
                        + seen(role));
            }
            if (!messages.get(i).path("content").isTextual()) {
                throw wrong("messages[" + i + "]: expected a text 'content' but found "
                        + seen(messages.get(i).path("content")));
            }
        }
        JsonNode last = messages.get(messages.size() - 1);
        if (!last.path("role").asText().equals("assistant")) {
            throw wrong("expected the last message to be the assistant's but it is another's");
        }
        requireWords(last.path("content"), "the last message");
    }

    private void requireWords(JsonNode text, String name) {
        if (text.textValue().isBlank()) {
            throw wrong("expected words in " + name + " but it is blank");
        }
    }

    private static String wanted(Form form) {
        return form == Form.CHAT ? "'messages'" : "'prompt' and 'completion'";
    }

    private static String seen(JsonNode value) {
        return switch (value.getNodeType()) {
            case MISSING -> "none";
            case STRING -> "another text";
            case ARRAY -> value.isEmpty() ? "an empty list" : "a list";
            default -> "another type";
        };
    }

    private TrainingException wrong(String what) {
        return new TrainingException(Reason.BAD_DATA, path + ":" + number + ": " + what);
    }
}
