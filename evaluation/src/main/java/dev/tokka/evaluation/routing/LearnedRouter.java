// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.routing;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.Embedder;
import dev.tokka.Question;
import dev.tokka.Route;
import dev.tokka.Router;
import dev.tokka.Step;
import dev.tokka.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A router that learned from the results of an experiment how probably each strategy answers a question right, and sends
 * the question to the cheapest that its {@link RoutingRule} allows. {@link RouterTraining} makes it.
 *
 * <pre>{@code
 * Router router = LearnedRouter.read(Path.of("router.json"));
 * DomainModel model = DomainModels.route(router, Map.of("base", base, "retrieval", retrieval));
 * }</pre>
 *
 * <p>In a {@linkplain dev.tokka.config file} of a model it is {@code learned}. Only the question counts: its words, length, script, numbers, form, and whether it has evidence or a history, and
 * the vector of an embedder if one was given. A route takes well below a millisecond, an embedder aside. What each
 * strategy's chance was is in the trace. Immutable, and safe for use by many threads if the embedder is.
 */
public final class LearnedRouter implements Router {

    private final RoutingRule rule;
    private final QuestionFeatures features;
    private final int questions;
    private final List<StrategyWeights> strategies; // cheapest first
    private final String digest;

    LearnedRouter(RoutingRule rule, QuestionFeatures features, int questions, List<StrategyWeights> strategies) {
        this.rule = rule;
        this.features = features;
        this.questions = Checks.requireAtLeast(1, questions, "questions");
        this.strategies = List.copyOf(strategies);
        Checks.requireAtLeast(2, this.strategies.size(), "the number of strategies");
        this.digest = RouterFile.digest(this);
    }

    /**
     * Reads a router that learned without an embedder.
     *
     * @throws IOException if the file cannot be read
     * @throws RouterFileException if the file is damaged, foreign, of another version, or of a router with an embedder
     */
    public static LearnedRouter read(Path file) throws IOException {
        return RouterFile.read(file, Optional.empty());
    }

    /**
     * Reads a router that learned with an embedder, which must be {@linkplain Embedder#describe described} alike.
     *
     * @throws IOException if the file cannot be read
     * @throws RouterFileException if the file is damaged, foreign, of another version, or of a router with another
     *     embedder or none
     */
    public static LearnedRouter read(Path file, Embedder embedder) throws IOException {
        return RouterFile.read(file, Optional.of(embedder));
    }

    /**
     * Writes this router as JSON with a digest. What is read from it routes alike and has the same fingerprint. It holds
     * weights of hashed words and no question.
     */
    public void write(Path file) throws IOException {
        RouterFile.write(this, file);
    }

    @Override
    public Route route(Question question) {
        long start = System.nanoTime();
        List<Double> chances = chances(features.of(requireNonNull(question, "question")));
        question.checkpoint("route");
        String chosen = strategies.get(rule.choose(chances)).name();
        Map<String, String> details = new TreeMap<>();
        for (int i = 0; i < chances.size(); i++) {
            details.put(strategies.get(i).name(), String.format(Locale.ROOT, "%.3f", chances.get(i)));
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new Route(chosen, Trace.of(Step.of("learned route", took, details)));
    }

    /** Returns how probably each strategy answers the question right, from 0 to 1, the cheapest strategy first. */
    public Map<String, Double> chances(Question question) {
        List<Double> chances = chances(features.of(requireNonNull(question, "question")));
        Map<String, Double> byName = new LinkedHashMap<>();
        for (int i = 0; i < chances.size(); i++) {
            byName.put(strategies.get(i).name(), chances.get(i));
        }
        return Collections.unmodifiableMap(byName);
    }

    /** Returns the names of the strategies, the cheapest first: the routes that there must be. */
    public List<String> strategies() {
        return strategies.stream().map(StrategyWeights::name).toList();
    }

    /** Returns the SHA-256 of what was learned, as 64 hexadecimal digits, which stands in the file as {@code digest}. */
    public String digest() {
        return digest;
    }

    /** Returns from how many questions this was learned. */
    public int questions() {
        return questions;
    }

    List<Double> chances(FeatureVector vector) {
        List<Double> chances = new ArrayList<>(strategies.size());
        for (StrategyWeights strategy : strategies) {
            chances.add(strategy.chance(vector, questions));
        }
        return chances;
    }

    RoutingRule rule() {
        return rule;
    }

    QuestionFeatures features() {
        return features;
    }

    List<StrategyWeights> weights() {
        return strategies;
    }

    @Override
    public Description describe() {
        return Description.of("learned router")
                .with("strategies", strategies())
                .with("rule", rule)
                .with("questions", questions)
                .with("weights", digest)
                .withPart(features.describe());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LearnedRouter router && describe().equals(router.describe());
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    @Override
    public String toString() {
        return "learned(" + String.join(", ", strategies()) + ", " + questions + " questions, " + rule + ")";
    }
}
