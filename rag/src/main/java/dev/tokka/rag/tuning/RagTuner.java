// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.tuning;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.MeanInterval;
import dev.tokka.rag.Encoder;
import dev.tokka.rag.document.SourceDocument;
import dev.tokka.rag.index.IndexSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Searches the settings of retrieval that find the answers to your questions best, and says whether they are better than
 * the start of the space at all.
 *
 * <pre>{@code
 * TuningReport report = RagTuner.of(documents, encoder)
 *         .space(TuningSpace.DEFAULT.withSizes(500, 1_000))
 *         .latency(Duration.ofMillis(50))
 *         .tune(questions, Path.of("work"));
 * System.out.println(report);
 * report.recommended().write(Path.of("retrieval.json"));
 * }</pre>
 *
 * <p>Configurations are tried by successive halving: all on a few questions, the better half on twice as many, and so on.
 * The best of many looks better than it is, so the figure that counts comes from questions that its search never saw: the
 * questions are dealt into folds, each fold is answered with what the others chose, and the differences from the start,
 * question by question, are tested by flipping their signs.
 *
 * <p>Documents are cut and encoded once for each chunking, queries once; every configuration answers a question at most
 * once. The same seed gives the same choice, unless a latency limit makes it depend on the clock. Immutable.
 */
public final class RagTuner {

    private static final double SIGNIFICANT = 0.05;

    private final List<SourceDocument> documents;
    private final Optional<Encoder> encoder;
    private final Options options;

    private record Options(
            TuningSpace space,
            IndexSettings base,
            TuningMetric metric,
            Duration latency,
            Search search,
            LongSupplier clock) {}

    private record Search(int folds, int budget, long seed) {}

    private RagTuner(List<SourceDocument> documents, Optional<Encoder> encoder, Options options) {
        this.documents = List.copyOf(documents);
        this.encoder = encoder;
        this.options = options;
    }

    /**
     * Returns a tuner over {@link TuningSpace#DEFAULT} for {@link TuningMetric#early} of 6,000 characters, without a latency
     * limit, with 5 folds, at most 20,000 searches and seed 0.
     *
     * @param documents what is searched; at least one
     */
    public static RagTuner of(List<SourceDocument> documents, Encoder encoder) {
        return of(documents, Optional.of(encoder));
    }

    /** Returns a tuner of indexes that rank by words only; see {@link #of(List, Encoder)}. */
    public static RagTuner lexical(List<SourceDocument> documents) {
        return of(documents, Optional.empty());
    }

    private static RagTuner of(List<SourceDocument> documents, Optional<Encoder> encoder) {
        Checks.requireAtLeast(1, documents.size(), "number of documents");
        return new RagTuner(
                documents,
                encoder,
                new Options(
                        TuningSpace.DEFAULT,
                        IndexSettings.DEFAULT,
                        TuningMetric.early(6_000),
                        Duration.ofDays(1),
                        new Search(5, 20_000, 0),
                        System::nanoTime));
    }

    /** Returns this tuner with another space. */
    public RagTuner space(TuningSpace space) {
        return with(new Options(
                requireNonNull(space, "space"), base(), metric(), options.latency, options.search, clock()));
    }

    /** Returns this tuner with other settings where the configurations say nothing. Default: those of an index. */
    public RagTuner base(IndexSettings base) {
        return with(
                new Options(space(), requireNonNull(base, "base"), metric(), options.latency, options.search, clock()));
    }

    /** Returns this tuner with another measure of a ranking. */
    public RagTuner metric(TuningMetric metric) {
        return with(new Options(
                space(), base(), requireNonNull(metric, "metric"), options.latency, options.search, clock()));
    }

