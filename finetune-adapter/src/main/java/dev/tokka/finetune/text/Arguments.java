// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a function, a filter or a test is called with.
 *
 * @param values by their place
 * @param named by their names
 */
record Arguments(List<Object> values, Map<String, Object> named) {

    static final Arguments NONE = new Arguments(List.of(), Map.of());

    /** Returns the argument with a place or a name, or empty if it was not given. */
    Optional<Object> get(int place, String name) {
        return place < values.size() ? Optional.of(values.get(place)) : Optional.ofNullable(named.get(name));
    }

    Object require(int place, String name) {
        return get(place, name)
                .orElseThrow(() -> TemplateException.of("expected an argument " + name + " but there is none"));
    }

    MarkedText text(int place, String name) {
        return Value.text(require(place, name));
    }

    /** Returns a whole number, or {@code other} if it was not given. */
    long integer(int place, String name, long other) {
        return get(place, name).map(Value::integer).orElse(other);
    }

    boolean flag(int place, String name, boolean other) {
        return get(place, name).map(Value::isTrue).orElse(other);
    }

    /** Returns these without the first. */
    Arguments rest() {
        return new Arguments(values.subList(Math.min(1, values.size()), values.size()), named);
    }
}
