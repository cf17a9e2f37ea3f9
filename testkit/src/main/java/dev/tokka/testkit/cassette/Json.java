// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.cassette;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** JSON as people read it: two spaces, one thing a line, and texts of several lines as several lines. */
final class Json {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** The only field of an object that stands for a text of several lines. */
    private static final String LINES = "lines";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    static ObjectNode object() {
        return NODES.objectNode();
    }

    static ArrayNode array() {
        return NODES.arrayNode();
    }

    static ArrayNode texts(List<String> texts) {
        ArrayNode array = array();
        texts.forEach(array::add);
        return array;
    }

    /** Returns a parser of {@code text} that reads trees, for a file in which places must be known. */
    static JsonParser parser(String text) throws IOException {
        return MAPPER.createParser(text);
    }

    /** Returns {@code text} as a tree, or as a text if it is not JSON. */
    static JsonNode treeOrText(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }

    /** Returns {@code tree} as text, the same on every machine. */
    static String pretty(JsonNode tree) {
        try {
            return escapeHalves(writer().writeValueAsString(split(tree)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e); // a tree in memory is written to memory
        }
    }

    /** Returns {@code tree} with all that {@code change} has something for replaced, from the root to the leaves. */
    private static JsonNode map(JsonNode tree, Function<JsonNode, Optional<JsonNode>> change) {
        Optional<JsonNode> changed = change.apply(tree);
        if (changed.isPresent()) {
            return changed.get();
        }
        if (tree instanceof ArrayNode array) {
            ArrayNode copy = array();
            array.forEach(element -> copy.add(map(element, change)));
            return copy;
        }
        if (tree instanceof ObjectNode object) {
            ObjectNode copy = object();
            object.properties().forEach(field -> copy.set(field.getKey(), map(field.getValue(), change)));
            return copy;
        }
        return tree;
    }

    /** Returns {@code tree} with all its texts changed. */
    static JsonNode mapTexts(JsonNode tree, UnaryOperator<String> change) {
        return map(
                tree,
                node -> node instanceof TextNode text
                        ? Optional.of(TextNode.valueOf(change.apply(text.textValue())))
                        : Optional.empty());
    }

    /** Returns a tree in which texts of several lines are arrays of lines. */
    private static JsonNode split(JsonNode tree) {
        return map(tree, node -> {
            if (node instanceof TextNode text && text.textValue().indexOf('\n') >= 0) {
                ObjectNode lines = object();
                lines.set(LINES, texts(List.of(text.textValue().split("\n", -1))));
                return Optional.of(lines);
            }
            return Optional.empty();
        });
    }

    /** Returns a tree in which arrays of lines are texts again. */
    static JsonNode join(JsonNode tree) {
        return map(tree, node -> {
            if (node.size() == 1 && node.get(LINES) instanceof ArrayNode lines) {
                StringJoiner text = new StringJoiner("\n");
                lines.forEach(line -> text.add(line.asText()));
                return Optional.of(TextNode.valueOf(text.toString()));
            }
            return Optional.empty();
        });
    }

    private static ObjectWriter writer() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        return MAPPER.writer(new DefaultPrettyPrinter(Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                        .withArrayEmptySeparator("")
                        .withObjectEmptySeparator(""))
                .withArrayIndenter(indenter)
                .withObjectIndenter(indenter));
    }

    /** A lone half of a character has no UTF-8, but it may have been asked. */
    private static String escapeHalves(String json) {
        StringBuilder text = new StringBuilder(json.length());
        json.codePoints().forEach(c -> {
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                text.append(String.format("\\u%04x", c));
            } else {
                text.appendCodePoint(c);
            }
        });
        return text.toString();
    }
}
