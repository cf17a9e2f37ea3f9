// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.classification;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokka.Answer;
import dev.tokka.AnswerForm;
import dev.tokka.Attributes;
import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Question;
import dev.tokka.QuestionRejectedException;
import dev.tokka.TokenSink;
import dev.tokka.Trace;
import dev.tokka.onnx.ModelDirectory;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import dev.tokka.onnx.OnnxCall;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A sequence classifier on ONNX Runtime, such as FinBERT: it labels texts.
 *
 * <pre>{@code
 * try (OnnxClassifier sentiment = OnnxClassifier.open(Path.of("models/finbert"))) {
 *     Answer answer = sentiment.answer("Operating profit rose to EUR 13.1 mn."); // positive, with its probability
 * }
 * }</pre>
 *
 * <p>As a domain model it labels the text of a question and reads nothing else of it. The reply is the label, its
 * confidence the probability. It abstains if no label reaches the threshold of the options.
 *
 * <ul>
 *   <li>Any form: the reply is the most probable label. If a text can have several ({@code problem_type} is {@code
 *       multi_label_classification}), it is all labels that reach the threshold, one a line, the most probable first,
 *       and the confidence is that of the least.
 *   <li>{@linkplain AnswerForm.OneOf One of some labels}: the reply is the most probable of them, as the question spells
 *       it. Each must be a label of the model, upper and lower case apart. Labels of the model that the question does not offer
 *       are left out, and probabilities are shares among those that it offers.
 *   <li>A JSON schema is refused.
 * </ul>
 *
 * <p>Each text is a run of its own, so that what is found does not depend on its neighbours. Safe for use by many threads. A
 * call ends within about 100 ms when its thread is interrupted.
 */
public final class OnnxClassifier implements DomainModel, AutoCloseable {

    private static final String MULTI_LABEL = "multi_label_classification";

    private final TokenModel model;
    private final boolean several;
    private final double threshold;
    private final Description description;

    private OnnxClassifier(TokenModel model, boolean several, ClassificationOptions options) {
        this.model = model;
        this.several = several;
        this.threshold = options.threshold().orElse(several ? 0.5 : 0);
        this.description =
                model.describe("classifier").with("threshold", threshold).with("several", several);
    }

    /** Opens {@code directory} with {@link ClassificationOptions#defaults()}; see the method with options. */
    public static OnnxClassifier open(Path directory) {
        return open(directory, ClassificationOptions.defaults());
    }

    /**
     * Opens a classifier from the files of its directory: the graph, whose output {@code logits} has a row for each text,
     * {@code tokenizer.json}, and {@code config.json} with {@code id2label}. It is tried on a short text.
     *
     * @throws ModelFileException if the files are not those of a classifier
     * @throws IllegalArgumentException if the options give another name to a label that the model does not have
     */
    public static OnnxClassifier open(Path directory, ClassificationOptions options) {
        JsonNode config = ModelDirectory.of(directory).json("config.json");
        String type = config.path("problem_type").asText("");
        if (type.equals("regression")) {
            throw new ModelFileException(
                    directory.resolve("config.json"),
                    Reason.UNSUPPORTED,
                    "expected a classifier but its \"problem_type\" is regression");
        }
        return new OnnxClassifier(TokenModel.open(directory, options, false), type.equals(MULTI_LABEL), options);
    }

    /** Returns the names of the labels, in the order of the model. */
    public List<String> labels() {
        return model.labels().names();
    }

    /**
     * Returns all labels of {@code text}, the most probable first. Probabilities sum to 1, unless a text can have several
     * labels: then each is for itself.
     *
     * @throws QuestionRejectedException if the text is too long and the options do not cut it
     * @throws dev.tokka.ModelUnavailableException if the model failed, or the calling thread was interrupted
     */
    public List<LabelScore> classify(String text) {
        Checks.requireText(text, "text");
        return model.call(Attributes.NONE, call -> ranked(logits(text, Optional.empty(), call)));
    }

    /** Returns all labels of a pair, such as a premise and a hypothesis; otherwise like the method for one text. */
    public List<LabelScore> classify(String text, String pair) {
        Checks.requireText(text, "text");
        Checks.requireText(pair, "pair");
        return model.call(Attributes.NONE, call -> ranked(logits(text, Optional.of(pair), call)));
    }

    /** Returns all labels of each text, in order; otherwise like the method for one text. */
    public List<List<LabelScore>> classify(List<String> texts) {
        texts.forEach(text -> Checks.requireText(text, "text"));
        return model.call(
                Attributes.NONE,
                call -> texts.stream()
                        .map(text -> ranked(logits(text, Optional.empty(), call)))
                        .toList());
    }

    private float[] logits(String text, Optional<String> pair, OnnxCall call) {
        return model.logits(call, model.tokenize(text, pair))[0];
    }

    private List<LabelScore> ranked(float[] logits) {
        double[] probabilities = several ? Probabilities.each(logits) : Probabilities.shares(logits);
        List<LabelScore> scores = new ArrayList<>();
        for (int i = 0; i < logits.length; i++) {
            scores.add(new LabelScore(labels().get(i), probabilities[i]));
        }
        scores.sort(Comparator.comparingDouble(LabelScore::probability).reversed());
        return List.copyOf(scores);
    }

    @Override
    public Answer answer(Question question) {
        requireNonNull(question, "question");
        List<Offers.Offer> offers =
                Offers.of(model.files().name(), model.labels(), question.form()).labels();
        long start = System.nanoTime();
        Tokens tokens = model.tokenize(question.text(), Optional.empty());
        float[] logits = model.call(question.attributes(), call -> model.logits(call, tokens)[0]);
        Trace trace = model.trace("classify", tokens, start);
        List<LabelScore> found = found(offers, logits, question.form());
        if (found.isEmpty()) {
            return new Answer.Abstention("no label has a probability of " + threshold + " or more", trace);
        }
        String text = String.join("\n", found.stream().map(LabelScore::label).toList());
        double least = found.get(found.size() - 1).probability();
        question.attributes().get(TokenSink.KEY).ifPresent(sink -> sink.token(text));
        return new Answer.Reply(text, List.of(), OptionalDouble.of(least), trace);
    }

    private List<LabelScore> found(List<Offers.Offer> offers, float[] logits, AnswerForm form) {
        float[] offered = new float[offers.size()];
        for (int i = 0; i < offered.length; i++) {
            offered[i] = logits[offers.get(i).number()];
        }
        double[] probabilities = several ? Probabilities.each(offered) : Probabilities.shares(offered);
        List<LabelScore> scores = new ArrayList<>();
        for (int i = 0; i < offered.length; i++) {
            if (probabilities[i] >= threshold) {
                scores.add(new LabelScore(offers.get(i).name(), probabilities[i]));
            }
        }
        scores.sort(Comparator.comparingDouble(LabelScore::probability).reversed());
        boolean all = several && !(form instanceof AnswerForm.OneOf);
        return all || scores.isEmpty() ? scores : scores.subList(0, 1);
    }

    /** Returns what the model is made of: digests of graph and tokenizer, labels, limits. */
    @Override
    public Description describe() {
        return description;
    }

    /** Ends runs that have begun, waits for that, then frees the native memory. Closing twice does nothing more. */
    @Override
    public void close() {
        model.close();
    }

    @Override
    public String toString() {
        return model.files().name();
    }
}
