// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.metadata;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/** What the parts of filters have in common: how values compare, and how large a filter may be. */
final class FilterParts {

    private FilterParts() {}

    static boolean equal(Value found, Value asked) {
        if (found instanceof Value.Texts texts && asked instanceof Value.Text text) {
            return texts.values().contains(text.value());
        }
        return found.equals(asked);
    }

    /** Returns whether both are numbers or both are times, and the first is not the larger. */
    static boolean isAtMost(Value first, Value second) {
        if (first instanceof Value.Numeric a && second instanceof Value.Numeric b) {
            return a.value() <= b.value();
        }
        return first instanceof Value.Time a
                && second instanceof Value.Time b
                && !a.value().isAfter(b.value());
    }

    static void requireSingle(Value value) {
        if (requireNonNull(value, "value") instanceof Value.Texts) {
            throw new IllegalArgumentException("value must be a single one but is several texts; take OneOf");
        }
    }

    static void requireEnds(Optional<Value> from, Optional<Value> to) {
        if (from.isEmpty() && to.isEmpty()) {
            throw new IllegalArgumentException("from and to must not both be empty; take Present");
        }
        requireOrdered(from);
        requireOrdered(to);
        if (from.isPresent() && to.isPresent() && from.get().type() != to.get().type()) {
            throw new IllegalArgumentException("from and to must be of one type but are "
                    + from.get().type() + " and " + to.get().type());
        }
    }

    private static void requireOrdered(Optional<Value> end) {
        end.map(Value::type)
                .filter(type -> type != Value.Type.NUMBER && type != Value.Type.TIME)
                .ifPresent(type -> {
                    throw new IllegalArgumentException("an end must be a NUMBER or a TIME but is a " + type);
                });
    }

    static int depth(List<Filter> filters) {
        return 1 + filters.stream().mapToInt(Filter::depth).max().orElse(0);
    }

    static int count(List<Filter> filters) {
        return 1 + filters.stream().mapToInt(Filter::parts).sum();
    }

    static void require(int depth, int parts) {
        if (depth > Filter.MAX_DEPTH || parts > Filter.MAX_PARTS) {
            throw new IllegalArgumentException("a filter must be at most " + Filter.MAX_DEPTH + " deep with "
                    + Filter.MAX_PARTS + " parts but is " + depth + " deep with " + parts);
        }
    }
}
