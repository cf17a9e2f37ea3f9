// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring;

import static java.util.Objects.requireNonNull;

import dev.tokka.Answer;
import dev.tokka.Checks;
import dev.tokka.DomainModel;
import dev.tokka.Embedder;
import dev.tokka.ModelException;
import dev.tokka.Question;
import dev.tokka.governance.monitoring.Observation.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link Baseline} from what a model did on questions like those that it will be asked, each once and independent of
 * the others: what a baseline says of the future rests on that. Not safe for use by many threads.
 */
public final class BaselineBuilder {

    /** The fewest answers of a baseline. */
    public static final int FEWEST = 30;

    private static final double KEEPING = 0.95;
    private static final double NEAR = 0.9;

    private final String fingerprint;
    private final List<Observation> observations = new ArrayList<>();
    private final List<float[]> vectors = new ArrayList<>();
    private Duration leastLatency = Duration.ofMillis(100);
    private @Nullable Embedder embedder;

    BaselineBuilder(String fingerprint) {
        this.fingerprint = Baseline.requireFingerprint(fingerprint);
    }

    /**
     * Measures also where questions lie, by {@code newEmbedder}.
     *
     * @throws IllegalArgumentException if it does not describe itself: nobody could tell later whether vectors are of the same
     * @throws IllegalStateException if questions were added before
     */
    public BaselineBuilder withInputs(Embedder newEmbedder) {
        if (!observations.isEmpty()) {
            throw new IllegalStateException("expected the embedder before the first question");
        }
        embedder = Inputs.requireDescribed(newEmbedder);
        return this;
    }

    /**
     * Sets what counts as slow at the least: where 95 of 100 answers are faster, this is the limit of {@link Metric#LATENCY}.
     * Default: 100 ms, less than a person notices and more than a pause of the virtual machine.
     */
    public BaselineBuilder withLeastLatency(Duration newLeast) {
        if (newLeast.isNegative()) {
            throw new IllegalArgumentException("latency must not be negative but is " + newLeast);
        }
        leastLatency = newLeast;
        return this;
    }

    /**
     * Adds an answer.
     *
     * @throws ModelException if the embedder fails
     */
    public BaselineBuilder add(Question question, Answer answer, Duration latency) {
        return add(question, Observation.of(question, answer, latency));
    }

    /** Adds a question at which the model failed. */
    public BaselineBuilder addFailure(Question question, Duration latency) {
        return add(question, Observation.failed(latency));
    }

    private BaselineBuilder add(Question question, Observation observation) {
        if (embedder != null) {
            vectors.add(InputSpace.unit(embedder.embed(question.text())));
        }
        observations.add(observation);
        return this;
    }

    /** Asks {@code model} every question, one after the other, and adds what it answers; what fails counts as failed. */
    public BaselineBuilder ask(DomainModel model, Collection<Question> questions) {
        for (Question question : questions) {
            long start = System.nanoTime();
            try {
                Answer answer = requireNonNull(model.answer(question), "a model answered null");
                add(question, answer, Duration.ofNanos(System.nanoTime() - start));
            } catch (ModelException e) {
                addFailure(question, Duration.ofNanos(System.nanoTime() - start));
            }
        }
        return this;
    }

    /**
     * Returns the baseline of what was added.
     *
     * @throws IllegalArgumentException if these are fewer than {@value #FEWEST} answers, or replies with more than {@value
     *     Reference.Labels#MOST} labels
     */
    public Baseline build() {
        List<Observation> answers = only(observations, Outcome.REPLY, Outcome.ABSTENTION);
        Checks.requireAtLeast(FEWEST, answers.size(), "number of answers");
        List<Observation> replies = only(answers, Outcome.REPLY);
        Map<Metric, Reference> references = new EnumMap<>(Metric.class);
        references.put(Metric.FAILURES, new Reference.Share(observations.size(), observations.size() - answers.size()));
        references.put(Metric.ABSTENTION, new Reference.Share(answers.size(), answers.size() - replies.size()));
        references.put(
                Metric.LATENCY,
                Reference.Limit.of(sorted(answers, Observation::millis), KEEPING, leastLatency.toNanos() / 1e6));
        List<Double> grounding = replies.stream().map(Observation::grounding).toList();
        if (grounding.stream().anyMatch(support -> support > 0)) {
            references.put(Metric.GROUNDING, new Reference.Mean(grounding));
        }
        Map<String, Integer> labels = new TreeMap<>();
        replies.forEach(reply -> reply.label().ifPresent(label -> labels.merge(label, 1, Integer::sum)));
        if (!labels.isEmpty()) {
            references.put(Metric.LABELS, new Reference.Labels(labels));
        }
        Optional<Currency> currency = currency(answers);
        currency.ifPresent(one -> references.put(
                Metric.COST, Reference.Limit.of(sorted(answers, answer -> answer.cost(one)), KEEPING, 0)));
        Optional<InputSpace> inputs = Optional.ofNullable(embedder).map(by -> inputs(by, references));
        return new Baseline(fingerprint, references, currency, inputs);
    }

    private static List<Observation> only(List<Observation> all, Outcome... outcomes) {
        List<Outcome> wanted = List.of(outcomes);
        return all.stream().filter(one -> wanted.contains(one.outcome())).toList();
    }

    private static double[] sorted(List<Observation> answers, ToDoubleFunction<Observation> value) {
        return answers.stream().mapToDouble(value).sorted().toArray();
    }

    /** Returns the currency of most answers, the first one by its code if there are several; empty if nothing has a price. */
    private static Optional<Currency> currency(List<Observation> answers) {
        Map<String, Integer> counts = new TreeMap<>();
        answers.forEach(answer ->
                answer.cost().keySet().forEach(each -> counts.merge(each.getCurrencyCode(), 1, Integer::sum)));
        int most = counts.values().stream().max(Integer::compare).orElse(0);
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() == most)
                .findFirst()
                .map(entry -> Currency.getInstance(entry.getKey()));
    }

    /**
     * Returns the space of half of the questions. How far the other half is from it says how far questions are that the space
     * was not made of, as those that will come; drawn by lot, since questions are often in the order of their topics.
     */
    private InputSpace inputs(Embedder by, Map<Metric, Reference> references) {
        List<float[]> drawn = new ArrayList<>(vectors);
        Collections.shuffle(drawn, new Random(drawn.size()));
        int half = drawn.size() / 2;
        InputSpace space = InputSpace.of(by.describe().fingerprint(), drawn.subList(0, half));
        double[] distances = drawn.subList(half, drawn.size()).stream()
                .mapToDouble(space::distance)
                .sorted()
                .toArray();
        references.put(Metric.INPUTS, Reference.Limit.of(distances, NEAR, 0));
        return space;
    }
}
