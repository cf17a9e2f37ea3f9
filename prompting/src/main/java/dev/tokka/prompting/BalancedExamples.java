// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.Example;
import dev.tokka.Question;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** See {@link Examples#balanced(int, List)}. */
record BalancedExamples(int perLabel, Candidates candidates) implements Examples {

    BalancedExamples {
        Checks.requireAtLeast(1, perLabel, "perLabel");
    }

    @Override
    public List<Example> select(Question question) {
        Map<String, Integer> taken = new HashMap<>();
        List<Integer> chosen = candidates.ranked(question, candidates.likeness(question)).stream()
                .filter(place -> taken.merge(candidates.answer(place), 1, Integer::sum) <= perLabel)
                .toList();
        return candidates.shown(chosen);
    }

    @Override
    public Description describe() {
        return candidates.describe(Description.of("balanced examples").with("perLabel", perLabel));
    }

    @Override
    public String toString() {
        return "balanced(" + perLabel + " of each label, of " + candidates.size() + ")";
    }
}
