// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.Checks;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What may stand at a place of a file: how it is read and checked, and how the JSON schema says it.
 *
 * <p>Texts, addresses and paths may be {@code ${NAME}}, the environment variable of that name, or {@code ${file:path}},
 * the text of a file; relative paths are relative to the file that is read.
 *
 * @param <T> the type of the value in Java
 */
public final class Type<T> {

    private final Reader<T> reader;
    private final Supplier<ObjectNode> schema;

    /** Reads a value, or tells of problems. */
    @FunctionalInterface
    interface Reader<T> {
        Optional<Plan<T>> read(Node node, Reading reading);
    }

    Type(Reader<T> reader, Supplier<ObjectNode> schema) {
        this.reader = reader;
        this.schema = schema;
    }

    Optional<Plan<T>> read(Node node, Reading reading) {
        return reader.read(node, reading);
    }

    ObjectNode schema() {
        return schema.get();
    }

    /** A text that is not blank. */
    public static Type<String> text() {
        return ScalarTypes.text();
    }

    /** A whole number from {@code least} to {@code most}. */
    public static Type<Integer> integer(int least, int most) {
        return ScalarTypes.whole(least, most, Math::toIntExact);
    }

    /** A whole number from {@code least} to {@code most}, perhaps a large one. */
    public static Type<Long> large(long least, long most) {
        return ScalarTypes.whole(least, most, value -> value);
    }

    /** A number from {@code least} to {@code most}. */
    public static Type<Double> number(double least, double most) {
        return ScalarTypes.number(least, true, most);
    }

    /** A number above {@code bound}, at most {@code most}. */
    public static Type<Double> numberAbove(double bound, double most) {
        return ScalarTypes.number(bound, false, most);
    }

    /** A decimal number above 0, exactly as it is written. */
    public static Type<BigDecimal> decimal() {
        return ScalarTypes.decimal();
    }

    /** {@code true} or {@code false}. */
    public static Type<Boolean> truth() {
        return ScalarTypes.truth();
    }

    /** A time such as {@code 500ms}, {@code 30s}, {@code 10m}, {@code 12h} or {@code 7d}; at least {@code least}. */
    public static Type<Duration> duration(Duration least) {
        return ScalarTypes.duration(requireNonNull(least, "least"));
    }

    /** One of the constants of {@code type}, in lower case with hyphens. */
    public static <E extends Enum<E>> Type<E> choice(Class<E> type) {
        return ScalarTypes.choice(type);
    }

    /** One of the names of {@code values}. */
    public static <V> Type<V> choice(Map<String, V> values) {
        return ScalarTypes.choice(Map.copyOf(values));
    }

    /** The address of a server, {@code http} or {@code https}, without user name and password. */
    public static Type<URI> address() {
        return ScalarTypes.address();
    }

    /** The path of a file that is there. */
    public static Type<Path> file() {
        return ScalarTypes.file();
    }

    /** The path of a directory that is there. */
    public static Type<Path> directory() {
        return ScalarTypes.directory();
    }

    /** A secret: only {@code ${NAME}} or {@code ${file:path}}, so that files can be shown and kept. */
    public static Type<Secret> secret() {
        return ScalarTypes.secret();
    }

    /**
     * A text, a number or a truth value of which only the reader's user knows what it should be: a {@link String}, a
     * {@link BigDecimal} or a {@link Boolean}; or a {@link Secret} where it stands elsewhere.
     */
    public static Type<Object> anything() {
        return ScalarTypes.anything();
    }

    /** A list of at least {@code least} values. */
    public static <V> Type<List<V>> list(Type<V> of, int least) {
        return CollectionTypes.list(requireNonNull(of, "of"), Checks.requireAtLeast(0, least, "least"));
    }

    /** Values by names of the user's choice, at least {@code least}, in the order of the file. */
    public static <V> Type<Map<String, V>> map(Type<V> of, int least) {
        return CollectionTypes.map(requireNonNull(of, "of"), Checks.requireAtLeast(0, least, "least"));
    }

    /**
     * Values by the names of these settings; others are refused.
     *
     * @throws IllegalArgumentException if two settings have one name
     */
    public static Type<Settings> object(Setting<?>... settings) {
        return ObjectType.of(List.of(settings));
    }

    /**
     * Values by the names of these settings; others are somebody else's and passed over. For a reader of one section of a
     * file that is checked as a whole elsewhere.
     *
     * @throws IllegalArgumentException if two settings have one name
     */
    public static Type<Settings> excerpt(Setting<?>... settings) {
        return ObjectType.of(List.of(settings), ObjectType.Others.PASSED_OVER);
    }

    /**
     * A list of at least one value, each of which is made of these settings; or the path of a file with one in each row, that is
     * {@code *.jsonl}, a JSON object in each line, or {@code *.csv} in which the first row names the settings. A file is in
     * UTF-8, of up to 32 MB and 100,000 rows, and in its texts {@code ${NAME}} is no reference. CSV holds texts alone. What is
     * wrong in a row is told with its number, line and column.
     *
     * @param make as of {@link #as}
     * @throws IllegalArgumentException if two settings have one name
     */
    public static <V> Type<List<V>> rows(List<Setting<?>> settings, Function<? super Settings, ? extends V> make) {
        return FileTypes.rows(List.copyOf(settings), requireNonNull(make, "make"));
    }

    /**
     * A JSON document as its text: the path of a file that holds it, or the document itself if it is a mapping. Whether a file
     * holds JSON is left to whoever reads the text; it is not blank and of up to 1 MB.
     */
    public static Type<String> json() {
        return FileTypes.json();
    }

    /** A part of one of the kinds with this role: a mapping with the name of the kind, and its settings as the value. */
    public static <V> Type<V> part(Role<V> role) {
        return PartType.of(requireNonNull(role, "role"));
    }

    /**
     * Returns the type of what {@code make} makes of such a value.
     *
     * @param make may throw, with a message for people; it runs once the whole file is read
     */
    public <R> Type<R> as(Function<? super T, ? extends R> make) {
        requireNonNull(make, "make");
        return new Type<>(
                (node, reading) -> read(node, reading)
                        .map(plan -> building -> plan.make(building)
                                .flatMap(value -> building.attempt(node.place(), "", () -> make.apply(value)))),
                schema);
    }
}
