// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.classification;

import static java.util.Objects.requireNonNull;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import dev.tokka.Answer;
import dev.tokka.AnswerForm;
import dev.tokka.Attributes;
import dev.tokka.Checks;
import dev.tokka.Deadline;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Question;
import dev.tokka.Step;
import dev.tokka.TokenSink;
import dev.tokka.TokenUsage;
import dev.tokka.Trace;
import dev.tokka.onnx.GuardedSession;
import dev.tokka.onnx.ModelDirectory;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import dev.tokka.onnx.OnnxGraph;
import dev.tokka.onnx.Trial;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A head that was trained in this process, as a model: it labels the text of a question and reads nothing else of it.
 *
 * <pre>{@code
 * try (HeadModel intents = HeadModel.open(Path.of("heads/intents"), EmbeddingFeatures.of(embedder))) {
 *     Answer answer = intents.withThreshold(0.6).answer("My card has not arrived yet."); // card_arrival, or an abstention
 * }
 * }</pre>
 *
 * <p>The reply is the most probable label, its confidence the calibrated probability. It abstains if no label reaches the
 * threshold. Where a text can have several labels, the reply is all that reach the threshold of the label, which was chosen
 * in training, one a line, the most probable first, and the confidence is that of the least. A question that {@linkplain
 * AnswerForm.OneOf offers labels} gets the most probable of those, as it spells it, with its share among them; each must be
 * a label of the head. A JSON schema is refused.
 *
 * <p><b>Never on another encoder.</b> A head whose featurizer has another fingerprint than the one of its training is refused
 * when it is opened, as is a graph with another digest. Safe for use by many threads. Whoever opens a head closes it, and
 * what it was opened with, in this order.
 */
public final class HeadModel implements DomainModel, AutoCloseable {

    private static final Duration OPEN_TIMEOUT = Duration.ofSeconds(30);

    private final HeadFile file;
    private final Featurizer featurizer;
    private final GuardedSession session;
    private final OptionalDouble threshold;

    private HeadModel(HeadFile file, Featurizer featurizer, GuardedSession session, OptionalDouble threshold) {
        this.file = file;
        this.featurizer = featurizer;
        this.session = session;
        this.threshold = threshold;
    }

    /**
     * Opens a head that needs no encoder.
     *
     * @throws ModelFileException if the files are not those of such a head
     */
    public static HeadModel open(Path directory) {
        ModelDirectory files = ModelDirectory.of(directory);
        return open(
                directory,
                HeadFile.read(files)
                        .source()
                        .characters()
                        .orElseThrow(() -> new ModelFileException(
                                directory,
                                Reason.UNDECIDED,
                                "expected a head on characters but it was trained on an encoder: open it with that")));
    }

    /**
     * Opens a head with the featurizer that it was trained on, and tries it on no features.
     *
     * @throws ModelFileException if the files are not those of a head, or of one that was trained on another featurizer
     */
    public static HeadModel open(Path directory, Featurizer featurizer) {
        ModelDirectory files = ModelDirectory.of(directory);
        HeadFile file = HeadFile.read(files);
        String given = featurizer.describe().fingerprint();
        if (!file.source().fingerprint().equals(given) || file.source().size() != featurizer.size()) {
            throw new ModelFileException(
                    directory,
                    Reason.UNSUPPORTED,
                    "expected the featurizer of the training, with the fingerprint "
                            + file.source().fingerprint() + " and "
                            + file.source().size()
                            + " features, but it has the fingerprint " + given + " and " + featurizer.size());
        }
        OnnxGraph graph = OnnxGraph.of(files, HeadFile.GRAPH).requireDigest(file.graphDigest());
        GuardedSession session = GuardedSession.open(graph, settings -> settings.setIntraOpNumThreads(1));
        HeadModel model = new HeadModel(file, featurizer, session, OptionalDouble.empty());
        try {
            Trial.within(OPEN_TIMEOUT, graph.file(), () -> model.probabilities(new float[featurizer.size()]));
            return model;
        } catch (RuntimeException e) {
            Trial.closeSoon(model::close);
            throw e;
        }
    }

    /**
     * Returns a view of this head that abstains below another probability, for every label. It shares what this holds: closing
     * one closes both.
     *
     * @param least from 0 to 1
     */
    public HeadModel withThreshold(double least) {
        return new HeadModel(file, featurizer, session, OptionalDouble.of(Checks.requireShare(least, "threshold")));
    }

    /** Returns what stands beside the graph: labels, thresholds, datasheet, metrics of the training. */
    public HeadFile file() {
        return file;
    }

