// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.classification;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import dev.tokka.onnx.ModelFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * A token classifier on ONNX Runtime: it finds names in texts and says what they are names of.
 *
 * <p>Labels are those of {@code config.json}, in any of the usual schemes: BIO ({@code B-ORG}, {@code I-ORG}, {@code O}), BIOES,
 * BILOU, or bare names. A word gets the label whose mean probability over its pieces is the highest; words that belong
 * together are one {@link Entity}.
 *
 * <p>As a domain model it tags the text of a question and reads nothing else of it. The reply has a line for each entity, in order, with
 * its words, a comma, a space and the label, as in {@code "Toyota Motor, ORG"}; its confidence is the probability of the
 * least certain one. It abstains if there is none. A question that wants JSON by {@link #SCHEMA} gets such a document,
 * also without entities; other schemas and lists of labels are refused.
 *
 * <p>Each text is a run of its own. Safe for use by many threads. A call ends within about 100 ms when its thread is
 * interrupted.
 */
public final class OnnxTagger implements DomainModel, AutoCloseable {

    /** The schema of the documents that a tagger can write. */
    public static final String SCHEMA = """
            {"type": "object",
             "properties": {"entities": {"type": "array", "items": {"type": "object",
              "properties": {"text": {"type": "string"}, "label": {"type": "string"},
               "start": {"type": "integer", "minimum": 0}, "end": {"type": "integer", "minimum": 1},
               "probability": {"type": "number", "minimum": 0, "maximum": 1}},
              "required": ["text", "label", "start", "end", "probability"], "additionalProperties": false}}},
             "required": ["entities"], "additionalProperties": false}
            """;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TokenModel model;
    private final Spans spans;
    private final Description description;

    private OnnxTagger(TokenModel model, ClassificationOptions options) {
        double threshold = options.threshold().orElse(0);
        this.model = model;
        this.spans = new Spans(model.labels(), threshold);
        this.description = model.describe("tagger").with("threshold", threshold);
    }

    /** Opens {@code directory} with {@link ClassificationOptions#defaults()}; see the method with options. */
    public static OnnxTagger open(Path directory) {
        return open(directory, ClassificationOptions.defaults());
    }

    /**
     * Opens a tagger from the files of its directory: the graph, whose output {@code logits} has a row for each token, {@code
     * tokenizer.json}, and {@code config.json} with {@code id2label}. It is tried on a short text. Entities whose probability
     * is below the threshold of the options are left out.
     *
     * @throws ModelFileException if the files are not those of a tagger
     * @throws IllegalArgumentException if the options give another name to a label that the model does not have
     */
    public static OnnxTagger open(Path directory, ClassificationOptions options) {
        return new OnnxTagger(TokenModel.open(directory, options, true), options);
    }

    /**
     * Returns the entities of {@code text}, in order; no two overlap.
     *
     * @throws QuestionRejectedException if the text is too long and the options do not cut it
     * @throws dev.tokka.ModelUnavailableException if the model failed, or the calling thread was interrupted
     */
    public List<Entity> entities(String text) {
        return entities(List.of(text)).get(0);
    }

    /** Returns the entities of each text, in order; otherwise like the method for one text. */
    public List<List<Entity>> entities(List<String> texts) {
        texts.forEach(text -> Checks.requireText(text, "text"));
        return model.call(
                Attributes.NONE,
                call -> texts.stream()
                        .map(text -> {
                            Tokens tokens = model.tokenize(text, Optional.empty());
                            return spans.of(text, tokens, model.logits(call, tokens));
                        })
                        .toList());
    }

    @Override
    public Answer answer(Question question) {
        requireNonNull(question, "question");
        boolean json = wantsJson(question.form());
        long start = System.nanoTime();
        String text = question.text();
        Tokens tokens = model.tokenize(text, Optional.empty());
        List<Entity> entities =
                spans.of(text, tokens, model.call(question.attributes(), call -> model.logits(call, tokens)));
        Trace trace = model.trace("tag", tokens, start);
        if (entities.isEmpty() && !json) {
            return new Answer.Abstention("the model finds no entity in the text", trace);
        }
        String reply = json
                ? json(entities)
                : entities.stream()
                        .map(entity -> entity.text().replaceAll("\\R", " ") + ", " + entity.label())
                        .collect(Collectors.joining("\n"));
        OptionalDouble least =
                entities.stream().mapToDouble(Entity::probability).min();
        question.attributes().get(TokenSink.KEY).ifPresent(sink -> sink.token(reply));
        return new Answer.Reply(reply, List.of(), least, trace);
    }

    private boolean wantsJson(AnswerForm form) {
        if (form instanceof AnswerForm.OneOf) {
            throw new QuestionRejectedException(
                    model.files().name() + " replies with entities but the question wants one label");
        }
        if (!(form instanceof AnswerForm.JsonSchema wanted)) {
            return false;
        }
        try {
            JsonNode own = JSON.readTree(SCHEMA);
            if (own.equals(JSON.readTree(wanted.schema()))) {
                return true;
            }
        } catch (JsonProcessingException e) {
            throw new QuestionRejectedException(
                    model.files().name() + ": the schema that the question wants is no JSON");
        }
        throw new QuestionRejectedException(
                model.files().name() + " writes JSON by OnnxTagger.SCHEMA but the question wants another schema");
    }

    private static String json(List<Entity> entities) {
        ObjectNode document = JSON.createObjectNode();
        ArrayNode list = document.putArray("entities");
        entities.forEach(entity -> list.addObject()
                .put("text", entity.text())
                .put("label", entity.label())
                .put("start", entity.start())
                .put("end", entity.end())
                .put("probability", entity.probability()));
        return document.toString();
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
