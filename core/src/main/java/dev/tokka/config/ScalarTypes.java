// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/** The types of single values. */
final class ScalarTypes {

    private static final int MOST_DIGITS = 30; // of a number, on either side of the point
    private static final String NOT_BLANK = "\\S";

    private ScalarTypes() {}

    /** Reads a text, or what it refers to. */
    private interface TextReader<T> {
        Optional<T> read(String text, Node.Scalar written, Reading reading);
    }

    static Type<String> text() {
        return texts(
                "a text",
                string().put("pattern", NOT_BLANK),
                (text, written, reading) -> text.isBlank()
                        ? reading.problems().add(written.place(), "a text", "a blank one")
                        : Optional.of(text));
    }

    static Type<Duration> duration(Duration least) {
        String expected = "a time such as 30s or 10m, at least " + Times.write(least);
        return texts(
                expected,
                string().put("pattern", Times.PATTERN),
                (text, written, reading) -> Times.read(text)
                        .filter(time -> time.compareTo(least) >= 0)
                        .or(() -> reading.problems().add(written.place(), expected, written.quoted())));
    }

    static <E extends Enum<E>> Type<E> choice(Class<E> type) {
        Map<String, E> values = new TreeMap<>();
        EnumSet.allOf(type).forEach(value -> values.put(name(value), value));
        return choice(values);
    }

