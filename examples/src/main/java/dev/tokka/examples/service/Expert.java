// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.service;

import static java.util.Objects.requireNonNull;

import dev.tokka.DomainModel;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the service serves.
 *
 * @param model answers the questions
 * @param documents gives the text of a document by its id, to which the spans of citations refer, or empty; it is asked
 *     with whatever a client sends, so it must look ids up and open no path
 */
public record Expert(DomainModel model, Function<String, Optional<String>> documents) {

    /** Checks that both are given. */
    public Expert {
        requireNonNull(model, "model");
        requireNonNull(documents, "documents");
    }
}
