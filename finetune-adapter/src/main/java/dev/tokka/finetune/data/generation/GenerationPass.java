// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.generation;

import dev.tokka.finetune.data.RowSource;
import dev.tokka.finetune.data.RowWriter;
import dev.tokka.finetune.data.TrainingRow;
import dev.tokka.finetune.data.TrainingSet;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** One go of a run: works on batches of sources and writes their rows in order. Used by one thread. */
final class GenerationPass<S extends RowSource> implements Closeable {

    private final RowGeneration<S> run;
    private final Path directory;
    private final RowWriter writer;
    private Ledger ledger;
    private Progress progress;

    private GenerationPass(RowGeneration<S> run, Path directory, RowWriter writer, Progress progress)
            throws IOException {
        this.run = run;
        this.directory = directory;
        this.writer = writer;
        this.progress = progress;
        this.ledger = Ledger.open(progress.ledger(directory), run.budget(), progress.spent());
    }

    static <S extends RowSource> GenerationPass<S> open(RowGeneration<S> run, Path directory, Progress progress)
            throws IOException {
        RowWriter writer =
                RowWriter.open(directory.resolve("rows.jsonl"), progress.done().bytes());
        boolean opened = false;
        try {
            GenerationPass<S> pass = new GenerationPass<>(run, directory, writer, progress);
            opened = true;
            return pass;
        } finally {
            if (!opened) {
                writer.close();
            }
        }
    }

    private record Made(List<TrainingRow> rows, Work work) {}

    /** Works on the next sources; returns false if the budget of the teacher did not suffice. */
    boolean batch(Iterator<S> rest) throws IOException {
        List<S> sources = new ArrayList<>();
        List<CompletableFuture<Optional<Made>>> results = new ArrayList<>();
        while (sources.size() < run.batch() && rest.hasNext()) {
            S source = rest.next();
            long number = progress.done().sources() + sources.size();
            sources.add(source);
            results.add(CompletableFuture.supplyAsync(() -> make(source, number), run.executor()));
        }
        results.forEach(
                result -> result.exceptionally(e -> Optional.empty()).join()); // the ledger is at rest after this
        for (int i = 0; i < sources.size(); i++) {
            Optional<Made> made;
            try {
                made = results.get(i).join();
            } catch (CompletionException e) {
                keep();
                throw e.getCause() instanceof RuntimeException failure ? failure : e;
            }
            if (made.isEmpty()) {
                keep();
                return false;
            }
            write(sources.get(i), made.get());
        }
        turnPage();
        return true;
    }

    private Optional<Made> make(S source, long number) {
        Work work = run.work(number, ledger);
        try {
            return Optional.of(new Made(run.generator().rows(source, work), work));
        } catch (BudgetSpentException e) {
            return Optional.empty();
        }
    }

    private void write(S source, Made made) throws IOException {
        for (TrainingRow row : made.rows()) {
            writer.append(row.toJson());
        }
        progress = progress.with(
                progress.done().plus(source, made.rows().size(), writer.bytes()),
                made.work().leftOut());
    }

    /** Notes the rows that were written; the calls of sources after them stay in the ledger. */
    private void keep() throws IOException {
        writer.force();
        progress.write(directory);
    }

    /** Notes the rows that were written, and begins a new ledger because no call of the old one is needed again. */
    private void turnPage() throws IOException {
        writer.force();
        Path old = progress.ledger(directory);
        progress = progress.next(ledger.spent());
        progress.write(directory);
        ledger.close();
        ledger = Ledger.open(progress.ledger(directory), run.budget(), progress.spent());
        Files.deleteIfExists(old);
    }

    /** Declares that the rows are all there. */
    TrainingSet complete() throws IOException {
        writer.force();
        TrainingSet set = TrainingSet.complete(directory, progress.done().rows());
        try (DirectoryStream<Path> ledgers = Files.newDirectoryStream(directory, "calls-*.jsonl")) {
            for (Path each : ledgers) {
                Files.delete(each); // its file may be open still, which does not matter: nothing is written to it again
            }
        }
        return set;
    }

    Progress progress() {
        return progress;
    }

    Spent spent() {
        return ledger.spent();
    }

    @Override
    public void close() throws IOException {
        try (writer) {
            ledger.close();
        }
    }
}
