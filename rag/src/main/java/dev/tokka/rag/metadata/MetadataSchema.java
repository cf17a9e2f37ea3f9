// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.metadata;

import static java.util.Objects.requireNonNull;

import dev.tokka.QuestionRejectedException;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The keys that metadata and filters may use, and the types of their values.
 *
 * @param types the type by key
 */
public record MetadataSchema(SortedMap<String, Value.Type> types) {

    /** No metadata. */
    public static final MetadataSchema NONE = new MetadataSchema(Collections.emptySortedMap());

    /** Copies the types and checks the keys. */
    public MetadataSchema {
        SortedMap<String, Value.Type> copy = new TreeMap<>();
        types.forEach((key, type) -> copy.put(Metadata.requireKey(key), requireNonNull(type, key)));
        types = Collections.unmodifiableSortedMap(copy);
    }

    /** Returns a schema of these keys. */
    public static MetadataSchema of(Map<String, Value.Type> types) {
        return new MetadataSchema(new TreeMap<>(types));
    }

    /**
     * Checks that {@code metadata} holds only keys of this schema, with values of their types.
     *
     * @throws IllegalArgumentException if it does not
     */
    public void require(Metadata metadata) {
        metadata.values().forEach((key, value) -> {
            Value.Type expected = types.get(key);
            if (expected != value.type()) {
                throw new IllegalArgumentException("metadata " + key + " must be "
                        + (expected == null ? "in the schema, one of " + types.keySet() : "a " + expected)
                        + " but is a " + value.type());
            }
        });
    }

    /**
     * Checks that {@code filter} uses only keys of this schema, with values that can be compared with theirs.
     *
     * @throws QuestionRejectedException if it does not; the message holds no value
     */
    public void require(Filter filter) {
        new FilterCheck(this).check(filter);
    }
}
