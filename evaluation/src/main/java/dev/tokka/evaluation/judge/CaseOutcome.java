// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.judge;

import static java.util.Objects.requireNonNull;

import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Results;
import java.util.List;
import java.util.Map;

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

    /**
     * Returns what a model made of every case that it was asked, in the order of the cases; of each, the answer with the
     * first seed.
     *
     * @throws IllegalArgumentException if there is no such model
     */
    public static List<CaseOutcome> all(Results results, String model) {
        Map<String, List<Outcome>> outcomes = results.outcomes(model);
        return results.benchmark().cases().stream()
                .flatMap(item -> outcomes.getOrDefault(item.id(), List.of()).stream()
                        .limit(1)
                        .map(outcome -> new CaseOutcome(item, outcome)))
                .toList();
    }
}
