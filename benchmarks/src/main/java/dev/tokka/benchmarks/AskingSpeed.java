// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import dev.tokka.Answer;
import dev.tokka.DomainModel;
import dev.tokka.Question;
import dev.tokka.TokenSink;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Candidate;
import dev.tokka.evaluation.Experiment;
import dev.tokka.evaluation.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * 500 questions to each of 5 models on a server that takes 100 ms for each of at most 64 at once. Ideal is a client that
 * costs nothing: the number of questions times 100 ms, by 64.
 *
 * @param ledger where the answers are kept; replaced
 */
record AskingSpeed(Path ledger) {

    private static final int CASES = 500;
    private static final int MODELS = 5;
    private static final int SLOTS = 64;
    private static final Duration LATENCY = Duration.ofMillis(100);

    List<Figure> measure() throws IOException, InterruptedException {
        Benchmark benchmark = StoredAnswers.benchmark(CASES);
        ExecutorService threads = Executors.newFixedThreadPool(SLOTS);
        try (ServerProcess server = ServerProcess.start(LATENCY, false)) {
            List<Candidate> candidates = new ArrayList<>();
            for (int i = 0; i < MODELS; i++) {
                candidates.add(new Candidate("model " + i, new Streaming(server.model())));
            }
            run(StoredAnswers.benchmark(CASES / 2), candidates, threads); // warms up
            double seconds = run(benchmark, candidates, threads);
            double ideal = CASES * MODELS * LATENCY.toMillis() / 1e3 / SLOTS;
            return List.of(
                    Figure.of("500 cases x 5 models, 100 ms, 64 slots", seconds, "s"),
                    Figure.of("the same, ideal / measured", ideal / seconds).atLeast(0.9));
        } finally {
            threads.shutdown();
        }
    }

    private double run(Benchmark benchmark, List<Candidate> candidates, ExecutorService threads)
            throws IOException, InterruptedException {
        Files.deleteIfExists(ledger);
        long start = System.nanoTime();
        Results results = Experiment.of(benchmark, candidates, ledger)
                .withConcurrency(SLOTS)
                .run(threads);
        double seconds = (System.nanoTime() - start) / 1e9;
        long replies = results.entries().stream()
                .filter(entry -> entry.outcome().text().isPresent())
                .count();
        if (replies < (long) benchmark.cases().size() * MODELS) {
            throw new IllegalStateException("expected a reply to every question but only " + replies + " came");
        }
        return seconds;
    }

    /** The server streams only. */
    private record Streaming(DomainModel model) implements DomainModel {

        @Override
        public Answer answer(Question question) {
            return model.answer(question.with(TokenSink.KEY, new Ignoring()));
        }
    }

    private record Ignoring() implements TokenSink {

        @Override
        public void token(String text) {}

        @Override
        public void restart() {}
    }
}
