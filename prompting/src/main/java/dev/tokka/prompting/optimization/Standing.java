// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import dev.tokka.Example;
import java.util.List;
import java.util.Map;

/**
 * A candidate with all that it takes to ask it.
 *
 * @param candidate which one
 * @param pool among which its examples are chosen
 * @param models what it is put on
 */
record Standing(Candidate candidate, Pool pool, Models models) {

    Trials trials(Cases cases) {
        return new Trials(cases, models, pool);
    }

    /** Returns the scores by question. */
    Map<Integer, Double> scores(Cases cases, List<Integer> numbers) {
        return trials(cases).scores(candidate, numbers);
    }

    /** Returns the examples that {@code questions} give: wanted answers, and what this answers right. */
    Pool poolOf(Cases cases, List<Integer> questions) {
        return Pool.of(cases, questions, trials(cases), candidate);
    }

    /** Returns this as it is to be used. */
    Optimized.Chosen chosen() {
        Shots shots = candidate.shots();
        List<Example> examples = switch (shots.choice()) {
            case AS_GIVEN -> List.of();
            case FIXED -> {
                List<Example> order = shots.order(pool.examples());
                yield order.subList(0, Math.min(shots.count(), order.size()));
            }
            case NEAREST, VARIED -> pool.examples();
        };
        return new Optimized.Chosen(candidate.combination(), candidate.over(pool), examples);
    }
}
