// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.strategies;

import dev.tokka.DomainModel;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.analysis.Analysis;
import dev.tokka.evaluation.published.PublishedNumbers;
import dev.tokka.evaluation.report.Findings;
import dev.tokka.finetune.FineTunedModel;
import dev.tokka.rag.Retrieval;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What it helps to say each fact in more ways in the training, and what that does to facts that came later: the same small
 * model untuned, taught each fact in one way, and in ten; each alone and with retrieval. After section 5 of "Fine-Tuning or
 * Retrieval?" (Ovadia et al. 2023).
 *
 * @param bank holds the documents, the questions and the model
 * @param folder keeps the answers
 */
record ParaphraseStudy(Bank bank, Path folder) implements Study {

    private static final String PAPER = "Current events";

    @Override
    public String name() {
        return "paraphrases";
    }

    @Override
    public Findings run() throws IOException, InterruptedException {
        Results results =
                bank.ask(bank.benchmark(), folder, ParaphraseStudy::entrants).results();
        return Findings.of(Analysis.DEFAULT.of(results, Runnable::run))
                .with(PublishedNumbers.load().of(PAPER));
    }

    private static Map<String, DomainModel> entrants(FineTunedModel tuned, Retrieval retrieval) {
        Map<String, String> adapters = new LinkedHashMap<>();
        adapters.put("not taught", "");
        adapters.put("taught in 1 way", "facts-x1");
        adapters.put("taught in 10 ways", "facts-x10");
        Map<String, DomainModel> entrants = new LinkedHashMap<>();
        adapters.forEach((name, adapter) -> {
            DomainModel model = tuned.withAdapter(adapter).with(TunedStrategies.VALUE_ONLY);
            entrants.put(name, model);
            entrants.put(name + " + retrieval", model.with(retrieval));
        });
        return entrants;
    }
}
