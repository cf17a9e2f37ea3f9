// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads YAML or JSON into nodes that know their places, within limits; what is wrong becomes problems. */
final class NodeReader {

    static final int MAX_BYTES = 1_000_000;
    static final int MAX_DEPTH = 64;

    private static final String FENCE = "---";

    private final Problems problems;
    private final int linesBefore;
    private final Node.Form texts;

    NodeReader(Problems problems) {
        this(problems, 0, Node.Form.TEXT);
    }

    private NodeReader(Problems problems, int linesBefore, Node.Form texts) {
        this.problems = problems;
        this.linesBefore = linesBefore;
        this.texts = texts;
    }

    /** Returns a reader of one line of data. */
    static NodeReader ofLine(int line, Problems problems) {
        return new NodeReader(problems, line - 1, Node.Form.DATA);
    }

    /** Returns what {@code file} holds, or empty if that cannot be told. */
    Optional<Node> read(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        boolean yaml = name.endsWith(".yaml") || name.endsWith(".yml");
        if (!yaml && !name.endsWith(".json")) {
            return problems.add(Place.START, "a file named *.yaml, *.yml or *.json", "this name");
        }
        return TextFile.read(file, MAX_BYTES, problems)
                .flatMap(text -> parse(yaml ? new YAMLFactory() : new JsonFactory(), text));
    }

    /** Returns the settings at the beginning of a Markdown file, with its body under {@code bodyKey}. */
    Optional<Node> readMarkdown(Path file, String bodyKey) {
        return TextFile.read(file, MAX_BYTES, problems).flatMap(text -> {
            List<String> lines = text.lines().toList();
            int end = lines.isEmpty() || !lines.get(0).stripTrailing().equals(FENCE) ? 0 : 1;
            while (end > 0
                    && end < lines.size()
                    && !lines.get(end).stripTrailing().equals(FENCE)) {
                end++;
            }
            if (end == 0 || end == lines.size()) {
                return problems.add(Place.START, "settings between two lines " + FENCE, "none");
            }
            Node.Scalar body = new Node.Scalar(
                    new Place(Math.min(lines.size(), end + 2), 1),
                    Node.Form.TEXT,
                    String.join("\n", lines.subList(end + 1, lines.size())).strip());
            return parse(new YAMLFactory(), String.join("\n", lines.subList(0, end)))
                    .map(node -> withBody(node, bodyKey, body));
        });
    }

    private Node withBody(Node root, String key, Node.Scalar body) {
        if (body.text().isEmpty() || !(root instanceof Node.Mapping mapping)) {
            return root;
        }
        mapping.entry(key).ifPresent(entry -> problems.add(entry.place(), "either '" + key + "' or a body", "both"));
        List<Node.Entry> entries = new ArrayList<>(mapping.entries());
        entries.add(new Node.Entry(key, body.place(), body));
        return new Node.Mapping(mapping.place(), List.copyOf(entries));
    }

    /** Returns what {@code text} holds, or empty if that cannot be told. */
    Optional<Node> parse(JsonFactory factory, String text) {
        try (JsonParser parser = factory.createParser(new StringReader(text))) {
            if (parser.nextToken() == null) {
                return problems.add(Place.START, "a mapping", "an empty file");
            }
            Node root = node(parser, 1);
            if (parser.nextToken() != null) {
                return problems.add(place(parser.currentTokenLocation()), "the end of the file", "a second document");
            }
            return Optional.of(root);
        } catch (JsonProcessingException e) {
            String seen = words(e.getOriginalMessage());
            return problems.add(place(e.getLocation()), factory.getFormatName() + " that can be read", seen);
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory cannot fail to be read", e);
        }
    }

    private Node node(JsonParser parser, int depth) throws IOException {
        Place place = place(parser.currentTokenLocation());
        refuseReferences(parser, place);
        if (depth > MAX_DEPTH) {
            problems.add(place, "at most " + MAX_DEPTH + " levels", "more");
            parser.skipChildren();
            return new Node.Scalar(place, Node.Form.NOTHING, "");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping(parser, place, depth);
            case START_ARRAY -> sequence(parser, place, depth);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> scalar(parser, place, Node.Form.NUMBER);
            case VALUE_TRUE, VALUE_FALSE -> scalar(parser, place, Node.Form.TRUTH);
            case VALUE_NULL -> new Node.Scalar(place, Node.Form.NOTHING, "");
            default -> scalar(parser, place, texts);
        };
    }

    private static Node.Scalar scalar(JsonParser parser, Place place, Node.Form form) throws IOException {
        return new Node.Scalar(place, form, parser.getText());
    }

    private Node sequence(JsonParser parser, Place place, int depth) throws IOException {
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node(parser, depth + 1));
        }
        return new Node.Sequence(place, List.copyOf(items));
    }

    private Node mapping(JsonParser parser, Place place, int depth) throws IOException {
        List<Node.Entry> entries = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            Place at = place(parser.currentTokenLocation());
            parser.nextToken();
            Node value = node(parser, depth + 1);
            if (keys.add(key)) {
                entries.add(new Node.Entry(key, at, value));
            } else {
                problems.add(at, "every key once", "'" + key + "' a second time");
            }
        }
        return new Node.Mapping(place, List.copyOf(entries));
    }

    /** Aliases could make a small file a huge one, and tags could name classes; a part that is used twice has a name. */
    private void refuseReferences(JsonParser parser, Place place) throws IOException {
        if (parser instanceof YAMLParser yaml && (yaml.isCurrentAlias() || yaml.getObjectId() != null)) {
            problems.add(place, "no anchors and aliases (give a model a name under 'models')", "one");
        }
        if (parser.getTypeId() != null || parser.currentToken() == JsonToken.VALUE_EMBEDDED_OBJECT) {
            problems.add(place, "no tags", "one");
        }
    }

    private Place place(JsonLocation location) {
        // Jackson gives no location for what YAML cannot even read as characters.
        return location == null || location.getLineNr() < 1
                ? new Place(linesBefore + 1, 1)
                : new Place(linesBefore + location.getLineNr(), Math.max(1, location.getColumnNr()));
    }

    /** Returns what a parser complains of, without the piece of the file that it shows and without words of the file. */
    private static String words(String message) {
        return message.lines()
                .filter(line -> !line.startsWith(" "))
                .reduce((first, last) -> last)
                .orElse("something else")
                .replaceFirst("^found ", "")
                .replaceAll(" \\(start marker at \\[[^\\]]*\\]\\)", "")
                .replaceAll("'[^'\\s]{4,}'", "'…'")
                .replaceAll("\"[^\"\\s]{4,}\"", "\"…\"");
    }
}
