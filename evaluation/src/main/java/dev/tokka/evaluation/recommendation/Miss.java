// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.recommendation;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.util.Optional;

/**
 * A constraint that a strategy does not satisfy.
 *
 * @param limit which
 * @param required what is required, as reports show it; not blank
 * @param seen what the strategy has, as reports show it; empty if that is not known
 * @param excess how far it is off, as a share of what is required, at least 0; infinite where that cannot be said
 */
public record Miss(Limit limit, String required, Optional<String> seen, double excess) {

    /** Checks the components. */
    public Miss {
        requireNonNull(limit, "limit");
        Checks.requireText(required, "required");
        seen.ifPresent(value -> Checks.requireText(value, "seen"));
        if (!(excess >= 0)) { // written so that NaN is refused too
            throw new IllegalArgumentException("excess must be at least 0 but is " + excess);
        }
    }
}
