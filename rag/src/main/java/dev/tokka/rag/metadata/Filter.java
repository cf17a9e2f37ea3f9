// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.metadata;

import static java.util.Objects.requireNonNull;

import dev.tokka.Key;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which documents a query is about, by their metadata.
 *
 * <p>Values are bound, never put into the text of a query. {@link #matches} is what a filter means; every store finds the
 * same. A filter is at most {@value #MAX_DEPTH} deep and has at most {@value #MAX_PARTS} parts.
 */
public sealed interface Filter {

    /** The attribute that holds the filter of a question. */
    Key<Filter> KEY = new Key<>("tokka.filter", Filter.class);

    /** How deep a filter may be. */
    int MAX_DEPTH = 16;

    /** How many parts a filter may have, each value of a set counted. */
    int MAX_PARTS = 1_000;

    /** Returns whether a document with {@code metadata} is meant. */
    boolean matches(Metadata metadata);

    /** Returns how deep this is; 1 without parts. */
    default int depth() {
        return 1;
    }

    /** Returns how many parts this has, itself counted. */
    default int parts() {
        return 1;
    }

    /** Returns the filter for documents that have {@code value}, or among others if there are several. */
    static Filter equal(String key, String value) {
        return new Equal(key, new Value.Text(value));
    }

    /** Returns the filter for documents that have one of {@code values}. */
    static Filter oneOf(String key, String... values) {
        return new OneOf(
                key,
                Set.copyOf(List.of(values).stream()
                        .map(value -> (Value) new Value.Text(value))
                        .toList()));
    }

    /**
     * Returns the filter for documents that are in force at {@code time}: {@code from} is not later or missing, and
     * {@code until} is later or missing.
     */
    static Filter asOf(Instant time, String from, String until) {
        Value.Time at = new Value.Time(time);
        Filter begun =
                new Any(List.of(new Not(new Present(from)), new Between(from, Optional.empty(), Optional.of(at))));
        return new All(List.of(begun, new Not(new Between(until, Optional.empty(), Optional.of(at)))));
    }

    /** Returns this and {@code other}. */
    default Filter and(Filter other) {
        return new All(List.of(this, other));
    }

    /**
     * Documents whose value is {@code value}, or with texts of which one is.
     *
     * @param key of the metadata
     * @param value what to look for; not texts
     */
    record Equal(String key, Value value) implements Filter {

        /** Checks the key and the value. */
        public Equal {
            Metadata.requireKey(key);
            FilterParts.requireSingle(value);
        }

        @Override
        public boolean matches(Metadata metadata) {
            return metadata.get(key)
                    .filter(found -> FilterParts.equal(found, value))
                    .isPresent();
        }
    }

    /**
     * Documents whose value is one of {@code values}, or with texts of which one is.
     *
     * @param key of the metadata
     * @param values what to look for, all of one type, not texts; none at all finds nothing
     */
    record OneOf(String key, Set<Value> values) implements Filter {

        /** Copies the values and checks them. */
        public OneOf {
            Metadata.requireKey(key);
            values = Set.copyOf(values);
            values.forEach(FilterParts::requireSingle);
            FilterParts.require(1, 1 + values.size());
        }

        @Override
        public boolean matches(Metadata metadata) {
            return metadata.get(key)
                    .filter(found -> values.stream().anyMatch(value -> FilterParts.equal(found, value)))
                    .isPresent();
        }

        @Override
        public int parts() {
            return 1 + values.size();
        }
    }

    /**
     * Documents whose number or time lies between two, both included.
     *
     * @param key of the metadata
     * @param from the least; empty for no least
     * @param to the most, of the same type; empty for no most
     */
    record Between(String key, Optional<Value> from, Optional<Value> to) implements Filter {

        /** Checks that there is an end and that both are numbers or times. */
        public Between {
            Metadata.requireKey(key);
            FilterParts.requireEnds(from, to);
        }

        @Override
        public boolean matches(Metadata metadata) {
            return metadata.get(key)
                    .filter(found -> from.isEmpty() || FilterParts.isAtMost(from.get(), found))
                    .filter(found -> to.isEmpty() || FilterParts.isAtMost(found, to.get()))
                    .isPresent();
        }
    }

    /**
     * Documents that have any value.
     *
     * @param key of the metadata
     */
    record Present(String key) implements Filter {

        /** Checks the key. */
        public Present {
            Metadata.requireKey(key);
        }

        @Override
        public boolean matches(Metadata metadata) {
            return metadata.get(key).isPresent();
        }
    }

    /**
     * Documents that all filters mean; without filters, all.
     *
     * @param filters the parts
     */
    record All(List<Filter> filters) implements Filter {

        /** Copies the filters and checks how many there are. */
        public All {
            filters = List.copyOf(filters);
            FilterParts.require(FilterParts.depth(filters), FilterParts.count(filters));
        }

        @Override
        public boolean matches(Metadata metadata) {
            return filters.stream().allMatch(filter -> filter.matches(metadata));
        }

        @Override
        public int depth() {
            return FilterParts.depth(filters);
        }

        @Override
        public int parts() {
            return FilterParts.count(filters);
        }
    }

    /**
     * Documents that one of the filters means; without filters, none.
     *
     * @param filters the parts
     */
    record Any(List<Filter> filters) implements Filter {

        /** Copies the filters and checks how many there are. */
        public Any {
            filters = List.copyOf(filters);
            FilterParts.require(FilterParts.depth(filters), FilterParts.count(filters));
        }

        @Override
        public boolean matches(Metadata metadata) {
            return filters.stream().anyMatch(filter -> filter.matches(metadata));
        }

        @Override
        public int depth() {
            return FilterParts.depth(filters);
        }

        @Override
        public int parts() {
            return FilterParts.count(filters);
        }
    }

    /**
     * Documents that {@code filter} does not mean, also those that lack its key.
     *
     * @param filter the part
     */
    record Not(Filter filter) implements Filter {

        /** Checks how deep it is. */
        public Not {
            requireNonNull(filter, "filter");
            FilterParts.require(1 + filter.depth(), 1 + filter.parts());
        }

        @Override
        public boolean matches(Metadata metadata) {
            return !filter.matches(metadata);
        }

        @Override
        public int depth() {
            return 1 + filter.depth();
        }

        @Override
        public int parts() {
            return 1 + filter.parts();
        }
    }
}
