// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import static java.util.Objects.requireNonNull;

/** A value that must not be shown, such as an API key; it is shown only to whoever asks for its {@link #value}. */
public final class Secret {

    private final String value;

    Secret(String value) {
        this.value = requireNonNull(value, "value");
    }

    /** Returns the secret itself. */
    public String value() {
        return value;
    }

    /** Returns the same for every secret. */
    @Override
    public String toString() {
        return "***";
    }
}
