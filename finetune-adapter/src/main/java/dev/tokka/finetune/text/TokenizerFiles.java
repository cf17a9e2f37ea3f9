// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokka.onnx.ModelDirectory;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What the small files beside a tokenizer say of it.
 *
 * @param digest the SHA-256 of tokenizer.json
 * @param tokenizer tokenizer_config.json
 * @param special special_tokens_map.json
 * @param generation generation_config.json
 * @param model config.json
 */
record TokenizerFiles(String digest, JsonNode tokenizer, JsonNode special, JsonNode generation, JsonNode model) {

    static TokenizerFiles of(ModelDirectory directory, String digest) {
        return new TokenizerFiles(
                digest,
                directory.json("tokenizer_config.json"),
                directory.json("special_tokens_map.json"),
                directory.json("generation_config.json"),
                directory.json("config.json"));
    }

    /** Returns how the token with the role {@code name}, such as {@code bos_token}, is written. */
    Optional<String> token(String name) {
        JsonNode node = tokenizer.path(name).isMissingNode() ? special.path(name) : tokenizer.path(name);
        JsonNode content = node.isObject() ? node.path("content") : node;
        return content.isTextual() ? Optional.of(content.asText()) : Optional.empty();
    }

    /** Returns the number that the configurations give the token with the role {@code name}, such as {@code bos_token_id}. */
    OptionalInt id(String name) {
        Set<Integer> ids = ids(name);
        return ids.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(ids.iterator().next());
    }

    /** Returns one number or several. */
    Set<Integer> ids(String name) {
        JsonNode node = generation.path(name);
        if (!node.isInt() && !node.isArray()) {
            node = model.path(name);
        }
        Set<Integer> ids = new LinkedHashSet<>();
        if (node.isInt()) {
            ids.add(node.intValue());
        }
        node.forEach(id -> {
            if (id.isInt()) {
                ids.add(id.intValue());
            }
        });
        return ids;
    }

    /** Returns how many logits the model has. */
    OptionalInt vocabularySize() {
        for (JsonNode config : new JsonNode[] {model, model.path("text_config")}) {
            if (config.path("vocab_size").isInt() && config.path("vocab_size").intValue() > 0) {
                return OptionalInt.of(config.path("vocab_size").intValue());
            }
        }
        return OptionalInt.empty();
    }

    /** Returns a setting that is yes or no, or empty if nobody says. */
    Optional<Boolean> flag(String name) {
        JsonNode node = tokenizer.path(name);
        return node.isBoolean() ? Optional.of(node.booleanValue()) : Optional.empty();
    }
}
