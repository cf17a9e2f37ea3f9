// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.strategies;

import dev.tokka.Example;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Candidate;
import dev.tokka.evaluation.Experiment;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.analysis.Analysis;
import dev.tokka.evaluation.analysis.Report;
import dev.tokka.evaluation.dataset.Banking77;
import dev.tokka.evaluation.published.PublishedNumbers;
import dev.tokka.evaluation.recommendation.Constraints;
import dev.tokka.evaluation.recommendation.Recommendation;
import dev.tokka.evaluation.recommendation.Terms;
import dev.tokka.evaluation.report.Findings;
import dev.tokka.rag.onnx.OnnxEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a customer's message is about, out of 77 intents, without a language model: by the nearest message of the training
 * rows, and by a vote of the nearest ones.
 *
 * @param data the folder of all data sets
 * @param folder keeps the answers
 * @param count how many messages to ask
 */
record IntentStudy(Path data, Path folder, int count) implements Study {

    @Override
    public String name() {
        return "banking77";
    }

    @Override
    public Findings run() throws IOException, InterruptedException {
        Path train = data.resolve("banking77").resolve("train.csv");
        Benchmark all = Banking77.benchmark(train, data.resolve("banking77").resolve("test.csv"));
        Benchmark benchmark = Spread.of(count, all);
        List<Example> examples = Banking77.examples(train);
        try (OnnxEncoder encoder = OnnxEncoder.bgeSmallEn()) {
            NearestExamples nearest = NearestExamples.of(encoder, examples, 1);
            List<Candidate> candidates = List.of(
                    new Candidate("nearest message", nearest),
                    new Candidate("vote of 5", nearest.withNeighbours(5)),
                    new Candidate("vote of 20", nearest.withNeighbours(20)));
            Results results = Experiment.of(benchmark, candidates, folder.resolve("answers.jsonl"))
                    .run(Runnable::run);
            Report report = Analysis.DEFAULT.of(results, Runnable::run);
            Terms terms = Terms.UNKNOWN.withoutEgress();
            return Findings.of(report)
                    .with(Recommendation.of(report, option -> option.with(terms), Constraints.NONE.noEgress()))
                    .with(PublishedNumbers.load().of(benchmark.name()));
        }
    }

    @Override
    public Map<String, Results> routable(Findings findings) {
        return Map.of("other messages", findings.report().results());
    }
}
