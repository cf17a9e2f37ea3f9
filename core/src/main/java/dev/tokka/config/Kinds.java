// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All kinds of parts that a file may use. */
final class Kinds {

    private final Map<Role<?>, Map<String, Kind<?>>> byRole = new LinkedHashMap<>();

    /** Takes kinds; two of one role and name are refused, since a file would not say which it means. */
    Kinds(List<Kind<?>> kinds) {
        for (Kind<?> kind : kinds) {
            Kind<?> other =
                    byRole.computeIfAbsent(kind.role(), role -> new TreeMap<>()).put(kind.name(), kind);
            if (other != null) {
                throw new IllegalStateException("expected one kind of " + kind + " but two are offered");
            }
        }
    }

    Set<Role<?>> roles() {
        return byRole.keySet();
    }

    /** Returns the kinds with a role, by name, sorted. */
    @SuppressWarnings("unchecked") // a kind of T is kept under a role of T
    <T> Map<String, Kind<T>> of(Role<T> role) {
        return (Map<String, Kind<T>>) (Map<String, ?>) byRole.getOrDefault(role, Map.of());
    }
}
