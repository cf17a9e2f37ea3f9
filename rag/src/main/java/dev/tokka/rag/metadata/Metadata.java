// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.metadata;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What is known of a document beside its text, such as its kind or the day from which it is valid.
 *
 * @param values the values by key; a key is a lower-case Latin letter and up to 62 more of these, digits and underscores
 */
public record Metadata(SortedMap<String, Value> values) {

    /** Nothing is known. */
    public static final Metadata NONE = new Metadata(Collections.emptySortedMap());

    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    /** Copies the values and checks the keys. */
    public Metadata {
        SortedMap<String, Value> copy = new TreeMap<>();
        values.forEach((key, value) -> copy.put(requireKey(key), requireNonNull(value, key)));
        values = Collections.unmodifiableSortedMap(copy);
    }

    /** Returns metadata of these values. */
    public static Metadata of(Map<String, Value> values) {
        return new Metadata(new TreeMap<>(values));
    }

    /** Returns the value of {@code key}, or empty if there is none. */
    public Optional<Value> get(String key) {
        return Optional.ofNullable(values.get(requireKey(key)));
    }

    /** Returns this with {@code key} set to {@code value}. */
    public Metadata with(String key, Value value) {
        SortedMap<String, Value> copy = new TreeMap<>(values);
        copy.put(key, value);
        return new Metadata(copy);
    }

    /** Returns {@code key}; the message of the exception does not repeat a key that may have come from outside. */
    static String requireKey(String key) {
        if (!KEY.matcher(requireNonNull(key, "key")).matches()) {
            throw new IllegalArgumentException("key must be a lower-case letter and up to 62 more of these, digits and "
                    + "underscores but is another text of " + key.length() + " characters");
        }
        return key;
    }
}
