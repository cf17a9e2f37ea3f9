// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.strategies;

import dev.tokka.DataClass;
import dev.tokka.Example;
import dev.tokka.Question;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Candidate;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Experiment;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.analysis.Analysis;
import dev.tokka.evaluation.analysis.Report;
import dev.tokka.evaluation.benchmark.Row;
import dev.tokka.evaluation.benchmark.Rows;
import dev.tokka.evaluation.metric.text.TextMatch;
import dev.tokka.evaluation.recommendation.Constraints;
import dev.tokka.evaluation.recommendation.Recommendation;
import dev.tokka.evaluation.recommendation.Terms;
import dev.tokka.evaluation.report.Findings;
import dev.tokka.rag.ExtractiveModel;
import dev.tokka.rag.index.LuceneIndex;
import dev.tokka.rag.onnx.OnnxEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The strategies of {@link Strategies} on the bundled handbook, in English and Japanese, without a language model: answers
 * are sentences of the handbook.
 *
 * @param examples the folder that holds handbook and questions
 * @param folder keeps the index and the answers
 * @param count how many questions to ask
 */
record HandbookStudy(Path examples, Path folder, int count) implements Study {

    @Override
    public String name() {
        return "handbook";
    }

    @Override
    public Findings run() throws IOException, InterruptedException {
        try (OnnxEncoder encoder = OnnxEncoder.bgeSmallEn();
                LuceneIndex index = LuceneIndex.open(folder.resolve("index"), encoder)) {
            index.ingest(examples.resolve("handbook"));
            Path questions = examples.resolve("questions");
            // What the examples show is not what is asked.
            List<Example> shown =
                    HandbookQuestion.read(questions.resolve("en-tuning.jsonl"), questions.resolve("ja-tuning.jsonl"))
                            .stream()
                            .map(HandbookQuestion::example)
                            .toList();
            List<Candidate> candidates = new ArrayList<>();
            Strategies.of(new ExtractiveModel(index, encoder), index, shown)
                    .forEach((name, model) -> candidates.add(new Candidate(name, model)));
            Results results = Experiment.of(benchmark(questions), candidates, folder.resolve("answers.jsonl"))
                    .run(Runnable::run);
            return findings(results);
        }
    }

    /** A bank's staff must be shown where it stands, and must be told if the handbook does not say. */
    private static Findings findings(Results results) {
        Report report = Analysis.DEFAULT.of(results, Runnable::run);
        Terms terms = Terms.UNKNOWN.withHighestDataClass(DataClass.CONFIDENTIAL).withoutEgress();
        Constraints constraints = Constraints.NONE
                .dataClass(DataClass.CONFIDENTIAL)
                .noEgress()
                .mustCite(0.9)
                .mustAbstain(0.5);
        return Findings.of(report).with(Recommendation.of(report, option -> option.with(terms), constraints));
    }

    /** Right is a reply that says the answer, or the sentence of the handbook that holds it. */
    private Benchmark benchmark(Path questions) {
        List<Case> cases = new ArrayList<>();
        for (String language : List.of("en", "ja")) {
            for (Row row : Rows.read(questions.resolve(language + ".jsonl"))) {
                Expected expected = row.json("answerable").booleanValue()
                        ? new Expected.Texts(List.of(row.filled("answer"), row.filled("quote")))
                        : new Expected.NoAnswer();
                cases.add(Case.of(row.filled("id"), Question.of(row.filled("question")), expected)
                        .withTag(Tags.GROUP, language)
                        .withTag(Tags.LANGUAGE, language));
            }
        }
        return Spread.of(count, Benchmark.of("Handbook of a bank", cases, TextMatch.contains()));
    }
}
