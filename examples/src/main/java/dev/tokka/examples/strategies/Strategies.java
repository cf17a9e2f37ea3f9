// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.strategies;

import dev.tokka.DomainModel;
import dev.tokka.Example;
import dev.tokka.Specialization;
import dev.tokka.prompting.Examples;
import dev.tokka.prompting.Prompting;
import dev.tokka.rag.Retrieval;
import dev.tokka.rag.index.LuceneIndex;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The strategies that are compared. Each makes a domain model of the same base, so an application swaps them in one line. */
final class Strategies {

    private Strategies() {}

    static Map<String, DomainModel> of(DomainModel base, LuceneIndex index, List<Example> examples) {
        Specialization prompting = Prompting.instructions(
                        "You help the staff of a bank. Answer in the language of the question, in one or two sentences,"
                                + " with the exact number, time, amount or name that was asked for.",
                        "If you are not certain that it is so at this bank, say only: I do not know.")
                .examples(Examples.nearest(4, examples));
        Specialization retrieval = Retrieval.from(index).weights(index);
        Map<String, DomainModel> strategies = new LinkedHashMap<>();
        strategies.put("base", base);
        strategies.put("prompted", base.with(prompting));
        strategies.put("retrieval", base.with(retrieval));
        strategies.put("retrieval + prompted", base.with(prompting).with(retrieval));
        return strategies;
    }
}
