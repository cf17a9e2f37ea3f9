// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes JSON as text that can be read without knowing JSON.
 *
 * <p>Each value of the file, or each element if the file is one array, is a record and a section of its own. Its heading is
 * its field {@code title}, {@code name}, {@code subject}, {@code question} or {@code id}, whichever comes first in this
 * order, or {@code "record 7"}. Its short values are a list of {@code "- path.to.field: value"}; texts of more than 200
 * characters or several lines are paragraphs behind that list, below a heading with the name of the field, unless that is
 * {@code text}, {@code content} or {@code body}. Nulls and empty values are left out.
 */
final class JsonReader {

    private static final int MAX_DEPTH = 100;
    private static final int SHORT = 200;
    private static final List<String> TITLES = List.of("title", "name", "subject", "question", "id");
    private static final List<String> TEXTS = List.of("text", "content", "body");

    private final TextWriter writer;
    private final ReadTimer timer;
    private final StringBuilder list = new StringBuilder();
    private final List<Map.Entry<String, String>> texts = new ArrayList<>();
    private int records;

    private JsonReader(TextWriter writer, ReadTimer timer) {
        this.writer = writer;
        this.timer = timer;
    }

    static SourceDocument parse(String id, String source, ReadTimer timer, int maxCharacters) throws IOException {
        TextWriter writer = new TextWriter(id, maxCharacters);
        JsonReader reader = new JsonReader(writer, timer);
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(maxCharacters)
                        .build())
                .build();
        try (JsonParser parser = factory.createParser(timer.reader(source));
                MappingIterator<JsonNode> values =
                        new ObjectMapper(factory).readerFor(JsonNode.class).readValues(parser)) {
            while (values.hasNextValue()) { // elements one by one if the file starts with an array
                reader.record(values.nextValue());
            }
        }
        return writer.finish("");
    }

    private void record(JsonNode node) {
        timer.check();
        if (node.isArray()) {
            node.forEach(this::record);
            return;
        }
        records++;
        writer.heading(1, title(node).orElse("record " + records));
        add("", node);
        writer.block(Block.Kind.LIST, list.toString());
        list.setLength(0);
        for (Map.Entry<String, String> text : texts) {
            String name = text.getKey().substring(text.getKey().lastIndexOf('.') + 1);
            if (TEXTS.contains(name) || name.isEmpty()) {
                paragraphs(text.getValue());
            }
        }
        for (Map.Entry<String, String> text : texts) {
            String name = text.getKey().substring(text.getKey().lastIndexOf('.') + 1);
            if (!TEXTS.contains(name) && !name.isEmpty()) {
                writer.heading(2, text.getKey());
                paragraphs(text.getValue());
            }
        }
        texts.clear();
    }

    private static Optional<String> title(JsonNode node) {
        return TITLES.stream()
                .map(node::path)
                .filter(JsonNode::isValueNode)
                .map(JsonNode::asText)
                .filter(text -> !text.isBlank())
                .findFirst();
    }

    private void add(String path, JsonNode node) {
        if (node.isObject()) {
            node.properties()
                    .forEach(field ->
                            add(path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue()));
        } else if (node.isArray()) {
            array(path, node);
        } else if (!node.isNull()) {
            value(path, node.asText());
        }
    }

    private void array(String path, JsonNode array) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            JsonNode element = array.get(i);
            String text = element.asText();
            if (element.isValueNode() && text.length() <= SHORT) {
                values.add(text.replaceAll("\\s+", " "));
            } else {
                add(path + "." + (i + 1), element);
            }
        }
        String joined = String.join(", ", values);
        if (!joined.isBlank()) {
            line(path, joined);
        }
    }

    private void value(String path, String text) {
        if (text.isBlank()) {
            return;
        }
        if (text.length() > SHORT || text.strip().contains("\n")) {
            texts.add(Map.entry(path, text));
        } else {
            line(path, text.strip());
        }
    }

    private void line(String path, String value) {
        list.append("- ")
                .append(path.isEmpty() ? "" : path + ": ")
                .append(value)
                .append('\n');
        writer.requireRoom(list.length());
    }

    private void paragraphs(String text) {
        writer.include(PlainTextParser.parse("text", text));
    }
}
