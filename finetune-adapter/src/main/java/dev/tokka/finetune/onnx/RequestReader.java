// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.internal.JsonSchemaElementUtils;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.tokka.QuestionRejectedException;
import dev.tokka.finetune.decoding.DecodingListener;
import dev.tokka.finetune.decoding.DecodingRequest;
import dev.tokka.finetune.decoding.DecodingSettings;
import dev.tokka.finetune.decoding.TokenConstraint;
import dev.tokka.finetune.text.ChatMessage;
import dev.tokka.finetune.text.ChatTemplate;
import dev.tokka.finetune.text.RenderedPrompt;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests of LangChain4j as tasks.
 *
 * @param generator the model
 * @param settings what holds where a request says nothing
 * @param adapter the one that is used where a request names none; empty for the base
 * @param beginning whether raw texts get the token that begins a text if the tokenizer does not put it there
 */
record RequestReader(Generator generator, DecodingSettings settings, String adapter, boolean beginning) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Returns a request as a task.
     *
     * @throws UnsupportedFeatureException if it has something that this model cannot do, such as tools
     * @throws IllegalArgumentException if one of its parameters is out of range
     * @throws QuestionRejectedException if the template refuses the messages
     */
    Task chat(ChatRequest request) {
        return task(generator.tokenizer().encode(prompt(request)), request.parameters());
    }

    /** Returns the prompt of a request, as the template writes it. */
    RenderedPrompt prompt(ChatRequest request) {
        List<ChatMessage> messages =
                request.messages().stream().map(RequestReader::message).toList();
        return template().render(messages, true);
    }

    /** Returns the tokens that requests begin with which begin with the messages of this one. */
    int[] beginning(ChatRequest request) {
        List<ChatMessage> messages =
                request.messages().stream().map(RequestReader::message).toList();
        return generator.tokenizer().encode(template().render(messages, false));
    }

    /** Returns a raw text, in which no special token acts, as a task. */
    Task completion(String prompt, ChatRequestParameters parameters) {
        return task(tokens(prompt), parameters);
    }

    /** Returns a raw text as a task that is held to {@code constraint}, whatever the response format. */
    Task completion(String prompt, ChatRequestParameters parameters, Optional<TokenConstraint> constraint) {
        refuse(parameters);
        return task(tokens(prompt), parameters, constraint);
    }

    /** Returns the tokens of a raw text. */
    int[] tokens(String text) {
        int[] tokens = generator.tokenizer().encode(text);
        OptionalInt first = beginning ? generator.tokenizer().beginning() : OptionalInt.empty();
        return first.isEmpty() || (tokens.length > 0 && tokens[0] == first.getAsInt())
                ? tokens
                : IntStream.concat(IntStream.of(first.getAsInt()), Arrays.stream(tokens))
                        .toArray();
    }

    RequestReader withSettings(DecodingSettings newSettings) {
        return new RequestReader(generator, newSettings, adapter, beginning);
    }

    RequestReader withAdapter(String newAdapter) {
        return new RequestReader(generator, settings, newAdapter, beginning);
    }

    RequestReader withBeginning() {
        return new RequestReader(generator, settings, adapter, true);
    }

    private ChatTemplate template() {
        return generator
                .template()
                .orElseThrow(() -> new QuestionRejectedException(
                        "model: expected a chat template to write messages with but its directory has no chat_template.jinja;"
                                + " add the one it was trained with, or let it complete a text"));
    }

    private Task task(int[] prompt, ChatRequestParameters parameters) {
        refuse(parameters);
        return task(prompt, parameters, constraint(parameters.responseFormat()));
    }

    private Task task(int[] prompt, ChatRequestParameters parameters, Optional<TokenConstraint> constraint) {
        if (prompt.length == 0) {
            throw new QuestionRejectedException("model: expected a prompt of at least one token but it has none");
        }
        DecodingSettings own = SettingsReader.read(settings, parameters);
        if (constraint.isPresent() && !own.ends().stops().isEmpty()) {
            throw new UnsupportedFeatureException(
                    "stop sequences do not go with a response format, which they could cut");
        }
        return new Task(
                adapter(parameters),
                new DecodingRequest(Arrays.stream(prompt).boxed().toList(), own, constraint, DecodingListener.NONE));
    }

    /** Returns the adapter: the one named as such, else the one that is named as the model, else that of this view. */
    String adapter(ChatRequestParameters parameters) {
        if (parameters instanceof OnnxChatParameters own && own.adapter().isPresent()) {
            return own.adapter().get();
        }
        String name = parameters.modelName();
        return name != null && generator.engine().adapters().names().contains(name) ? name : adapter;
    }

    private void refuse(ChatRequestParameters parameters) {
        if (parameters.toolSpecifications() != null
                && !parameters.toolSpecifications().isEmpty()) {
            throw new UnsupportedFeatureException(
                    "tools: this model answers with text only; ask a served model for calls of tools");
        }
        refuse("a frequency penalty", parameters.frequencyPenalty());
        refuse("a presence penalty", parameters.presencePenalty());
        String name = parameters.modelName();
        if (name != null
                && !name.equals(modelName())
                && !generator.engine().adapters().names().contains(name)) {
            throw new UnsupportedFeatureException("another model: this one is " + modelName() + " with the adapters "
                    + generator.engine().adapters().names());
        }
    }

    /** Returns what the base is called: the name of its directory. */
    String modelName() {
        return String.valueOf(generator.directory().real().getFileName());
    }

    /** Returns what this model with its adapter is called. */
    String name() {
        return adapter.isEmpty() ? modelName() : modelName() + "+" + adapter;
    }

    private static void refuse(String what, @Nullable Double value) {
        if (value != null && value != 0) {
            throw new UnsupportedFeatureException(what + ": use OnnxChatParameters.repetitionPenalty instead");
        }
    }

    private Optional<TokenConstraint> constraint(@Nullable ResponseFormat format) {
        if (format == null || format.type() == ResponseFormatType.TEXT) {
            return Optional.empty();
        }
        return Optional.of(generator
                .schemas()
                .constraint(
                        format.jsonSchema() == null
                                ? "{\"type\":\"object\"}"
                                : schema(format.jsonSchema().rootElement())));
    }

    private static String schema(JsonSchemaElement element) {
        if (element instanceof JsonRawSchema raw) {
            return raw.schema();
        }
        try {
            return JSON.writeValueAsString(JsonSchemaElementUtils.toMap(element));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the JSON schema of the response format cannot be written", e);
        }
    }

    private static ChatMessage message(dev.langchain4j.data.message.ChatMessage message) {
        if (message instanceof SystemMessage system) {
            return ChatMessage.system(system.text());
        }
        if (message instanceof UserMessage user) {
            return ChatMessage.user(
                    user.contents().stream().map(RequestReader::text).collect(Collectors.joining("\n")));
        }
        if (message instanceof AiMessage model && !model.hasToolExecutionRequests()) {
            return ChatMessage.assistant(model.text() == null ? "" : model.text());
        }
        throw new UnsupportedFeatureException("messages of type " + message.type() + " with tools or other contents");
    }

    private static String text(Content content) {
        if (content instanceof TextContent text) {
            return text.text();
        }
        throw new UnsupportedFeatureException("contents of type " + content.type() + ": this model reads text only");
    }
}
