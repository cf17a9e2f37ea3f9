// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.metadata;

import dev.tokka.QuestionRejectedException;

/** Checks a filter against a schema. */
final class FilterCheck {

    private final MetadataSchema schema;

    FilterCheck(MetadataSchema schema) {
        this.schema = schema;
    }

    void check(Filter filter) {
        if (filter instanceof Filter.Equal equal) {
            comparable(equal.key(), equal.value());
        } else if (filter instanceof Filter.OneOf oneOf) {
            oneOf.values().forEach(value -> comparable(oneOf.key(), value));
        } else if (filter instanceof Filter.Between between) {
            between.from().ifPresent(value -> comparable(between.key(), value));
            between.to().ifPresent(value -> comparable(between.key(), value));
        } else if (filter instanceof Filter.Present present) {
            type(present.key());
        } else if (filter instanceof Filter.All all) {
            all.filters().forEach(this::check);
        } else if (filter instanceof Filter.Any any) {
            any.filters().forEach(this::check);
        } else if (filter instanceof Filter.Not not) {
            check(not.filter());
        }
    }

    private void comparable(String key, Value value) {
        Value.Type expected = type(key) == Value.Type.TEXTS ? Value.Type.TEXT : type(key);
        if (value.type() != expected) {
            throw new QuestionRejectedException(
                    "filter: expected a " + expected + " for " + key + " but it is a " + value.type());
        }
    }

    private Value.Type type(String key) {
        Value.Type type = schema.types().get(key);
        if (type == null) {
            throw new QuestionRejectedException(
                    "filter: expected one of the keys " + schema.types().keySet() + " but there is another one");
        }
        return type;
    }
}
