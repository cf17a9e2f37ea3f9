// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.internal.JsonSchemaElementUtils;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.tokka.AnswerForm;
import dev.tokka.Attributes;
import dev.tokka.Generation;
import dev.tokka.Question;
import dev.tokka.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads requests of LangChain4j as questions. */
final class RequestQuestions {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RequestQuestions() {}

    /**
     * Returns {@code request} as a question with {@code attributes}.
     *
     * @throws InvalidRequestException if the request is wrong in itself
     * @throws UnsupportedFeatureException if a question has no place for something in it
     */
    static Question of(ChatRequest request, Attributes attributes) {
        try {
            return read(request, attributes);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException("not a question: " + e.getMessage(), e);
        }
    }

    private static Question read(ChatRequest request, Attributes attributes) {
        List<String> instructions = new ArrayList<>();
        List<Turn> turns = new ArrayList<>();
        for (ChatMessage message : request.messages()) {
            if (message instanceof SystemMessage system) {
                instructions.add(system.text());
            } else {
                add(message, turns);
            }
        }
        if (turns.isEmpty() || turns.get(turns.size() - 1).speaker() != Turn.Speaker.USER) {
            throw new InvalidRequestException(
                    "expected a request that ends with a message of the user but it does not");
        }
        Turn last = turns.remove(turns.size() - 1);
        return Question.of(last.text())
                .plusHistory(turns)
                .plusInstructions(instructions)
                .withForm(form(request.responseFormat()))
                .withAttributes(settings(request.parameters(), attributes));
    }

    private static void add(ChatMessage message, List<Turn> turns) {
        if (message instanceof UserMessage user) {
            turns.add(new Turn(Turn.Speaker.USER, text(user)));
        } else if (message instanceof AiMessage model) {
            if (model.text() != null && !model.text().isBlank()) {
                turns.add(new Turn(Turn.Speaker.MODEL, model.text()));
            }
        } else {
            throw new UnsupportedFeatureException("a question has no place for a message of type " + message.type());
        }
    }

    private static String text(UserMessage message) {
        return message.contents().stream().map(RequestQuestions::text).collect(Collectors.joining("\n"));
    }

    private static String text(Content content) {
        if (content instanceof TextContent text) {
            return text.text();
        }
        throw new UnsupportedFeatureException("a question has no place for content of type " + content.type());
    }

    private static AnswerForm form(@Nullable ResponseFormat format) {
        if (format == null || format.type() == ResponseFormatType.TEXT) {
            return AnswerForm.FREE_TEXT;
        }
        return new AnswerForm.JsonSchema(
                format.jsonSchema() == null
                        ? "{\"type\":\"object\"}"
                        : schema(format.jsonSchema().rootElement()));
    }

    private static String schema(JsonSchemaElement element) {
        if (element instanceof JsonRawSchema raw) {
            return raw.schema();
        }
        try {
            return JSON.writeValueAsString(JsonSchemaElementUtils.toMap(element));
        } catch (JsonProcessingException e) {
            throw new InvalidRequestException("the JSON schema of the response format cannot be written", e);
        }
    }

    private static Attributes settings(ChatRequestParameters parameters, Attributes attributes) {
        refuse(parameters.modelName(), "another model's name");
        refuse(parameters.topK(), "top K");
        refuse(parameters.frequencyPenalty(), "a frequency penalty");
        refuse(parameters.presencePenalty(), "a presence penalty");
        Generation known = attributes.get(Generation.KEY).orElse(Generation.DEFAULT);
        Generation settings = new Generation(
                parameters.temperature() == null ? known.temperature() : OptionalDouble.of(parameters.temperature()),
                parameters.topP() == null ? known.topP() : OptionalDouble.of(parameters.topP()),
                parameters.maxOutputTokens() == null ? known.maxTokens() : OptionalInt.of(parameters.maxOutputTokens()),
                known.seed(),
                parameters.stopSequences() == null || parameters.stopSequences().isEmpty()
                        ? known.stops()
                        : parameters.stopSequences());
        return settings.equals(Generation.DEFAULT) ? attributes : attributes.with(Generation.KEY, settings);
    }

    private static void refuse(@Nullable Object value, String what) {
        if (value != null) {
            throw new UnsupportedFeatureException("a question has no place for " + what);
        }
    }
}
