// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The members of a JSON object, each of which must be asked for. What is wrong is told by its path, without its value, which
 * may be anybody's.
 */
final class Fields {

    private final JsonNode node;
    private final String path;
    private final Set<String> asked = new HashSet<>();

    private Fields(JsonNode node, String path) {
        this.node = node;
        this.path = path;
    }

    /** Returns what {@code read} makes of an object, all members of which it must ask for. */
    static <T> T read(JsonNode node, String path, Function<Fields, T> read) {
        if (!node.isObject()) {
            throw expected("an object", path);
        }
        Fields fields = new Fields(node, path);
        T value;
        try {
            value = read.apply(fields);
        } catch (Misread e) {
            throw e; // it has a path
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new Misread(path + ": " + e.getMessage(), e);
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!fields.asked.contains(name)) {
                throw expected("no such member", path + "." + name);
            }
        });
        return value;
    }

    boolean has(String name) {
        asked.add(name);
        return node.has(name);
    }

    private JsonNode get(String name, String what) {
        asked.add(name);
        JsonNode value = node.get(name);
        if (value == null) {
            throw expected(what, path + "." + name);
        }
        return value;
    }

    String text(String name) {
        JsonNode value = get(name, "a text");
        if (!value.isTextual()) {
            throw expected("a text", path + "." + name);
        }
        return value.textValue();
    }

    Optional<String> textIf(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    long whole(String name) {
        JsonNode value = get(name, "a whole number");
        if (!value.canConvertToExactIntegral() || !value.canConvertToLong()) {
            throw expected("a whole number", path + "." + name);
        }
        return value.longValue();
    }

    double number(String name) {
        JsonNode value = get(name, "a number");
        if (!value.isNumber()) {
            throw expected("a number", path + "." + name);
        }
        return value.doubleValue();
    }

    <T> T parsed(String name, Function<String, T> parse) {
        try {
            return parse.apply(text(name));
        } catch (DateTimeException e) {
            throw expected("a date or time of ISO 8601", path + "." + name);
        }
    }

    <E extends Enum<E>> E constant(String name, Class<E> type) {
        String text = text(name);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        throw expected("one of the words of this version", path + "." + name);
    }

    <T> T object(String name, Function<Fields, T> read) {
        return read(get(name, "an object"), path + "." + name, read);
    }

    <T> List<T> list(String name, Function<Fields, T> read) {
        JsonNode array = array(name);
        List<T> all = new ArrayList<>();
        for (JsonNode element : array) {
            all.add(read(element, path + "." + name + "[" + all.size() + "]", read));
        }
        return all;
    }

    List<String> texts(String name) {
        List<String> all = new ArrayList<>();
        for (JsonNode element : array(name)) {
            if (!element.isTextual()) {
                throw expected("a text", path + "." + name + "[" + all.size() + "]");
            }
            all.add(element.textValue());
        }
        return all;
    }

    /** Returns all members, which must be texts. */
    Map<String, String> texts() {
        Map<String, String> all = new TreeMap<>();
        node.fieldNames().forEachRemaining(name -> all.put(name, text(name)));
        return all;
    }

    private JsonNode array(String name) {
        JsonNode array = get(name, "a list");
        if (!array.isArray()) {
            throw expected("a list", path + "." + name);
        }
        return array;
    }

    private static Misread expected(String what, String path) {
        return new Misread("expected " + what + " at " + path, null);
    }

    /** What is wrong, and where. */
    private static final class Misread extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        Misread(String message, @org.jspecify.annotations.Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
