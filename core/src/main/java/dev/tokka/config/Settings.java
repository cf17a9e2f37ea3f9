// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The values of settings, as they stand in a file. */
public final class Settings {

    private final Set<Setting<?>> declared;
    private final Map<Setting<?>, Object> values;

    Settings(Set<Setting<?>> declared, Map<Setting<?>, Object> values) {
        this.declared = declared;
        this.values = Map.copyOf(values);
    }

    /**
     * Returns the value of a setting that is required or has a default.
     *
     * @throws IllegalArgumentException if it is neither, or not one of these settings
     */
    public <T> T get(Setting<T> setting) {
        return find(setting)
                .orElseThrow(() -> new IllegalArgumentException("'" + setting + "' may be left out: find it instead"));
    }

    /**
     * Returns the value of a setting, or its default, or empty.
     *
     * @throws IllegalArgumentException if it is not one of these settings
     */
    @SuppressWarnings("unchecked") // the type of a setting has read what is kept under it
    public <T> Optional<T> find(Setting<T> setting) {
        if (!declared.contains(setting)) {
            throw new IllegalArgumentException("'" + setting + "' is not declared for this part");
        }
        return Optional.ofNullable((T) values.get(setting)).or(setting::standard);
    }

    /** Returns whether nothing was set. */
    public boolean isEmpty() {
        return values.isEmpty();
    }
}
