// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokka.onnx.ModelDirectory;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The text of a chat template.
 *
 * @param file where it is, for messages
 * @param text what it says
 */
record TemplateSource(Path file, String text) {

    /** Returns the template of a directory: chat_template.jinja if it is there, as transformers does, else its settings'. */
    static Optional<TemplateSource> of(ModelDirectory directory, JsonNode tokenizerConfig) {
        if (directory.has("chat_template.jinja")) {
            return Optional.of(new TemplateSource(
                    directory.path().resolve("chat_template.jinja"),
                    new String(directory.read("chat_template.jinja"), UTF_8)));
        }
        Path file = directory.path().resolve("tokenizer_config.json");
        JsonNode template = tokenizerConfig.path("chat_template");
        if (template.isArray()) {
            for (JsonNode named : template) {
                if (named.path("name").asText().equals("default")) {
                    return Optional.of(
                            new TemplateSource(file, named.path("template").asText()));
                }
            }
        }
        return template.isTextual() ? Optional.of(new TemplateSource(file, template.asText())) : Optional.empty();
    }
}
