// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing.training;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a law gives, and whether it was ever seen to hold there.
 *
 * @param value what it gives
 * @param outside what of the question lies outside of what the law was fitted to, in words; empty if nothing does
 * @param <T> of what kind
 */
public record Extrapolated<T>(T value, List<String> outside) {

    /** Copies the list. */
    public Extrapolated {
        requireNonNull(value, "value");
        outside = List.copyOf(outside);
    }

    /** Returns whether the law was fitted to such cases. */
    public boolean inRange() {
        return outside.isEmpty();
    }

    /**
     * Returns the value.
     *
     * @throws IllegalStateException if it is an extrapolation; the message says why
     */
    public T orThrow() {
        if (!outside.isEmpty()) {
            throw new IllegalStateException("outside of what the law was fitted to: " + String.join("; ", outside));
        }
        return value;
    }
}
