// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.generation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the JSON in replies, around which models like to talk. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /**
     * Returns the items of the array called {@code member}, or of the array that the reply is; empty if the reply holds
     * neither.
     */
    static Optional<List<JsonNode>> items(String reply, String member) {
        return parse(reply.strip())
                .or(() -> between(reply, '{', '}'))
                .or(() -> between(reply, '[', ']'))
                .map(json -> json.isObject() ? json.path(member) : json)
                .filter(JsonNode::isArray)
                .map(array -> {
                    List<JsonNode> items = new ArrayList<>();
                    array.forEach(items::add);
                    return items;
                });
    }

    /** Returns the text or the number called {@code member} in one line; empty if there is none. */
    static String text(JsonNode item, String member) {
        JsonNode value = item.path(member);
        return value.isTextual() || value.isNumber() ? Texts.oneLine(value.asText()) : "";
    }

    private static Optional<JsonNode> between(String reply, char open, char close) {
        int start = reply.indexOf(open);
        int end = reply.lastIndexOf(close);
        return start >= 0 && start < end ? parse(reply.substring(start, end + 1)) : Optional.empty();
    }

    private static Optional<JsonNode> parse(String text) {
        try {
            return Optional.of(MAPPER.readTree(text)).filter(JsonNode::isContainerNode);
        } catch (JsonProcessingException e) {
            return Optional.empty(); // the caller says that the reply is unreadable
        }
    }
}
