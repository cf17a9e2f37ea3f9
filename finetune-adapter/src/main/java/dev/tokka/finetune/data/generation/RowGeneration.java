// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.generation;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.DataClass;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.finetune.data.RowSource;
import dev.tokka.finetune.data.TrainingDataException;
import dev.tokka.finetune.data.TrainingSet;
import dev.tokka.finetune.data.generation.LedgerTeacher.TeacherModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Runs a generator over sources into a training set.
 *
 * <pre>{@code
 * Generated made = RowGeneration.of(DocumentQuestions.inWordings(2), documents).build().run(directory);
 * }</pre>
 *
 * <p>A run that was killed, or ended by an exception, goes on where it was when it is run again with the same settings and
 * sources, and ends with the same bytes: answers of a teacher that were paid for are kept, so this holds for models that
 * answer differently each time. Memory does not grow with the number of rows.
 *
 * <p>One program may run into a directory at a time.
 *
 * @param <S> what rows are made of
 */
public final class RowGeneration<S extends RowSource> {

    private final RowGenerator<S> generator;
    private final Iterable<S> sources;
    private final Optional<TeacherModel> teacher;
    private final TeacherBudget budget;
    private final long seed;
    private final Executor executor;
    private final int batch;
    private final DataClass dataClass;

    private RowGeneration(Builder<S> builder) {
        this.generator = builder.generator;
        this.sources = builder.sources;
        this.teacher = builder.teacher;
        this.budget = builder.budget;
        this.seed = builder.seed;
        this.executor = builder.executor;
        this.batch = builder.batch;
        this.dataClass = builder.dataClass;
    }

    /**
     * Returns a builder of a run.
     *
     * @param sources gone through once in each run; the same in the same order if it is to go on
     */
    public static <S extends RowSource> Builder<S> of(RowGenerator<S> generator, Iterable<S> sources) {
        return new Builder<>(generator, sources);
    }

    /**
     * Makes the rows, or goes on with it. If the budget of the teacher is spent, what there is stays in the directory: run
     * it with a larger budget, or {@linkplain #finish finish} with the rows there are.
     *
     * @throws IOException if the files cannot be read or written
     * @throws TrainingDataException if a set is there already, or the run that is to go on had other settings or sources
     * @throws dev.tokka.ModelException if the teacher fails; a later run goes on
     */
    public Generated run(Path directory) throws IOException {
        Progress progress = begin(directory);
        try (GenerationPass<S> pass = GenerationPass.open(this, directory, progress)) {
            Iterator<S> rest = skip(progress.done(), directory);
            boolean complete = true;
            while (complete && rest.hasNext()) {
                complete = pass.batch(rest);
            }
            Optional<TrainingSet> set = complete ? Optional.of(pass.complete()) : Optional.empty();
            return generated(set, pass.progress(), pass.spent());
        }
    }

    /**
     * Makes a set of the rows that a run has made so far.
     *
     * @throws IOException if the files cannot be read or written
     * @throws TrainingDataException if there is no run that was begun, or it had other settings
     */
    public Generated finish(Path directory) throws IOException {
        if (!Progress.exists(directory)) {
            throw new TrainingDataException(directory.toString(), "expected a run that was begun but there is none");
        }
        Progress progress = begin(directory);
        try (GenerationPass<S> pass = GenerationPass.open(this, directory, progress)) {
            return generated(Optional.of(pass.complete()), progress, pass.spent());
        }
    }

    private Generated generated(Optional<TrainingSet> set, Progress progress, Spent spent) {
        return new Generated(set, progress.count(), spent, teacher.map(TeacherModel::fingerprint), settings());
    }

    private Progress begin(Path directory) throws IOException {
        TrainingSet.requireNew(directory);
        Files.createDirectories(directory);
        String settings = settings();
        if (!Progress.exists(directory)) {
            Progress begun = Progress.begin(settings);
            begun.write(directory);
            return begun;
        }
        Progress progress = Progress.read(directory);
        if (!progress.settings().equals(settings)) {
            throw new TrainingDataException(
                    directory.toString(),
                    "expected the generator, seed and teacher with which the run was begun but they are others;"
                            + " choose another directory");
        }
        return progress;
    }

    private String settings() {
        return Description.of("row generation")
                .with("seed", seed)
                .with("teacher", teacher.map(TeacherModel::fingerprint).orElse(""))
                .withPart(generator.describe())
                .fingerprint();
    }

    /** Returns the sources that are left, after a look whether those before are the same as they were. */
    private Iterator<S> skip(Progress.Done done, Path directory) {
        Iterator<S> all = sources.iterator();
        String chain = "";
        for (long i = 0; i < done.sources() && all.hasNext(); i++) {
            chain = Progress.Done.chained(chain, all.next());
        }
        if (!chain.equals(done.chain())) {
            throw new TrainingDataException(
                    directory.toString(),
                    "expected the first " + done.sources() + " sources to be those of the run that is to go on but they"
                            + " are others; choose another directory");
        }
        return all;
    }

    RowGenerator<S> generator() {
        return generator;
    }

    TeacherBudget budget() {
        return budget;
    }

    Executor executor() {
        return executor;
    }

    int batch() {
        return batch;
    }

    /** Returns the work on the source of this number. */
    Work work(long source, Ledger ledger) {
        long own = seed ^ (source + 1) * 0x9E3779B97F4A7C15L; // far from those of its neighbours
        LedgerTeacher.Call call = new LedgerTeacher.Call(budget, dataClass, source);
        return teacher.map(model -> Work.with(new LedgerTeacher(model, ledger, call), own))
                .orElseGet(() -> Work.offline(own));
    }

    /**
     * Builds runs.
     *
     * @param <S> what rows are made of
     */
    public static final class Builder<S extends RowSource> {

        private static final TeacherBudget NONE = TeacherBudget.of(1, 1, 1);

        private final RowGenerator<S> generator;
        private final Iterable<S> sources;
        private Optional<TeacherModel> teacher = Optional.empty();
        private TeacherBudget budget = NONE;
        private long seed;
        private Executor executor = Runnable::run;
        private int batch = 256;
        private DataClass dataClass = DataClass.RESTRICTED;

        private Builder(RowGenerator<S> generator, Iterable<S> sources) {
            this.generator = requireNonNull(generator, "generator");
            this.sources = requireNonNull(sources, "sources");
        }

        /** The model to ask, and what it may use. Default: none; then no generator may ask one. */
        public Builder<S> teacher(DomainModel model, TeacherBudget newBudget) {
            teacher = Optional.of(new TeacherModel(model, model.describe().fingerprint()));
            budget = requireNonNull(newBudget, "budget");
            return this;
        }

        /** How confidential the sources are, which questions to the teacher declare. Default: restricted. */
        public Builder<S> dataClass(DataClass newDataClass) {
            dataClass = requireNonNull(newDataClass, "dataClass");
            return this;
        }

        /** What random choices follow from. Default: 0. */
        public Builder<S> seed(long newSeed) {
            seed = newSeed;
            return this;
        }

        /**
         * Who works on sources, several at a time. Default: the calling thread, one after the other.
         *
         * @param atOnce how many sources are worked on before their rows are written, at least 1. Default: 256
         */
        public Builder<S> executor(Executor newExecutor, int atOnce) {
            executor = requireNonNull(newExecutor, "executor");
            batch = Checks.requireAtLeast(1, atOnce, "atOnce");
            return this;
        }

        /** Returns a run; later changes to this builder do not affect it. */
        public RowGeneration<S> build() {
            return new RowGeneration<>(this);
        }
    }
}
