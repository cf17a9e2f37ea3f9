// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of a JSON object and says, where one is wrong, in which line and field, what was expected and what was
 * seen. Immutable.
 */
public final class JsonFields {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonNode object;
    private final String path;
    private final String where;
    private final long line;

    private JsonFields(JsonNode object, String path, String where, long line) {
        this.object = object;
        this.path = path;
        this.where = where;
        this.line = line;
    }

    /**
     * Reads a text that is one JSON object.
     *
     * @param where the file, for messages
     * @param line counted from 1, for messages; 0 for none
     * @throws TrainingDataException if it is not
     */
    public static JsonFields parse(String json, String where, long line) {
        try {
            return new JsonFields(MAPPER.readTree(json), "", where, line).checked();
        } catch (JsonProcessingException e) { // its message quotes the text, so it is not passed on
            long column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
            throw new TrainingDataException(
                    where, line, "expected a JSON object but the text is none, at column " + column, null);
        }
    }

    private JsonFields checked() {
        if (!object.isObject()) {
            throw wrong("", "an object", seen(object));
        }
        return this;
    }

    /** Refuses members of other names than these. */
    public JsonFields only(String... names) {
        Set<String> known = new TreeSet<>(Arrays.asList(names));
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw wrong("", "no members but " + known, "another");
            }
        });
        return this;
    }

    /** Returns whether there is a member {@code name} that is not {@code null}. */
    public boolean has(String name) {
        return object.hasNonNull(name);
    }

    /** Returns the text {@code name}. */
    public String text(String name) {
        return text(object.get(name), name);
    }

    /** Returns the text {@code name}, or {@code otherwise} if there is none. */
    public String text(String name, String otherwise) {
        return has(name) ? text(name) : otherwise;
    }

    /** Returns the whole number {@code name}. */
    public long number(String name) {
        JsonNode value = object.get(name);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong(name, "a whole number", seen(value));
        }
        return value.longValue();
    }

    /** Returns the object {@code name}. */
    public JsonFields object(String name) {
        return child(object.get(name), name);
    }

    /** Returns the objects of the list {@code name}; an empty list if it is not there. */
    public List<JsonFields> objects(String name) {
        List<JsonFields> objects = new ArrayList<>();
        for (JsonNode each : list(name)) {
            objects.add(child(each, name + "[" + objects.size() + "]"));
        }
        return objects;
    }

    /** Returns the texts of the list {@code name}; an empty list if it is not there. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode each : list(name)) {
            texts.add(text(each, name + "[" + texts.size() + "]"));
        }
        return texts;
    }

    /** Returns whether the member {@code name} is a list. */
    public boolean isList(String name) {
        return object.path(name).isArray();
    }

    private Iterable<JsonNode> list(String name) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            throw wrong(name, "a list", seen(value));
        }
        return value;
    }

    private String text(@Nullable JsonNode value, String name) {
        if (value == null || !value.isTextual()) {
            throw wrong(name, "a text", seen(value));
        }
        return value.textValue();
    }

    private JsonFields child(@Nullable JsonNode value, String name) {
        String below = path.isEmpty() ? name : path + "." + name;
        if (value == null || !value.isObject()) {
            throw wrong(name, "an object", seen(value));
        }
        return new JsonFields(value, below, where, line);
    }

    private static String seen(@Nullable JsonNode value) {
        return value == null ? "nothing" : value.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    /** Returns an exception that says that the member {@code name} (empty for the object itself) is wrong. */
    public TrainingDataException wrong(String name, String expected, String seen) {
        requireNonNull(name, "name");
        String full = path.isEmpty() ? name : name.isEmpty() ? path : path + "." + name;
        return new TrainingDataException(
                where, line, (full.isEmpty() ? "" : full + ": ") + "expected " + expected + " but saw " + seen, null);
    }
}
