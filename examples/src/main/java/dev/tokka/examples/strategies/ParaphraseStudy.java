// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.strategies;

import dev.tokka.DomainModel;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Candidate;
import dev.tokka.evaluation.Experiment;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.analysis.Analysis;
import dev.tokka.evaluation.published.PublishedNumbers;
import dev.tokka.evaluation.report.Findings;
import dev.tokka.examples.Request;
import dev.tokka.finetune.FineTunedModel;
import dev.tokka.prompting.Prompting;
import dev.tokka.rag.Retrieval;
import dev.tokka.rag.index.LuceneIndex;
import dev.tokka.rag.onnx.OnnxEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * What it helps to say each fact in more ways in the training, and what that does to facts that came later: the same small
 * model untuned, taught each fact in one way, and in ten; each alone and with retrieval. After section 5 of "Fine-Tuning or
 * Retrieval?" (Ovadia et al. 2023).
 *
 * @param bank holds the documents, the questions and the model
 * @param folder keeps the answers
 * @param properties of the program
 */
record ParaphraseStudy(Path bank, Path folder, Properties properties) implements Study {

    private static final String PAPER = "Current events";

    @Override
    public String name() {
        return "paraphrases";
    }

    @Override
    public Findings run() throws IOException, InterruptedException {
        Path documents = bank.resolve("documents");
        Benchmark benchmark = BankStudy.benchmark(bank, properties);
        try (FineTunedModel tuned = FineTunedModel.open(bank.resolve("model"));
                OnnxEncoder encoder = OnnxEncoder.bgeSmallEn();
                LuceneIndex index = LuceneIndex.open(
                        Request.of(properties).index(documents), encoder, TunedStrategies.PARAGRAPHS)) {
            index.ingest(documents);
            List<Candidate> candidates = candidates(tuned, Retrieval.from(index).limit(4));
            Results results = Experiment.of(benchmark, candidates, folder.resolve("answers.jsonl"))
                    .run(Runnable::run);
            return Findings.of(Analysis.DEFAULT.of(results, Runnable::run))
                    .with(PublishedNumbers.load().of(PAPER));
        }
    }

    private static List<Candidate> candidates(FineTunedModel tuned, Retrieval retrieval) {
        Map<String, String> adapters = new LinkedHashMap<>();
        adapters.put("not taught", "");
        adapters.put("taught in 1 way", "facts-x1");
        adapters.put("taught in 10 ways", "facts-x10");
        List<Candidate> candidates = new ArrayList<>();
        adapters.forEach((name, adapter) -> {
            DomainModel model = tuned.withAdapter(adapter).with(Prompting.instructions("Reply with the value only."));
            candidates.add(new Candidate(name, model));
            candidates.add(new Candidate(name + " + retrieval", model.with(retrieval)));
        });
        return candidates;
    }
}
