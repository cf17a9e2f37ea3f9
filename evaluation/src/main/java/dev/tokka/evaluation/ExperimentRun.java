// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation;

import dev.tokka.Answer;
import dev.tokka.ModelException;
import dev.tokka.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** One run of an experiment. */
final class ExperimentRun {

    private final Experiment experiment;
    private final Executor executor;
    private final Map<LedgerLine.Key, Outcome> known = new HashMap<>();
    private final Spending spending;
    private final Set<FutureTask<?>> underWay = new HashSet<>();
    private int total;
    private int kept;
    private int asked;
    private int failed;
    private boolean stopped;
    private @Nullable Throwable broken;

    /** A question that is to be asked of a model. */
    private record Ask(Candidate candidate, LedgerLine.Key key, Case item, long seed, Question question) {}

    ExperimentRun(Experiment experiment, Executor executor) {
        this.experiment = experiment;
        this.executor = executor;
        this.spending = new Spending(experiment.settings().budget());
    }

    Results run() throws InterruptedException {
        try (Ledger ledger = Ledger.open(experiment.ledger())) {
            for (LedgerLine line : Ledger.read(experiment.ledger())) {
                known.put(line.key(), line.entry().outcome());
            }
            List<Ask> all = all();
            askAll(missing(all), ledger);
            return results(all);
        }
    }

    private List<Ask> all() {
        Map<String, String> identities = new HashMap<>();
        experiment.candidates().forEach(candidate -> identities.put(candidate.name(), candidate.identity()));
        List<Ask> all = new ArrayList<>();
        Protocol protocol = experiment.benchmark().protocol();
        for (long seed : protocol.seeds()) {
            for (Case item : experiment.benchmark().cases()) {
                Question question = protocol.ask(item.question(), seed);
                String digest = LedgerLine.digest(question);
                for (Candidate candidate : experiment.candidates()) {
                    LedgerLine.Key key = new LedgerLine.Key(identities.getOrDefault(candidate.name(), ""), digest);
                    all.add(new Ask(candidate, key, item, seed, question));
                }
            }
        }
        return all;
    }

    private Queue<Ask> missing(List<Ask> all) {
        Map<LedgerLine.Key, Ask> missing = new LinkedHashMap<>(); // models built alike are asked once
        Set<LedgerLine.Key> distinct = new HashSet<>();
        for (Ask ask : all) {
            distinct.add(ask.key);
            Outcome outcome = known.get(ask.key);
            boolean again = experiment.settings().retryFailures() && outcome instanceof Outcome.Failed;
            if (outcome == null || again) {
                missing.putIfAbsent(ask.key, ask);
            }
        }
        total = distinct.size();
        kept = total - missing.size();
        return new ArrayDeque<>(missing.values());
    }

    private void askAll(Queue<Ask> missing, Ledger ledger) throws InterruptedException {
        long start = System.nanoTime();
        try {
            while (!missing.isEmpty() && mayBegin(start)) {
                begin(missing.remove(), ledger);
            }
            awaitAll();
        } catch (InterruptedException e) {
            cancel();
            throw e;
        }
        rethrow();
    }

    /** Waits until one more question may be asked, or returns false when none may be any more. */
    private synchronized boolean mayBegin(long start) throws InterruptedException {
        while (broken == null && !allows(start)) {
            if (underWay.isEmpty()) {
                return false; // nothing that could turn out cheaper than feared
            }
            wait();
        }
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while asking the questions of an experiment");
        }
        return broken == null;
    }

    private boolean allows(long start) {
        int count = underWay.size();
        return count < experiment.settings().concurrency()
                && !spending.mustWait(count)
                && spending.allows(count, Duration.ofNanos(System.nanoTime() - start));
    }

    private void begin(Ask ask, Ledger ledger) {
        Task task = new Task(ask, ledger);
        synchronized (this) {
            underWay.add(task);
        }
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            synchronized (this) {
                underWay.remove(task);
                broken = e;
            }
        }
    }

    private final class Task extends FutureTask<Void> {

        Task(Ask ask, Ledger ledger) {
            super(() -> ask(ask, ledger), null);
        }

        @Override
        public void run() {
            super.run();
            ended(this);
        }
    }

    private void ask(Ask ask, Ledger ledger) {
        long start = System.nanoTime();
        Outcome outcome;
        try {
            Answer answer = ask.candidate.model().answer(ask.question);
            outcome = new Outcome.Answered(answer, Duration.ofNanos(System.nanoTime() - start));
        } catch (RuntimeException e) { // also a bug: it is reported as the failure of this model in this case
            if (Thread.currentThread().isInterrupted()) {
                return; // says nothing about the model
            }
            outcome = failure(e, Duration.ofNanos(System.nanoTime() - start));
        }
        Entry entry = new Entry(ask.candidate.name(), ask.item.id(), ask.seed, outcome);
        Instant now = experiment.settings().clock().instant();
        // Written here and not where the run is locked, which all wait for who were answered at the same time.
        String line = new LedgerLine(ask.key.identity(), ask.key.asked(), now, entry).write();
        synchronized (this) {
            if (!stopped) {
                ledger.add(line);
                known.put(ask.key, outcome);
                count(outcome);
            }
        }
    }

    private void count(Outcome outcome) {
        spending.add(outcome);
        asked++;
        failed += outcome instanceof Outcome.Failed ? 1 : 0;
        experiment.settings().progress().accept(new Progress(total, kept, asked, failed, spending.usage()));
    }

    private static Outcome failure(RuntimeException e, Duration latency) {
        String message = e instanceof ModelException && e.getMessage() != null ? e.getMessage() : "";
        return new Outcome.Failed(e.getClass().getSimpleName(), message, latency);
    }

    private synchronized void ended(FutureTask<?> task) {
        underWay.remove(task);
        notifyAll();
        try {
            if (!task.isCancelled()) {
                task.get();
            }
        } catch (ExecutionException e) {
            broken = e.getCause();
        } catch (InterruptedException e) { // not thrown: the task is done
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void awaitAll() throws InterruptedException {
        while (!underWay.isEmpty()) {
            wait();
        }
    }

    private void cancel() {
        List<FutureTask<?>> tasks;
        synchronized (this) {
            stopped = true;
            tasks = List.copyOf(underWay);
        }
        tasks.forEach(task -> task.cancel(true));
    }

    private synchronized void rethrow() {
        if (broken instanceof RuntimeException e) {
            throw e;
        }
        if (broken instanceof Error e) {
            throw e;
        }
    }

    private Results results(List<Ask> all) {
        List<Entry> entries = new ArrayList<>();
        for (Ask ask : all) {
            Outcome outcome = known.get(ask.key);
            if (outcome != null) {
                entries.add(new Entry(ask.candidate.name(), ask.item.id(), ask.seed, outcome));
            }
        }
        Map<String, String> fingerprints = new LinkedHashMap<>();
        for (Candidate candidate : experiment.candidates()) {
            fingerprints.put(candidate.name(), candidate.model().describe().fingerprint());
        }
        return new Results(experiment.benchmark(), fingerprints, entries);
    }
}
