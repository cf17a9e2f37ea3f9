// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Typed extras that travel with a question, such as its deadline or its caller.
 *
 * @param values the values by key; each is an instance of its key's type
 */
public record Attributes(Map<Key<?>, Object> values) {

    /** No attributes. */
    public static final Attributes NONE = new Attributes(Map.of());

    /**
     * Copies the values and checks their types.
     *
     * @throws IllegalArgumentException if a value is not of its key's type
     */
    public Attributes {
        values = Map.copyOf(values);
        values.forEach((key, value) -> {
            if (!key.type().isInstance(value)) {
                throw new IllegalArgumentException("attribute " + key.name() + " must be a "
                        + key.type().getName() + " but is a " + value.getClass().getName());
            }
        });
    }

    /** Returns the value of {@code key}, or empty if it was never set. */
    public <T> Optional<T> get(Key<T> key) {
        Object value = values.get(requireNonNull(key, "key"));
        return value == null ? Optional.empty() : Optional.of(key.type().cast(value));
    }

    /** Returns these attributes with {@code key} set to {@code value}. */
    public <T> Attributes with(Key<T> key, T value) {
        Map<Key<?>, Object> copy = new HashMap<>(values);
        copy.put(requireNonNull(key, "key"), requireNonNull(value, "value"));
        return new Attributes(copy);
    }

    /** Returns these attributes without {@code key}; the same attributes if it was never set. */
    public Attributes without(Key<?> key) {
        if (!values.containsKey(requireNonNull(key, "key"))) {
            return this;
        }
        Map<Key<?>, Object> copy = new HashMap<>(values);
        copy.remove(key);
        return new Attributes(copy);
    }
}
