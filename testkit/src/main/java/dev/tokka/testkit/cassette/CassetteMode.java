// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.cassette;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether a cassette is read or written. */
public enum CassetteMode {
    /** Only what was recorded is answered; the real model is never built, so nothing leaves the machine. */
    REPLAY,
    /** Every request goes to the real model, and the cassette is written anew. */
    RECORD,
    /** What was recorded is answered; what is missing goes to the real model and is added. */
    AUTO;

    /** The system property that chooses the mode: {@code replay}, {@code record} or {@code auto}. */
    public static final String PROPERTY = "tokka.cassettes";

    /**
     * Returns the mode that the system property {@value #PROPERTY} chooses. Default: {@link #REPLAY}.
     *
     * @throws IllegalArgumentException if the property holds anything else
     */
    public static CassetteMode fromProperty() {
        return of(System.getProperty(PROPERTY));
    }

    static CassetteMode of(@Nullable String value) {
        if (value == null || value.isBlank()) {
            return REPLAY;
        }
        for (CassetteMode mode : values()) {
            if (mode.toString().equals(value)) {
                return mode;
            }
        }
        throw new IllegalArgumentException(
                "system property " + PROPERTY + " must be replay, record or auto but is \"" + value + "\"");
    }

    /** Returns the value of the property that chooses this mode. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
