// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokka.Digests;
import dev.tokka.onnx.ModelDirectory;
import java.util.Optional;

/** The digests of chat templates, before a tokenizer is loaded. */
final class ChatTemplates {

    private ChatTemplates() {}

    /** Returns the SHA-256 of the text of the template in {@code directory}, or empty if it has none. */
    static Optional<String> digest(ModelDirectory directory) {
        if (directory.has("chat_template.jinja")) {
            return Optional.of(Digests.sha256(new String(directory.read("chat_template.jinja"), UTF_8)));
        }
        JsonNode template = directory.json("tokenizer_config.json").path("chat_template");
        for (JsonNode named : template) {
            if (named.path("name").asText().equals("default")) {
                return Optional.of(Digests.sha256(named.path("template").asText()));
            }
        }
        return template.isTextual() ? Optional.of(Digests.sha256(template.asText())) : Optional.empty();
    }
}
