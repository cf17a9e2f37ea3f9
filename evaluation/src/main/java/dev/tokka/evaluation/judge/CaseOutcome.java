// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.judge;

import static java.util.Objects.requireNonNull;

import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Outcome;

/**
 * A case and what a model made of it.
 *
 * @param item what was asked
 * @param outcome how it ended
 */
public record CaseOutcome(Case item, Outcome outcome) {

    /** Checks that both are given. */
    public CaseOutcome {
        requireNonNull(item, "item");
        requireNonNull(outcome, "outcome");
    }
}
