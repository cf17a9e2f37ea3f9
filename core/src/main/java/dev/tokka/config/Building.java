// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import dev.tokka.DomainModel;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes what was read: each named model once, and every failure a problem with its place. */
final class Building {

    private final Named named;
    private final Problems problems;
    private final Making making;
    private final Map<String, Optional<DomainModel>> made = new HashMap<>();

    Building(Named named, Problems problems, Making making) {
        this.named = named;
        this.problems = problems;
        this.making = making;
    }

    Making making() {
        return making;
    }

    Problems problems() {
        return problems;
    }

    /** Returns the building of what stands in another file, whose problems are its own. */
    Building in(Problems others) {
        return new Building(named, others, making);
    }

    /** Returns the model of that name, the same one each time. */
    Optional<DomainModel> named(String name) {
        Optional<DomainModel> known = made.get(name); // not computeIfAbsent: making one may ask for others
        if (known == null) {
            known = named.plan(name).flatMap(plan -> plan.make(this));
            made.put(name, known);
        }
        return known;
    }

    /** Returns what {@code maker} makes, or empty after a problem that says why it fails. */
    <T> Optional<T> attempt(Place place, String what, Supplier<T> maker) {
        try {
            return Optional.of(maker.get());
        } catch (RuntimeException e) { // whatever it is, it has a place here, and the rest is to be tried too
            String why = e.getMessage() == null ? e.getClass().getName() : e.getMessage();
            return problems.add(place, (what.isEmpty() ? "" : what + ": ") + why, e);
        }
    }
}
