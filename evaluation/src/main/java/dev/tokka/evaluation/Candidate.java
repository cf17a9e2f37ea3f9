// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.DomainModel;

/**
 * A model under evaluation.
 *
 * @param name as reports show it, such as {@code "RAG"}; not blank
 * @param model as it would be served
 */
public record Candidate(String name, DomainModel model) {

    /** Checks that the name is not blank. */
    public Candidate {
        Checks.requireText(name, "name");
        requireNonNull(model, "model");
    }

    /**
     * Returns by what the kept answers of the model are found again: the fingerprint of its description. A model that
     * cannot describe itself is known by its name only.
     */
    String identity() {
        String fingerprint = model.describe().fingerprint();
        return model.describe().isOpaque() ? name + ' ' + fingerprint : fingerprint;
    }
}