    /**
     * Returns all labels of {@code text}, the most probable first. Probabilities sum to 1, unless a text can have several
     * labels: then each is for itself.
     *
     * @param text not blank
     * @throws ModelUnavailableException if the head failed, or the calling thread was interrupted
     */
    public List<LabelScore> classify(String text) {
        float[] probabilities = probabilities(featurizer.features(text).toArray());
        List<LabelScore> scores = new ArrayList<>();
        for (int i = 0; i < probabilities.length; i++) {
            scores.add(new LabelScore(file.labels().names().get(i), probabilities[i]));
        }
        scores.sort(Comparator.comparingDouble(LabelScore::probability).reversed());
        return List.copyOf(scores);
    }

    /** Returns the probability of each label, in the order of the file. */
    private float[] probabilities(float[] features) {
        int labels = file.labels().names().size();
        return session.call(call ->
                session.run(call, "a text of " + features.length + " features", (environment, ort) -> {
                    try (OnnxTensor input = OnnxTensor.createTensor(
                                    environment, FloatBuffer.wrap(features), new long[] {1, features.length});
                            OrtSession.Result result =
                                    ort.run(Map.of(HeadFile.INPUT, input), Set.of(HeadFile.OUTPUT), call.options())) {
                        float[] probabilities = ((float[][]) result.get(0).getValue())[0];
                        for (int i = 0; i < probabilities.length; i++) {
                            if (!Float.isFinite(probabilities[i])) {
                                throw new ModelUnavailableException(
                                        file.name() + ": expected finite probabilities but got others");
                            }
                            probabilities[i] = Math.min(1, Math.max(0, probabilities[i])); // sums of 32-bit numbers
                        }
                        if (probabilities.length != labels) {
                            throw new ModelUnavailableException(file.name() + ": expected " + labels
                                    + " probabilities but got " + probabilities.length);
                        }
                        return probabilities;
                    }
                }));
    }

    @Override
    public Answer answer(Question question) {
        requireNonNull(question, "question");
        Attributes attributes = question.attributes();
        Deadline.check(attributes, file.name());
        Offers offers = Offers.of(file.name(), new Labels(file.labels().names()), question.form());
        long start = System.nanoTime();
        float[] probabilities =
                probabilities(featurizer.features(question.text()).toArray());
        Trace trace = trace(start);
        List<LabelScore> found = found(offers, probabilities, question.form());
        if (found.isEmpty()) {
            return new Answer.Abstention("no label is as probable as it must be", trace);
        }
        String text = String.join("\n", found.stream().map(LabelScore::label).toList());
        attributes.get(TokenSink.KEY).ifPresent(sink -> sink.token(text));
        double least = found.get(found.size() - 1).probability();
        return new Answer.Reply(text, List.of(), OptionalDouble.of(least), trace);
    }

    private Trace trace(long start) {
        Duration time = Duration.ofNanos(Math.max(0, System.nanoTime() - start));
        return Trace.of(new Step("classify", time, TokenUsage.NONE, Optional.empty(), Map.of("model", file.name())));
    }

    private List<LabelScore> found(Offers offers, float[] probabilities, AnswerForm form) {
        boolean several = file.task() == HeadTask.SEVERAL_LABELS;
        double sum = offers.labels().stream()
                .mapToDouble(offer -> probabilities[offer.number()])
                .sum();
        List<LabelScore> scores = new ArrayList<>();
        for (Offers.Offer offer : offers.labels()) {
            double own = probabilities[offer.number()];
            double probability = several || sum == 0 ? own : Math.min(1, own / sum);
            if (probability >= threshold.orElse(file.labels().thresholds().get(offer.number()))) {
                scores.add(new LabelScore(offer.name(), probability));
            }
        }
        scores.sort(Comparator.comparingDouble(LabelScore::probability).reversed());
        boolean all = several && !(form instanceof AnswerForm.OneOf);
        return all || scores.isEmpty() ? scores : scores.subList(0, 1);
    }

    /** Returns what the head is made of: digest of the graph, labels, thresholds, and what its features come from. */
    @Override
    public Description describe() {
        return Description.of("head", file.name())
                .with("graph", file.graphDigest())
                .with("task", file.task())
                .with("labels", file.labels().names())
                .with(
                        "thresholds",
                        threshold.isPresent()
                                ? threshold.getAsDouble()
                                : file.labels().thresholds())
                .with("datasheet", file.facts().datasheet())
                .withPart(featurizer.describe());
    }

    /** Ends runs that have begun, waits for that, then frees the native memory. Closing twice does nothing more. */
    @Override
    public void close() {
        session.close(() -> {});
    }

    @Override
    public String toString() {
        return file.name();
    }
}
