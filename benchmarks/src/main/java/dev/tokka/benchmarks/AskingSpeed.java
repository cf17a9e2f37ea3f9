// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import dev.tokka.Answer;
import dev.tokka.DomainModel;
import dev.tokka.Question;
import dev.tokka.TokenSink;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Candidate;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Experiment;
import dev.tokka.evaluation.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * 500 questions to each of 5 models on a server that takes 100 ms for each of at most 64 at once. Ideal is a client that
 * costs nothing: the number of questions times 100 ms, by 64.
 *
 * <p>The first run shares its processors with the compiler of the virtual machine, which is done with what runs once for
 * a question after 15,000 questions. So it is a figure of its own, and the ideal is compared with a later run. What the
 * client takes of that one is seen by asking the same questions without an experiment.
 *
 * @param ledger where the answers are kept; replaced
 */
record AskingSpeed(Path ledger) {

    private static final int CASES = 500;
    private static final int MODELS = 5;
    private static final int SLOTS = 64;
    private static final int WARM_UPS = 10;
    private static final Duration LATENCY = Duration.ofMillis(100);

    List<Figure> measure() throws IOException, InterruptedException {
        Benchmark benchmark = StoredAnswers.benchmark(CASES);
        ExecutorService threads = Executors.newFixedThreadPool(SLOTS);
        try (ServerProcess server = ServerProcess.start(LATENCY, false)) {
            List<Candidate> candidates = new ArrayList<>();
            for (int i = 0; i < MODELS; i++) {
                candidates.add(new Candidate("model " + i, new Streaming(server.model())));
            }
            double first = run(benchmark, candidates, threads);
            for (int i = 1; i < WARM_UPS; i++) {
                run(benchmark, candidates, threads);
            }
            double warm = run(benchmark, candidates, threads);
            double bare = bare(benchmark, candidates, threads);
            double ideal = CASES * MODELS * LATENCY.toMillis() / 1e3 / SLOTS;
            return List.of(
                    Figure.of("500 cases x 5 models, 100 ms, 64 slots, first run", first, "s"),
                    Figure.of("the same, after " + WARM_UPS + " runs", warm, "s"),
                    Figure.of("the same, after " + WARM_UPS + " runs, ideal / measured", ideal / warm)
                            .atLeast(0.9),
                    Figure.of("the same, after " + (WARM_UPS + 1) + " runs, without an experiment", bare, "s"));
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

    private static double bare(Benchmark benchmark, List<Candidate> candidates, ExecutorService threads)
            throws InterruptedException {
        List<Callable<Answer>> asks = new ArrayList<>();
        for (Case item : benchmark.cases()) {
            for (Candidate candidate : candidates) {
                asks.add(() -> candidate.model().answer(item.question()));
            }
        }
        long start = System.nanoTime();
        List<Future<Answer>> answers = threads.invokeAll(asks);
        double seconds = (System.nanoTime() - start) / 1e9;
        for (Future<Answer> answer : answers) {
            try {
                answer.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("expected a reply to every question", e);
            }
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
