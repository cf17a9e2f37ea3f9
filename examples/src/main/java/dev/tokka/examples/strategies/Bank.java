// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.strategies;

import dev.tokka.DomainModel;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Candidate;
import dev.tokka.evaluation.Experiment;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.dataset.DemoBank;
import dev.tokka.evaluation.metric.behaviour.Abstention;
import dev.tokka.evaluation.metric.behaviour.Freshness;
import dev.tokka.evaluation.metric.text.TextMatch;
import dev.tokka.examples.Request;
import dev.tokka.finetune.FineTunedModel;
import dev.tokka.rag.Retrieval;
import dev.tokka.rag.index.LuceneIndex;
import dev.tokka.rag.onnx.OnnxEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The made-up bank: its documents, the questions about them, and the small model in this process that was tuned on them.
 *
 * @param folder holds them
 * @param model the file of the model, or the directory that holds it, within the folder
 * @param properties of the program
 */
record Bank(Path folder, String model, Properties properties) {

    /** Hardly more than the model was shown in its training. */
    private static final int PASSAGES = 4;

    /** Returns the bank with another file of its model. */
    Bank withModel(String file) {
        return new Bank(folder, file, properties);
    }

    /** Makes what is to be compared, of the model and of retrieval from the documents. */
    interface Entrants {

        /** Returns them by the names that reports show. */
        Map<String, DomainModel> of(FineTunedModel model, Retrieval retrieval) throws IOException;
    }

    /**
     * What was answered.
     *
     * @param results the answers
     * @param licence of the model
     */
    record Asked(Results results, String licence) {}

    /**
     * Asks the questions of the benchmark of every entrant, as far as they are not answered yet.
     *
     * @param kept the folder for the answers
     */
    Asked ask(Benchmark benchmark, Path kept, Entrants entrants) throws IOException, InterruptedException {
        Path documents = folder.resolve("documents");
        try (FineTunedModel tuned = FineTunedModel.open(folder.resolve(model));
                OnnxEncoder encoder = OnnxEncoder.bgeSmallEn();
                LuceneIndex index = LuceneIndex.open(
                        Request.of(properties).index(documents), encoder, TunedStrategies.PARAGRAPHS)) {
            index.ingest(documents);
            List<Candidate> candidates = entrants
                    .of(tuned, Retrieval.from(index).limit(PASSAGES))
                    .entrySet()
                    .stream()
                    .map(each -> new Candidate(each.getKey(), each.getValue()))
                    .toList();
            return new Asked(
                    Experiment.of(benchmark, candidates, kept.resolve("answers.jsonl"))
                            .run(Runnable::run),
                    tuned.card().licence());
        }
    }

    /**
     * Returns as many questions as were asked for. Besides all, those of before and after the launch of new products, which
     * no model was taught, are scored by themselves, and those that nothing answers.
     */
    Benchmark benchmark() {
        AdditiveMetric right = TextMatch.contains();
        return asked(DemoBank.benchmark(folder))
                .withMetrics(List.of(
                        right,
                        Freshness.before(right, DemoBank.LAUNCH),
                        Freshness.from(right, DemoBank.LAUNCH),
                        Abstention.abstainsWhenItShould()));
    }

    /** Returns as many cases of a benchmark as were asked for, or all. */
    Benchmark asked(Benchmark all) {
        return Spread.of(SwapStrategies.count(properties, all.cases().size()), all);
    }
}
