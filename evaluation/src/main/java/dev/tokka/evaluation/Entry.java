// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;

/**
 * How one model answered one case once.
 *
 * @param model the name of the candidate; not blank
 * @param caseId the id of the case; not blank
 * @param seed with which it was asked
 * @param outcome the answer or the failure
 */
public record Entry(String model, String caseId, long seed, Outcome outcome) {

    /** Checks the components. */
    public Entry {
        Checks.requireText(model, "model");
        Checks.requireText(caseId, "caseId");
        requireNonNull(outcome, "outcome");
    }
}
