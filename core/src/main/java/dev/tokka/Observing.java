// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

import io.micrometer.observation.ObservationRegistry;

/**
 * What is told about calls, and to whom: see {@link DomainModels#observed}.
 *
 * @param registry where observations go
 * @param questionText whether the text of the question is told too; it may be personal data
 */
public record Observing(ObservationRegistry registry, boolean questionText) {

    /** Checks that a registry is given. */
    public Observing {
        requireNonNull(registry, "registry");
    }

    /** Returns what tells {@code registry} all but the text of the question. */
    public static Observing by(ObservationRegistry registry) {
        return new Observing(registry, false);
    }

    /** Returns this, telling the text of the question too. */
    public Observing withQuestionText() {
        return new Observing(registry, true);
    }
}
