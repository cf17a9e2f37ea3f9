// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.recommendation;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What is chosen out of the admissible strategies.
 *
 * @param chosen the cheapest of the tied
 * @param best the one of the highest quality as measured; the cheapest of those if there are several
 * @param tied those that the data do not tell apart from the best, with the best itself, the cheapest first
 */
public record Choice(StrategyProfile chosen, StrategyProfile best, List<StrategyProfile> tied) {

    /** Checks that the tied hold both. */
    public Choice {
        tied = List.copyOf(tied);
        if (!tied.contains(requireNonNull(chosen, "chosen")) || !tied.contains(requireNonNull(best, "best"))) {
            throw new IllegalArgumentException("the chosen and the best must be among the tied");
        }
    }
}
