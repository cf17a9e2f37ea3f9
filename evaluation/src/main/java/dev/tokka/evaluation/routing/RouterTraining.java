// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.routing;

import static java.util.Objects.requireNonNull;

import dev.tokka.Embedder;
import dev.tokka.Question;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.analysis.Analysis;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Learns from an experiment which strategy to ask what, in this process and in seconds.
 *
 * <pre>{@code
 * RouterTraining training = RouterTraining.of(results, TextMatch.contains(), Costs.MEASURED);
 * RouterReport report = training.evaluate(Analysis.DEFAULT, executor);
 * if (report.verdict().worthRouting()) {
 *     training.train().write(Path.of("router.json"));
 * }
 * }</pre>
 *
 * <p>For each strategy, a logistic regression with a ridge penalty learns from what the question looks like whether the
 * answer was right. How strong the penalty is, is decided by folds left out, as is the scale that makes the chances
 * calibrated. Questions of one {@link dev.tokka.evaluation.Tags#CLUSTER} are never on both sides: give paraphrases and
 * questions about one document a cluster.
 *
 * <p>The same results, settings and seed give the same router on every machine, in whatever order the cases are. To train
 * again when there is more to learn from, add it: {@link #and}.
 */
public final class RouterTraining {

    /** With fewer questions than this nothing is learned. */
    public static final int FEWEST_QUESTIONS = 30;

    private static final int FEWEST_CLUSTERS = 10;

    private final Results results;
    private final Metric metric;
    private final Costs costs;
    private final Settings settings;

    private record Settings(RoutingRule rule, double enough, Optional<Embedder> embedder, long seed) {}

    private RouterTraining(Results results, Metric metric, Costs costs, Settings settings) {
        this.results = results;
        this.metric = metric;
        this.costs = costs;
        this.settings = settings;
    }

    /**
     * Returns the training on these results: an answer is right if {@code metric} gives it 1, and the cheapest strategy is
     * asked whose chance to be right is at most 0.02 below the best.
     *
     * @param results complete, of at least two strategies and {@value #FEWEST_QUESTIONS} questions in 10 clusters
     * @param metric of which more is better
     * @param costs which strategy is cheap
     * @throws IllegalArgumentException if the results are too few, or not complete; if less is better for the metric; or
     *     if the costs are of other strategies or in several currencies
     */
    public static RouterTraining of(Results results, Metric metric, Costs costs) {
        requireEnough(results);
        new Right(metric, 1); // refuses a metric of which less is better
        Costs.cheapestFirst(costs.priced(results));
        return new RouterTraining(
                results, metric, costs, new Settings(RoutingRule.within(0.02), 1, Optional.empty(), 0));
    }

    /**
     * Returns the training on more results of the same strategies. Where a case is in both, its new answers are taken.
     *
     * @throws IllegalArgumentException if a strategy is another than before, or if a case of one name or the protocol is
     */
    public RouterTraining and(Results more) {
        Results all = Pooled.of(results, more);
        requireEnough(all);
        return new RouterTraining(all, metric, costs, settings);
    }

    /** Returns this training with another rule by which a strategy is chosen. Default: within 0.02 of the best. */
    public RouterTraining withRule(RoutingRule rule) {
        return with(new Settings(requireNonNull(rule, "rule"), settings.enough, settings.embedder, settings.seed));
    }

    /** Returns this training where an answer is right if the metric gives it this, such as 0.5 of an F1. Default: 1. */
    public RouterTraining withEnough(double enough) {
        return with(new Settings(settings.rule, new Right(metric, enough).enough(), settings.embedder, settings.seed));
    }

    /**
     * Returns this training with the vectors of an embedder as further features, so that questions of close meaning are
     * alike. It is needed wherever the router is used. Default: none.
     */
    public RouterTraining withEmbedder(Embedder embedder) {
        return with(new Settings(settings.rule, settings.enough, Optional.of(embedder), settings.seed));
    }

    /** Returns this training with another seed, by which questions are dealt to folds. Default: 0. */
    public RouterTraining withSeed(long seed) {
        return with(new Settings(settings.rule, settings.enough, settings.embedder, seed));
    }

    /**
     * Returns the router that learned from all questions.
     *
     * @throws IllegalArgumentException if every strategy is right on the same questions, so that there is nothing to learn
     * @throws dev.tokka.ModelException if the embedder fails
     */
    public LearnedRouter train() {
        QuestionFeatures features = features();
        return fit(features).fit(data(costs.priced(results), features));
    }

    /**
     * Returns what routing is worth, measured on questions that the router that sent them had not learned from: the
     * clusters are dealt to five folds, and each fold is routed by what the other four taught.
     *
     * @param analysis how intervals and tests are made
     * @param executor does the resampling, along with the calling thread
     * @throws IllegalArgumentException as {@link #train()}, or if a strategy has a {@linkplain RouterReport#ROUTED name} of
     *     the report
     * @throws dev.tokka.ModelException if the embedder fails
     */
    public RouterReport evaluate(Analysis analysis, Executor executor) {
        Results priced = costs.priced(results);
        QuestionFeatures features = features();
        HeldOut heldOut = HeldOut.of(data(priced, features), fit(features));
        return heldOut.report(priced, right(), scored -> analysis.of(scored, executor));
    }

    private RouterFit fit(QuestionFeatures features) {
        return new RouterFit(settings.rule, features, settings.seed);
    }

    private Right right() {
        return new Right(metric, settings.enough);
    }

    private QuestionFeatures features() {
        Question any = results.benchmark().cases().get(0).question();
        return settings.embedder
                .map(embedder -> QuestionFeatures.with(embedder, embedder.embed(any.text()).length))
                .orElseGet(QuestionFeatures::ofTexts);
    }

    private RoutingData data(Results priced, QuestionFeatures features) {
        List<String> strategies =
                Costs.cheapestFirst(priced).stream().map(Took::strategy).toList();
        RoutingData data = RoutingData.of(priced, right(), strategies, features);
        boolean alike = data.questions().stream()
                .allMatch(asked -> asked.right().stream().distinct().count() == 1);
        if (alike) {
            throw new IllegalArgumentException("strategies must differ in what they answer right but " + strategies
                    + " are right on the same questions: ask the cheapest, " + strategies.get(0));
        }
        return data;
    }

    private RouterTraining with(Settings other) {
        return new RouterTraining(results, metric, costs, other);
    }

    private static void requireEnough(Results results) {
        List<Case> cases = results.benchmark().cases();
        if (!results.complete()) {
            throw new IllegalArgumentException("every strategy must have been asked every question but some were not;"
                    + " take the common ones, or resume the experiment");
        }
        if (results.models().size() < 2) {
            throw new IllegalArgumentException(
                    "a router needs at least two strategies to choose from but there is " + results.models());
        }
        requireAtLeast(FEWEST_QUESTIONS, cases.size(), "questions");
        requireAtLeast(
                FEWEST_CLUSTERS,
                (int) cases.stream().map(RoutingData::cluster).distinct().count(),
                "clusters of questions");
    }

    private static void requireAtLeast(int least, int seen, String what) {
        if (seen < least) {
            throw new IllegalArgumentException("a router needs at least " + least + " " + what
                    + " to learn from but there are " + seen + ": ask one strategy until there are more");
        }
    }
}
