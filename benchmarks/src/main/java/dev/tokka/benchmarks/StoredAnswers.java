// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Question;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Candidate;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Experiment;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Protocol;
import dev.tokka.evaluation.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A ledger of answers that were made up.
 *
 * @param file of the ledger; replaced
 * @param count how many answers
 */
record StoredAnswers(Path file, int count) {

    private static final int METRICS = 10;

    static Benchmark benchmark(int cases) {
        List<Metric> metrics = new ArrayList<>();
        for (int i = 0; i < METRICS; i++) {
            metrics.add(new Digits(i));
        }
        List<Case> all = IntStream.range(0, cases)
                .mapToObj(i -> Case.of(
                        "case " + i,
                        Question.of("What is the number of account " + i + ", and of which branch is it?"),
                        new Expected.Texts(List.of("Account " + i + " is of branch " + i % 97 + "."))))
                .toList();
        return new Benchmark("stored", "1", all, metrics, Protocol.ZERO_SHOT);
    }

    Benchmark benchmark() {
        return benchmark(count);
    }

    void write() throws IOException, InterruptedException {
        Files.deleteIfExists(file);
        SplittableRandom random = new SplittableRandom(1);
        DomainModel model = question -> Answer.reply("Account " + random.nextInt(1_000_000) + " is of branch 7.");
        Experiment.of(benchmark(), List.of(new Candidate("stored", model)), file)
                .run(Runnable::run);
    }

    /** The F1 of one digit: how often it is in the reply where it is in the accepted text. */
    private record Digits(int digit) implements AdditiveMetric {

        @Override
        public Description describe() {
            return Description.of("metric", "F1 of digit " + digit);
        }

        @Override
        public Score score(Case item, Outcome outcome) {
            String expected = item.expected() instanceof Expected.Texts texts
                    ? texts.accepted().get(0)
                    : "";
            boolean wanted = expected.indexOf('0' + digit) >= 0;
            boolean seen = outcome.text()
                    .filter(text -> text.indexOf('0' + digit) >= 0)
                    .isPresent();
            List<Double> terms = List.of(wanted && seen ? 1.0 : 0.0, wanted ? 1.0 : 0.0, seen ? 1.0 : 0.0);
            return new Score(wanted == seen ? 1 : 0, true, "", terms);
        }

        @Override
        public double ofSums(double[] sums, long cases) {
            double both = sums[1] + sums[2];
            return both == 0 ? 0 : 2 * sums[0] / both;
        }
    }
}
