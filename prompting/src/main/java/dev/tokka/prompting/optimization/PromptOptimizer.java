// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.DomainModel;
import dev.tokka.prompting.Prompting;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Searches instructions, examples, ways to reason and {@linkplain #over whatever is below them} with which a model answers your
 * questions best, and says whether they are better than those you have.
 *
 * <pre>{@code
 * Optimized found = PromptOptimizer.of(base, Prompting.instructions("Say what the message is about.").labels(…))
 *         .writer(largeModel)
 *         .task("Messages of customers to the help desk of a bank.")
 *         .budget(OptimizationBudget.calls(3_000).withTokens(2_000_000, 4_000))
 *         .optimize(questions, Path.of("work/answers.jsonl"));
 * System.out.println(found);
 * DomainModel model = base.with(found.recommended());
 * }</pre>
 *
 * <p>What is tried: instructions that a {@linkplain #writer model} writes, shown mistakes and what is wrong with them;
 * {@linkplain #shots choices of examples}, out of the questions with wanted answers and those that the model itself answers
 * right; {@linkplain #reasoning ways to reason}; and {@linkplain #over variants} of the base, such as numbers of retrieved
 * passages. First all on a few questions, the better half on twice as many, and so on; then new candidates are bred from those
 * that are the best on at least one question, by instructions from their own mistakes and by mixing two. What must stay as it
 * is, such as what is never answered, belongs into a prompting of its own below, {@code base.with(rules)}.
 *
 * <p>The best of many looks better than it is, so the figure that counts comes from questions that its search never saw: the
 * questions are dealt into folds, each fold is answered with what the others chose, and the differences from the start,
 * cluster by cluster, are tested by flipping their signs.
 *
 * <p>Calls are made one after another, and each answer is kept in a file. After a kill, or where a model was not available for
 * a while, the same call goes on where it stopped, asks nothing twice, and ends with the same result: chance depends on the
 * seed alone. Immutable.
 */
public final class PromptOptimizer {

    private final DomainModel base;
    private final Settings settings;

    private PromptOptimizer(DomainModel base, Settings settings) {
        this.base = base;
        this.settings = settings;
    }

    /**
     * Returns an optimizer that tries 4 examples, fixed, nearest and varied, with the instructions of {@code start}, in 5
     * folds with at most 2,000 calls and seed 0.
     *
     * <p>Answers are kept under the fingerprint of the model: give models that cannot describe themselves a file of their own.
     *
     * @param base the model without what is searched
     */
    public static PromptOptimizer of(DomainModel base, Prompting start) {
        return new PromptOptimizer(
                requireNonNull(base, "base"),
                new Settings(
                        List.of(start),
                        Optional.empty(),
                        "",
                        new Settings.Space(
                                List.of(Shots.fixed(4), Shots.nearest(4), Shots.varied(4)),
                                List.of(ReasoningChoice.none()),
                                List.of(Variant.base()),
                                4,
                                8),
                        new Settings.Rules(5, OptimizationBudget.calls(2_000), 0),
                        InstantSource.system()));
    }

    /** Returns this optimizer with another prompting to try as well, such as instructions that a colleague wrote. */
    public PromptOptimizer orStart(Prompting other) {
        List<Prompting> starts = new ArrayList<>(settings.starts());
        starts.add(other);
        return with(new Settings(
                starts, settings.writer(), settings.task(), settings.space(), settings.rules(), settings.clock()));
    }

    /** Returns this optimizer with a model that writes instructions; the base may do. Default: none, so none are written. */
    public PromptOptimizer writer(DomainModel model) {
        return with(new Settings(
                settings.starts(),
                Optional.of(model),
                settings.task(),
                settings.space(),
                settings.rules(),
                settings.clock()));
    }

    /** Returns this optimizer that tells the writer what the questions are about. */
    public PromptOptimizer task(String task) {
        return with(new Settings(
                settings.starts(),
                settings.writer(),
                Checks.requireText(task, "task"),
                settings.space(),
                settings.rules(),
                settings.clock()));
    }

    /** Returns this optimizer with other choices of examples to try, besides those of the start; with none, only those. */
    public PromptOptimizer shots(Shots... shots) {
        Settings.Space space = settings.space();
        return with(new Settings.Space(
                List.of(shots), space.reasonings(), space.variants(), space.proposals(), space.generations()));
    }

    /**
     * Returns this optimizer with other ways to reason to try, with all instructions, examples and variants. Default: none.
     *
     * @param first that of the start
     * @throws IllegalArgumentException if two have one name
     */
    public PromptOptimizer reasoning(ReasoningChoice first, ReasoningChoice... more) {
        Settings.Space space = settings.space();
        return with(new Settings.Space(
                space.shots(), listed(first, more), space.variants(), space.proposals(), space.generations()));
    }

    /**
     * Returns this optimizer that tries all this on other variants of the base, too. Default: the base.
     *
     * @param first that of the start
     * @throws IllegalArgumentException if two have one name
     */
    public PromptOptimizer over(Variant first, Variant... more) {
        return over(listed(first, more));
    }

    /**
     * See {@link #over(Variant, Variant...)}.
     *
     * @param variants at least one; the first is that of the start
     */
    public PromptOptimizer over(List<Variant> variants) {
        Settings.Space space = settings.space();
        return with(new Settings.Space(
                space.shots(), space.reasonings(), variants, space.proposals(), space.generations()));
    }

    private static <V> List<V> listed(V first, V[] more) {
        return Stream.concat(Stream.of(first), Stream.of(more)).toList();
    }

    /**
     * Returns this optimizer with other efforts.
     *
     * @param proposals how many instructions are written at first; at least 0. Default: 4
     * @param generations how many candidates are bred afterwards; at least 0. Default: 8
     */
    public PromptOptimizer effort(int proposals, int generations) {
        Settings.Space space = settings.space();
        return with(new Settings.Space(space.shots(), space.reasonings(), space.variants(), proposals, generations));
    }

    /** Returns this optimizer with another number of folds, at least 2. */
    public PromptOptimizer folds(int folds) {
        return with(new Settings.Rules(
                folds, settings.rules().budget(), settings.rules().seed()));
    }

    /**
     * Returns this optimizer with another budget. As many calls as there are questions go to the start and as many to what was
     * chosen, the rest to folds + 1 searches.
     */
    public PromptOptimizer budget(OptimizationBudget budget) {
        return with(new Settings.Rules(
                settings.rules().folds(), budget, settings.rules().seed()));
    }

    /** Returns this optimizer with another seed, for all that is left to chance; models are asked with it, too. */
    public PromptOptimizer seed(long seed) {
        return with(
                new Settings.Rules(settings.rules().folds(), settings.rules().budget(), seed));
    }

    /** Returns this optimizer with another clock. Default: the system's. */
    public PromptOptimizer clock(InstantSource clock) {
        return with(new Settings(
                settings.starts(), settings.writer(), settings.task(), settings.space(), settings.rules(), clock));
    }

    private PromptOptimizer with(Settings.Space space) {
        return with(new Settings(
                settings.starts(), settings.writer(), settings.task(), space, settings.rules(), settings.clock()));
    }

    private PromptOptimizer with(Settings.Rules rules) {
        return with(new Settings(
                settings.starts(), settings.writer(), settings.task(), settings.space(), rules, settings.clock()));
    }

    private PromptOptimizer with(Settings changed) {
        return new PromptOptimizer(base, changed);
    }

    /**
     * Searches, and keeps the answers in memory only.
     *
     * @param questions of at least as many clusters as there are folds
     * @throws IllegalArgumentException if there are too few clusters
     * @throws dev.tokka.ModelException if a model is not available
     */
    public Optimized optimize(List<GradedQuestion> questions) {
        try (Ledger ledger = Ledger.inMemory()) {
            return optimize(questions, ledger);
        }
    }

    /**
     * Searches, and keeps the answers in a file; those that are in it already are not asked for again.
     *
     * @param questions of at least as many clusters as there are folds
     * @param answers a file of JSON lines, without the questions' texts; it is made if there is none
     * @throws IllegalArgumentException if there are too few clusters
     * @throws LedgerException if the file cannot be read or written, or is damaged
     * @throws dev.tokka.ModelException if a model is not available: call this again when it is
     */
    public Optimized optimize(List<GradedQuestion> questions, Path answers) {
        try (Ledger ledger = Ledger.open(answers)) {
            return optimize(questions, ledger);
        }
    }

    private Optimized optimize(List<GradedQuestion> questions, Ledger ledger) {
        Bench bench = bench(questions, ledger);
        return new Optimization(settings, bench.cases(), bench.models(), bench.writer()).run();
    }

    /** What a run works with. */
    record Bench(Cases cases, Models models, Optional<InstructionWriter> writer) {}

    Settings settings() {
        return settings;
    }

    Bench bench(List<GradedQuestion> questions, Ledger ledger) {
        long clusters =
                questions.stream().map(GradedQuestion::cluster).distinct().count();
        Checks.requireAtLeast(settings.rules().folds(), Math.toIntExact(clusters), "number of clusters of questions");
        Meter meter = new Meter(settings.rules().budget());
        ledger.lost().forEach(line -> meter.charge(line.used()));
        MeteredModel.Books books = new MeteredModel.Books(ledger, meter, settings.clock());
        return new Bench(
                new Cases(questions, settings.rules().seed()),
                new Models(base, books),
                settings.writer()
                        .map(model -> new InstructionWriter(
                                new MeteredModel(model, books), settings.task(), Wording.of(questions))));
    }
}
