// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.recommendation;

import dev.tokka.Checks;
import java.util.OptionalDouble;

/**
 * What the answers of a strategy were seen to do. What is empty was not measured, and then satisfies no constraint.
 *
 * @param cites the share of the replies that cite evidence, from 0 to 1
 * @param abstains the share of the questions without an answer on which it abstained, from 0 to 1
 */
public record Abilities(OptionalDouble cites, OptionalDouble abstains) {

    /** Nothing was measured. */
    public static final Abilities UNKNOWN = new Abilities(OptionalDouble.empty(), OptionalDouble.empty());

    /** Checks the ranges above. */
    public Abilities {
        cites.ifPresent(value -> Checks.requireShare(value, "cites"));
        abstains.ifPresent(value -> Checks.requireShare(value, "abstains"));
    }

    /** Returns abilities that were measured. */
    public static Abilities of(double cites, double abstains) {
        return new Abilities(OptionalDouble.of(cites), OptionalDouble.of(abstains));
    }
}
