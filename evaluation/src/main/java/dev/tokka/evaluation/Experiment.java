// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The questions of a benchmark, to be asked of some models.
 *
 * <pre>{@code
 * Results results = Experiment.of(benchmark, List.of(new Candidate("base", base), new Candidate("RAG", rag)), ledger)
 *         .withConcurrency(16)
 *         .run(executor);
 * }</pre>
 *
 * <p>Every answer, with its trace, is added to the ledger (a file of JSON lines) before the next question is asked in its
 * place. A run that was killed, or that ended because its budget did, is resumed by running the experiment again: what is
 * in the ledger is not asked again. An answer is found again by the model's fingerprint and by the question as it was
 * asked, so a changed model or protocol is asked anew and cases that were added later cost only themselves. A model that
 * cannot describe itself (a lambda) is found again by its name: give it another name when it changes.
 *
 * <p>A model that throws is wrong in that case, and its failure is kept. Failures are kept like answers; {@link
 * #withFailuresRetried()} asks those again.
 *
 * @param benchmark what is asked
 * @param candidates at least one, with different names
 * @param ledger the file of kept answers
 * @param settings how it is run
 */
public record Experiment(Benchmark benchmark, List<Candidate> candidates, Path ledger, Settings settings) {

    /**
     * How an experiment is run; nothing here changes what is asked.
     *
     * @param concurrency how many questions are under way at once; at least 1
     * @param budget what a run may use up
     * @param retryFailures whether kept failures are asked again
     * @param progress told after each answer, one call at a time
     * @param clock says when an answer came
     */
    public record Settings(
            int concurrency, Budget budget, boolean retryFailures, Consumer<Progress> progress, InstantSource clock) {

        /** One question at a time, no limit, failures stay, nobody is told. */
        public static final Settings DEFAULT =
                new Settings(1, Budget.UNLIMITED, false, progress -> {}, InstantSource.system());

        /** Checks the ranges above. */
        public Settings {
            Checks.requireAtLeast(1, concurrency, "concurrency");
            requireNonNull(budget, "budget");
            requireNonNull(progress, "progress");
            requireNonNull(clock, "clock");
        }
    }

    /** Checks and copies the components. */
    public Experiment {
        requireNonNull(benchmark, "benchmark");
        candidates = List.copyOf(candidates);
        requireNonNull(ledger, "ledger");
        requireNonNull(settings, "settings");
        Set<String> names = new HashSet<>();
        for (Candidate candidate : candidates) {
            if (!names.add(candidate.name())) {
                throw new IllegalArgumentException(
                        "candidates must have different names but " + candidate.name() + " is there again");
            }
        }
        if (names.isEmpty()) {
            throw new IllegalArgumentException("an experiment needs at least one candidate");
        }
    }

    /** Returns an experiment that asks one question at a time, without limits. */
    public static Experiment of(Benchmark benchmark, List<Candidate> candidates, Path ledger) {
        return new Experiment(benchmark, candidates, ledger, Settings.DEFAULT);
    }

    /** Returns this experiment with so many questions under way at once, at least 1. The executor must have as many threads. */
    public Experiment withConcurrency(int concurrency) {
        return with(
                new Settings(concurrency, settings.budget, settings.retryFailures, settings.progress, settings.clock));
    }

    /** Returns this experiment with limits. */
    public Experiment withBudget(Budget budget) {
        return with(
                new Settings(settings.concurrency, budget, settings.retryFailures, settings.progress, settings.clock));
    }

    /** Returns this experiment asking kept failures again, as after an outage. */
    public Experiment withFailuresRetried() {
        return with(new Settings(settings.concurrency, settings.budget, true, settings.progress, settings.clock));
    }

    /** Returns this experiment telling after each answer how far it is. */
    public Experiment withProgress(Consumer<Progress> progress) {
        return with(
                new Settings(settings.concurrency, settings.budget, settings.retryFailures, progress, settings.clock));
    }

    /** Returns this experiment with another clock for the times in the ledger. */
    public Experiment withClock(InstantSource clock) {
        return with(
                new Settings(settings.concurrency, settings.budget, settings.retryFailures, settings.progress, clock));
    }

    /**
     * Asks what is not in the ledger yet, each question of all models before the next question, and returns everything.
     *
     * <p>The results are {@linkplain Results#complete() complete} unless a budget ended the run.
     *
     * @param executor asks the questions; {@code Runnable::run} asks them on the calling thread
     * @throws InterruptedException if the calling thread is interrupted: questions under way are interrupted, and
     *     answers that came before are kept
     * @throws LedgerException if the ledger is damaged, is in use, or cannot be written
     */
    public Results run(Executor executor) throws InterruptedException {
        return new ExperimentRun(this, requireNonNull(executor, "executor")).run();
    }

    private Experiment with(Settings changed) {
        return new Experiment(benchmark, candidates, ledger, changed);
    }
}