    /** Returns how a constant is written in files. */
    static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <V> Type<V> choice(Map<String, V> values) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        new TreeMap<>(values).keySet().forEach(schema.putArray("enum")::add);
        String expected = Spelling.oneOf(values.keySet());
        return texts(
                expected,
                schema,
                (text, written, reading) -> Optional.ofNullable(values.get(text))
                        .or(() -> reading.problems()
                                .add(written.place(), expected, Spelling.seen(shown(text, written), values.keySet()))));
    }

    private static String shown(String text, Node.Scalar written) {
        return Reference.of(written).isPresent() ? written.text() : text;
    }

    static Type<URI> address() {
        String expected = "an address such as http://localhost:8000/v1, without user name and password";
        return texts(expected, string().put("format", "uri"), (text, written, reading) -> {
            try {
                URI address = new URI(text);
                if (address.getHost() != null
                        && address.getUserInfo() == null
                        && String.valueOf(address.getScheme()).matches("https?")) {
                    return Optional.of(address);
                }
            } catch (URISyntaxException e) {
                return reading.problems().add(written.place(), expected, "something else"); // it may hold a password
            }
            return reading.problems().add(written.place(), expected, "something else");
        });
    }

    static Type<Path> file() {
        return path("a file", Files::isRegularFile);
    }

    static Type<Path> directory() {
        return path("a directory", Files::isDirectory);
    }

    /** The path of a file that is there, and is read too. */
    static <T> Type<T> inFile(OtherFile.Reader<T> reader) {
        TextReader<Path> path = paths("a file", Files::isRegularFile);
        return plans(
                "a file",
                string().put("pattern", NOT_BLANK),
                (text, written, reading) ->
                        path.read(text, written, reading).flatMap(file -> new OtherFile(file).read(reading, reader)));
    }

    private static Type<Path> path(String expected, Predicate<Path> there) {
        return texts(expected, string().put("pattern", NOT_BLANK), paths(expected, there));
    }

    private static TextReader<Path> paths(String expected, Predicate<Path> there) {
        return (text, written, reading) -> reading.path(written.place(), text)
                .flatMap(path -> there.test(path)
                        ? Optional.of(path)
                        : reading.problems()
                                .add(written.place(), expected, "none at " + shown(path.toString(), written)));
    }

    static Type<Secret> secret() {
        String expected = "a secret as ${NAME} of an environment variable or ${file:path}";
        Type.Reader<Secret> reader = (node, reading) -> {
            Optional<Reference> reference =
                    node instanceof Node.Scalar scalar ? Reference.of(scalar) : Optional.empty();
            if (reference.isEmpty()) {
                return reading.problems().add(node.place(), expected, node.seen() + ", written out");
            }
            return reference.get().value(node.place(), reading).map(Secret::new).map(Plan::of);
        };
        return new Type<>(reader, () -> string().put("pattern", "^\\$\\{.+}$"));
    }

    static Type<Object> anything() {
        String expected = "a text, a number, true or false";
        Type.Reader<Object> reader = (node, reading) -> {
            if (!(node instanceof Node.Scalar scalar) || scalar.form() == Node.Form.NOTHING) {
                return reading.problems().add(node.place(), expected, node.seen());
            }
            Optional<Reference> reference = Reference.of(scalar);
            if (reference.isPresent()) {
                return reference.get().value(node.place(), reading).map(value -> Plan.of((Object) new Secret(value)));
            }
            return switch (scalar.form()) {
                case NUMBER ->
                    value(scalar)
                            .map(value -> Plan.of((Object) value))
                            .or(() -> reading.problems().add(node.place(), expected, node.seen()));
                case TRUTH -> Optional.of(Plan.of((Object) Boolean.valueOf(scalar.text())));
                default -> Optional.of(Plan.of((Object) scalar.text()));
            };
        };
        return new Type<>(reader, () -> {
            ObjectNode schema = JsonNodeFactory.instance.objectNode();
            schema.putArray("type").add("string").add("number").add("boolean");
            return schema;
        });
    }

    static Type<Boolean> truth() {
        return new Type<>(
                (node, reading) -> node instanceof Node.Scalar scalar && scalar.form() == Node.Form.TRUTH
                        ? Optional.of(Plan.of(Boolean.valueOf(scalar.text())))
                        : reading.problems().add(node.place(), "true or false", node.seen()),
                () -> type("boolean"));
    }

    static <N> Type<N> whole(long least, long most, LongFunction<N> convert) {
        ObjectNode schema = type("integer").put("minimum", least);
        String range = "a whole number ";
        if (most == Long.MAX_VALUE) {
            range += "of at least " + least;
        } else {
            range += "from " + least + " to " + most;
            schema.put("maximum", most);
        }
        return numbers(range, schema, value -> {
            try {
                long exact = value.longValueExact();
                return exact >= least && exact <= most ? Optional.of(convert.apply(exact)) : Optional.empty();
            } catch (ArithmeticException e) {
                return Optional.empty(); // not whole, or too large for any range
            }
        });
    }

    static Type<Double> number(double least, boolean included, double most) {
        ObjectNode schema = type("number").put(included ? "minimum" : "exclusiveMinimum", least);
        String range = "a number " + (included ? "from " : "above ") + least;
        if (most < Double.MAX_VALUE) {
            schema.put("maximum", most);
            range += (included ? " to " : ", at most ") + most;
        }
        return numbers(
                range,
                schema,
                value -> Optional.of(value.doubleValue())
                        .filter(number -> (included ? number >= least : number > least) && number <= most));
    }

    static Type<BigDecimal> decimal() {
        return numbers(
                "a number above 0",
                type("number").put("exclusiveMinimum", 0),
                value -> Optional.of(value).filter(number -> number.signum() > 0));
    }

    private static <N> Type<N> numbers(String expected, ObjectNode schema, Function<BigDecimal, Optional<N>> convert) {
        Type.Reader<N> reader = (node, reading) -> {
            Optional<N> value =
                    node instanceof Node.Scalar scalar ? value(scalar).flatMap(convert) : Optional.empty();
            return value.map(Plan::of).or(() -> reading.problems().add(node.place(), expected, node.seen()));
        };
        return new Type<>(reader, schema::deepCopy);
    }

    /** Returns the number that is written, unless its digits could fill the memory, or YAML's infinity and the like. */
    static Optional<BigDecimal> value(Node.Scalar scalar) {
        if (scalar.form() != Node.Form.NUMBER) {
            return Optional.empty();
        }
        try {
            BigDecimal value = new BigDecimal(scalar.text());
            return Math.abs((long) value.scale()) <= MOST_DIGITS && value.precision() <= MOST_DIGITS
                    ? Optional.of(value)
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static <T> Type<T> texts(String expected, ObjectNode schema, TextReader<T> reader) {
        return plans(
                expected,
                schema,
                (text, written, reading) -> reader.read(text, written, reading).map(Plan::of));
    }

    private static <T> Type<T> plans(String expected, ObjectNode schema, TextReader<Plan<T>> reader) {
        Type.Reader<T> whole = (node, reading) -> {
            if (!(node instanceof Node.Scalar scalar) || !scalar.isText()) {
                return reading.problems().add(node.place(), expected, node.seen());
            }
            return Reference.of(scalar)
                    .map(reference -> reference.value(node.place(), reading))
                    .orElse(Optional.of(scalar.text()))
                    .flatMap(text -> reader.read(text, scalar, reading));
        };
        return new Type<>(whole, schema::deepCopy);
    }

    private static ObjectNode string() {
        return type("string");
    }

    static ObjectNode type(String name) {
        return JsonNodeFactory.instance.objectNode().put("type", name);
    }
}
