// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
 *
 * <p>All methods throw {@link IllegalArgumentException} where something else stands than what is asked for. Not safe for use
 * by many threads.
 */
public final class Fields {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonNode node;
    private final String path;
    private final Set<String> asked = new HashSet<>();

    private Fields(JsonNode node, String path) {
        this.node = node;
        this.path = path;
    }

    /**
     * Returns what {@code read} makes of the object that is the whole of {@code json}, all members of which it must ask for.
     *
     * @param what it is, to begin the path of what is wrong
     * @throws IllegalArgumentException if it is not JSON, an object has a name twice or a member that was not asked for
     */
    public static <T> T parse(String json, String what, Function<Fields, T> read) {
        JsonNode root;
        try {
            root = MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new IllegalArgumentException("expected JSON but line " + line + " is not", e);
        }
        return read(root, what, read);
    }

    private static <T> T read(JsonNode node, String path, Function<Fields, T> read) {
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

    /** Returns whether there is such a member. */
    public boolean has(String name) {
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

    /** Returns a text. */
    public String text(String name) {
        JsonNode value = get(name, "a text");
        if (!value.isTextual()) {
            throw expected("a text", path + "." + name);
        }
        return value.textValue();
    }

    /** Returns a text, or empty if there is no such member. */
    public Optional<String> textIf(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    /** Returns a whole number. */
    public long whole(String name) {
        JsonNode value = get(name, "a whole number");
        if (!value.canConvertToExactIntegral() || !value.canConvertToLong()) {
            throw expected("a whole number", path + "." + name);
        }
        return value.longValue();
    }

    /** Returns a number. */
    public double number(String name) {
        JsonNode value = get(name, "a number");
        if (!value.isNumber()) {
            throw expected("a number", path + "." + name);
        }
        return value.doubleValue();
    }

    /** Returns what {@code parse} makes of a text, such as a date. */
    public <T> T parsed(String name, Function<String, T> parse) {
        try {
            return parse.apply(text(name));
        } catch (DateTimeException e) {
            throw expected("a date or time of ISO 8601", path + "." + name);
        }
    }

    /** Returns the constant of this very name. */
    public <E extends Enum<E>> E constant(String name, Class<E> type) {
        String text = text(name);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        throw expected("one of the words of this version", path + "." + name);
    }

    /** Returns what {@code read} makes of an object, all members of which it must ask for. */
    public <T> T object(String name, Function<Fields, T> read) {
        return read(get(name, "an object"), path + "." + name, read);
    }

    /** Returns what {@code read} makes of each object of a list. */
    public <T> List<T> list(String name, Function<Fields, T> read) {
        JsonNode array = array(name);
        List<T> all = new ArrayList<>();
        for (JsonNode element : array) {
            all.add(read(element, path + "." + name + "[" + all.size() + "]", read));
        }
        return all;
    }

    /** Returns a list of texts. */
    public List<String> texts(String name) {
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
    public Map<String, String> texts() {
        Map<String, String> all = new TreeMap<>();
        node.fieldNames().forEachRemaining(name -> all.put(name, text(name)));
        return all;
    }

    /** Returns a list of numbers. */
    public double[] numbers(String name) {
        JsonNode array = array(name);
        double[] all = new double[array.size()];
        for (int i = 0; i < all.length; i++) {
            if (!array.get(i).isNumber()) {
                throw expected("a number", path + "." + name + "[" + i + "]");
            }
            all[i] = array.get(i).doubleValue();
        }
        return all;
    }

    /** Returns the names of all members, in their order. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
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
