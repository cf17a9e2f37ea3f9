// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.Example;
import dev.tokka.Question;
import java.util.List;

/** See {@link Examples#nearest(int, List)}. */
record NearestExamples(int k, Candidates candidates) implements Examples {

    NearestExamples {
        Checks.requireAtLeast(1, k, "k");
    }

    @Override
    public List<Example> select(Question question) {
        List<Integer> ranked = candidates.ranked(question, candidates.likeness(question));
        return candidates.shown(ranked.stream().limit(k).toList());
    }

    @Override
    public Description describe() {
        return candidates.describe(Description.of("nearest examples").with("k", k));
    }

    @Override
    public String toString() {
        return "nearest(" + k + " of " + candidates.size() + ")";
    }
}
