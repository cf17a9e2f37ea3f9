// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.strategies;

import dev.tokka.DataClass;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Candidate;
import dev.tokka.evaluation.Experiment;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.analysis.Analysis;
import dev.tokka.evaluation.analysis.Report;
import dev.tokka.evaluation.analysis.StrategyTable;
import dev.tokka.evaluation.dataset.DemoBank;
import dev.tokka.evaluation.metric.behaviour.Abstention;
import dev.tokka.evaluation.metric.behaviour.Freshness;
import dev.tokka.evaluation.metric.text.TextMatch;
import dev.tokka.evaluation.published.PublishedStrategies;
import dev.tokka.evaluation.recommendation.Constraints;
import dev.tokka.evaluation.recommendation.Recommendation;
import dev.tokka.evaluation.recommendation.Terms;
import dev.tokka.evaluation.report.Findings;
import dev.tokka.examples.Request;
import dev.tokka.finetune.FineTunedModel;
import dev.tokka.rag.Retrieval;
import dev.tokka.rag.index.LuceneIndex;
import dev.tokka.rag.onnx.OnnxEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * The five strategies of {@link TunedStrategies} on the made-up bank: one small model in this process, as it is, prompted,
 * with retrieval, fine-tuned, and both.
 *
 * @param bank holds the documents, the questions and the model
 * @param folder keeps the answers
 * @param properties of the program
 */
record BankStudy(Path bank, Path folder, Properties properties) implements Study {

    @Override
    public String name() {
        return "bank";
    }

    @Override
    public Findings run() throws IOException, InterruptedException {
        Path documents = bank.resolve("documents");
        try (FineTunedModel tuned = FineTunedModel.open(bank.resolve("model"));
                OnnxEncoder encoder = OnnxEncoder.bgeSmallEn();
                LuceneIndex index = LuceneIndex.open(
                        Request.of(properties).index(documents), encoder, TunedStrategies.PARAGRAPHS)) {
            index.ingest(documents);
            List<Candidate> candidates = new ArrayList<>();
            TunedStrategies.strategies(tuned, Retrieval.from(index).limit(4))
                    .forEach((name, model) -> candidates.add(new Candidate(name, model)));
            Results results = Experiment.of(benchmark(bank, properties), candidates, folder.resolve("answers.jsonl"))
                    .run(Runnable::run);
            return findings(results, tuned.card().licence());
        }
    }

    private static Findings findings(Results results, String licence) {
        Report report = Analysis.DEFAULT.of(results, Runnable::run);
        StrategyTable.Roles roles =
                new StrategyTable.Roles("base", "retrieval", "fine-tuned", "fine-tuned + retrieval");
        // Everything runs in this process: nothing leaves it.
        Terms terms = Terms.UNKNOWN
                .withLicence(licence)
                .withHighestDataClass(DataClass.CONFIDENTIAL)
                .withoutEgress();
        Constraints constraints =
                Constraints.NONE.dataClass(DataClass.CONFIDENTIAL).noEgress();
        return Findings.of(report)
                .with(Recommendation.of(report, option -> option.with(terms), constraints))
                .with(StrategyTable.of(results, roles, Analysis.DEFAULT, Runnable::run), currentEvents());
    }

    /** What the paper found for facts that its models had not seen either. */
    private static List<PublishedStrategies> currentEvents() {
        return PublishedStrategies.fineTuningOrRetrieval().stream()
                .filter(one -> one.task().benchmark().equals("Current events"))
                .toList();
    }

    /**
     * Returns as many questions of the demo bank as were asked for. Besides all, those of before and after the launch of new
     * products, which no model was taught, are scored by themselves, and those that nothing answers.
     */
    static Benchmark benchmark(Path bank, Properties properties) {
        Benchmark all = DemoBank.benchmark(bank);
        AdditiveMetric right = TextMatch.contains();
        return Spread.of(SwapStrategies.count(properties, all.cases().size()), all)
                .withMetrics(List.of(
                        right,
                        Freshness.before(right, DemoBank.LAUNCH),
                        Freshness.from(right, DemoBank.LAUNCH),
                        Abstention.abstainsWhenItShould()));
    }
}