    /** Returns this tuner that drops configurations of which more than 1 in 20 searches take longer than {@code limit}. */
    public RagTuner latency(Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("latency must be more than zero but is " + limit);
        }
        return with(new Options(space(), base(), metric(), limit, options.search, clock()));
    }

    /** Returns this tuner with another number of folds, at least 2. */
    public RagTuner folds(int folds) {
        Checks.requireAtLeast(2, folds, "folds");
        return with(new Search(folds, options.search.budget, options.search.seed));
    }

    /** Returns this tuner with another limit on how many searches it makes; at least twice as many as there are questions. */
    public RagTuner budget(int searches) {
        Checks.requireAtLeast(1, searches, "budget");
        return with(new Search(options.search.folds, searches, options.search.seed));
    }

    /** Returns this tuner with another seed, for the folds, the order of the questions and the resampling. */
    public RagTuner seed(long seed) {
        return with(new Search(options.search.folds, options.search.budget, seed));
    }

    /** Returns this tuner with another clock, in nanoseconds. Default: {@link System#nanoTime}. */
    public RagTuner clock(LongSupplier nanos) {
        return with(new Options(
                space(), base(), metric(), options.latency, options.search, requireNonNull(nanos, "nanos")));
    }

    private RagTuner with(Search search) {
        return with(new Options(space(), base(), metric(), options.latency, search, clock()));
    }

    private RagTuner with(Options changed) {
        return new RagTuner(documents, encoder, changed);
    }

    /**
     * Searches.
     *
     * @param questions at least as many as folds; all different
     * @param folder where the indexes are made, in a folder of their own that is removed in the end
     * @throws IllegalArgumentException if there are too few questions, or the budget is less than twice their number
     * @throws dev.tokka.ModelException if a search fails
     * @throws dev.tokka.rag.index.IndexException if an index cannot be written
     * @throws IOException if the folder cannot be made
     */
    public TuningReport tune(List<TuningQuestion> questions, Path folder) throws IOException {
        int all = questions.size();
        Checks.requireAtLeast(options.search.folds, all, "number of questions");
        Checks.requireAtLeast(2 * all, options.search.budget, "budget for " + all + " questions");
        Random random = new Random(options.search.seed);
        List<Integer> order = new ArrayList<>(IntStream.range(0, all).boxed().toList());
        Collections.shuffle(order, random);
        try (Trials trials = new Trials(this, List.copyOf(questions), folder)) {
            RagConfiguration start = space().start();
            double[] before = order.stream()
                    .sorted()
                    .mapToDouble(q -> trials.score(start, q))
                    .toArray();
            double[] differences = outOfFold(trials, order, before);
            RagConfiguration best = best(trials, order, random);
            order.forEach(q -> trials.score(best, q)); // known, but where the budget was too small for a search
            MeanInterval gain = MeanInterval.bootstrap(differences, random);
            double p = MeanInterval.signFlip(differences, random);
            List<TuningReport.Row> table = trials.complete().stream()
                    .map(c -> row(c, trials, before))
                    .sorted(Comparator.comparingDouble(
                                    (TuningReport.Row row) -> -row.quality().mean())
                            .thenComparing(row -> row.configuration().toString()))
                    .toList();
            return new TuningReport(table, start, best, gain, p, trials.count());
        }
    }

    /** Returns by how much each question gains if what the other folds chose answers it. */
    private double[] outOfFold(Trials trials, List<Integer> order, double[] before) {
        double[] differences = new double[order.size()];
        int folds = options.search.folds;
        for (int fold = 0; fold < folds; fold++) {
            int held = fold;
            List<Integer> train = IntStream.range(0, order.size())
                    .filter(i -> i % folds != held)
                    .mapToObj(order::get)
                    .toList();
            RagConfiguration chosen = best(trials, train, new Random(options.search.seed + 1 + fold));
            for (int i = fold; i < order.size(); i += folds) {
                int question = order.get(i);
                differences[question] = trials.score(chosen, question) - before[question];
            }
        }
        return differences;
    }

    private RagConfiguration best(Trials trials, List<Integer> questions, Random random) {
        List<RagConfiguration> candidates = new ArrayList<>(space().configurations());
        // The start is always tried; where the budget is small, chance says which of the others are.
        Collections.shuffle(candidates.subList(1, candidates.size()), random);
        // Each fold, and all questions together, are searched once; answering the folds takes one search a question.
        int budget = (options.search.budget - 2 * trials.questions()) / (options.search.folds + 1);
        SuccessiveHalving plan = SuccessiveHalving.plan(candidates.size(), questions.size(), Math.max(0, budget));
        List<RagConfiguration> tried =
                candidates.subList(0, plan.rounds().get(0).candidates());
        tried.sort(Comparator.comparing((RagConfiguration c) -> !c.equals(space().start()))
                .thenComparing(RagConfiguration::toString));
        return plan.best(tried, questions, trials::score, c -> trials.p95(c) <= options.latency.toNanos())
                .orElse(space().start());
    }

    private TuningReport.Row row(RagConfiguration configuration, Trials trials, double[] before) {
        double[] scores = trials.all(configuration).orElseThrow();
        double[] gains = IntStream.range(0, scores.length)
                .mapToDouble(i -> scores[i] - before[i])
                .toArray();
        // Each row has the same resamples, whatever the others are.
        return new TuningReport.Row(
                configuration,
                MeanInterval.bootstrap(scores, new Random(options.search.seed)),
                MeanInterval.bootstrap(gains, new Random(options.search.seed)),
                Duration.ofNanos(trials.p95(configuration)));
    }

    /** Returns the chance below which a gain counts. */
    static double significant() {
        return SIGNIFICANT;
    }

    List<SourceDocument> documents() {
        return documents;
    }

    Optional<Encoder> encoder() {
        return encoder;
    }

    TuningSpace space() {
        return options.space;
    }

    IndexSettings base() {
        return options.base;
    }

    TuningMetric metric() {
        return options.metric;
    }

    LongSupplier clock() {
        return options.clock;
    }
}
