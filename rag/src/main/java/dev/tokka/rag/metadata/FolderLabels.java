// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.metadata;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The labels of the documents of a folder, as a JSON file says.
 *
 * <pre>{@code
 * {
 *   "labels": [
 *     {"files": "cards/**", "roles": ["clerk", "manager"],
 *      "metadata": {"kind": "rule", "valid_from": "2026-04-01T00:00:00+09:00"}},
 *     {"files": "public/*.md"}
 *   ],
 *   "otherwise": "nobody"
 * }
 * }</pre>
 *
 * <p>The first entry whose {@code files} matches the id of a document decides. It is a glob as in {@link
 * java.nio.file.FileSystem#getPathMatcher}, where {@code *} stays within a folder and {@code **} does not. Without {@code
 * roles} all callers may find the document; without {@code tenant} all tenants. A document that no entry matches may be
 * found by {@code "everybody"} or {@code "nobody"}, which is also what is meant if nothing is said.
 *
 * <p>Texts, arrays of texts, numbers, and true or false are values of metadata; a text is a time where the schema asks for
 * one, written with its offset. Safe for use by many threads.
 */
public final class FolderLabels implements Function<String, Labels> {

    private static final Labels NOBODY = new Labels(Metadata.NONE, Access.EVERYBODY.forRoles());

    private final List<Entry> entries;
    private final Labels otherwise;

    private record Entry(PathMatcher files, Labels labels) {}

    private FolderLabels(List<Entry> entries, Labels otherwise) {
        this.entries = List.copyOf(entries);
        this.otherwise = otherwise;
    }

    private record Content(
            @Nullable List<@Nullable Line> labels, @Nullable String otherwise) {}

    private record Line(
            @Nullable String files,
            @Nullable String tenant,
            @Nullable List<@Nullable String> roles,
            @Nullable Map<String, JsonNode> metadata) {}

    /**
     * Reads {@code file}; the metadata in it must fit {@code schema}.
     *
     * @throws IllegalArgumentException if the file cannot be read, is not such a file, or does not fit the schema; the
     *     message says where
     */
    public static FolderLabels read(Path file, MetadataSchema schema) {
        requireNonNull(schema, "schema");
        Content content = parse(file);
        List<Entry> entries = new ArrayList<>();
        if (content.labels() == null) {
            throw new IllegalArgumentException(file + ": expected a list of labels but there is none");
        }
        for (@Nullable Line line : content.labels()) {
            try {
                entries.add(entry(line, schema));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        file + ": expected labels in entry " + (entries.size() + 1) + " but " + e.getMessage(), e);
            }
        }
        return new FolderLabels(entries, otherwise(requireNonNullElse(content.otherwise(), "nobody"), file));
    }

    private static Content parse(Path file) {
        JsonMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        try {
            return mapper.readValue(Files.readAllBytes(file), Content.class);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String where = at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
            throw new IllegalArgumentException(file + where + ": expected labels but " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": expected a file of labels but got " + e, e);
        }
    }

    private static Labels otherwise(String word, Path file) {
        return switch (word) {
            case "nobody" -> NOBODY;
            case "everybody" -> Labels.NONE;
            default ->
                throw new IllegalArgumentException(
                        file + ": otherwise must be \"nobody\" or \"everybody\" but is another text");
        };
    }

    private static Entry entry(@Nullable Line line, MetadataSchema schema) {
        if (line == null || line.files() == null) {
            throw new IllegalArgumentException("it has no files");
        }
        Map<String, Value> values = new TreeMap<>();
        requireNonNullElse(line.metadata(), Map.<String, JsonNode>of())
                .forEach((key, node) -> values.put(key, value(key, node, schema)));
        Metadata metadata = Metadata.of(values);
        schema.require(metadata);
        Access access = new Access(
                Optional.ofNullable(line.tenant()),
                Optional.ofNullable(line.roles()).map(FolderLabels::roles));
        return new Entry(FileSystems.getDefault().getPathMatcher("glob:" + line.files()), new Labels(metadata, access));
    }

    private static Set<String> roles(List<@Nullable String> names) {
        Set<String> roles = new HashSet<>();
        for (String name : names) {
            if (name == null) {
                throw new IllegalArgumentException("one of its roles is null");
            }
            roles.add(name);
        }
        return roles;
    }

    private static Value value(String key, JsonNode node, MetadataSchema schema) {
        if (node.isTextual()) {
            return schema.types().get(key) == Value.Type.TIME
                    ? time(key, node.textValue())
                    : new Value.Text(node.textValue());
        }
        if (node.isNumber()) {
            return new Value.Numeric(node.doubleValue());
        }
        if (node.isBoolean()) {
            return new Value.Flag(node.booleanValue());
        }
        if (!node.isArray()) {
            throw new IllegalArgumentException(
                    "metadata " + key + " is neither a text, a number, true, false nor texts");
        }
        Set<String> texts = new HashSet<>();
        for (JsonNode each : node) {
            if (!each.isTextual()) {
                throw new IllegalArgumentException("metadata " + key + " holds something else than texts");
            }
            texts.add(each.textValue());
        }
        return new Value.Texts(texts);
    }

    private static Value time(String key, String text) {
        try {
            return new Value.Time(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "metadata " + key + " is no time with an offset such as 2026-04-01T00:00:00+09:00", e);
        }
    }

    /** Returns the labels of the document {@code id}. */
    @Override
    public Labels apply(String id) {
        Path path = Path.of(id);
        return entries.stream()
                .filter(entry -> entry.files().matches(path))
                .map(Entry::labels)
                .findFirst()
                .orElse(otherwise);
    }

    @Override
    public String toString() {
        return "labels of " + entries.size() + " patterns";
    }
}
