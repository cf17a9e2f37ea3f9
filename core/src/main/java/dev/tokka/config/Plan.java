// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value that has been read and checked but not made: nothing is opened before the whole file is right.
 *
 * @param <T> the type of the value
 */
@FunctionalInterface
interface Plan<T> {

    /** Returns the value, or empty after a problem. */
    Optional<T> make(Building building);

    /** Returns the plan of a value that is there already. */
    static <T> Plan<T> of(T value) {
        return building -> Optional.of(value);
    }

    /** Returns the plan of all values; all are tried, so that all problems come up. */
    static <T> Plan<List<T>> all(List<Plan<T>> plans) {
        return building -> {
            List<T> made = new ArrayList<>();
            plans.forEach(plan -> plan.make(building).ifPresent(made::add));
            return made.size() == plans.size() ? Optional.of(List.copyOf(made)) : Optional.empty();
        };
    }

    /** Returns the plan of all values by name, in order; all are tried. */
    static <T> Plan<Map<String, T>> all(Map<String, Plan<T>> plans) {
        return building -> {
            Map<String, T> made = new LinkedHashMap<>();
            plans.forEach((name, plan) -> plan.make(building).ifPresent(value -> made.put(name, value)));
            return made.size() == plans.size() ? Optional.of(made) : Optional.empty();
        };
    }
}
