// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.util.Optional;

/**
 * One setting of a {@link Kind}. Declare it once, as a constant: {@link Settings} are read by it.
 *
 * @param <T> the type of its value
 */
public final class Setting<T> {

    private final String name;
    private final Type<T> type;
    private final String description;
    private final Presence<T> presence;

    /** Whether it must be given, and what it is if it is not. */
    private record Presence<T>(boolean required, Optional<T> standard) {}

    private Setting(String name, Type<T> type, String description, Presence<T> presence) {
        this.name = Checks.requireText(name, "name");
        this.type = requireNonNull(type, "type");
        this.description = Checks.requireText(description, "description");
        this.presence = presence;
    }

    /**
     * Returns a setting that must be given.
     *
     * @param name in lower case with hyphens, as in files
     * @param description what it says, in a sentence or two, for editors
     */
    public static <T> Setting<T> required(String name, Type<T> type, String description) {
        return new Setting<>(name, type, description, new Presence<>(true, Optional.empty()));
    }

    /** Returns a setting that may be left out, without a default: read it by {@link Settings#find}. */
    public static <T> Setting<T> optional(String name, Type<T> type, String description) {
        return new Setting<>(name, type, description, new Presence<>(false, Optional.empty()));
    }

    /** Returns a setting that may be left out, which then is {@code standard}. */
    public static <T> Setting<T> of(String name, Type<T> type, T standard, String description) {
        return new Setting<>(name, type, description, new Presence<>(false, Optional.of(standard)));
    }

    /** Returns its name in files. */
    public String name() {
        return name;
    }

    /** Returns what it says. */
    public String description() {
        return description;
    }

    Type<T> type() {
        return type;
    }

    boolean isRequired() {
        return presence.required();
    }

    Optional<T> standard() {
        return presence.standard();
    }

    @Override
    public String toString() {
        return name;
    }
}
