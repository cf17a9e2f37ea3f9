// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Responses, chunks and errors in the form of OpenAI's chat completions. */
final class OpenAiJson {

    private static final JsonMapper MAPPER = new JsonMapper();

    private OpenAiJson() {}

    /**
     * Returns {@code body} as a tree.
     *
     * @throws IllegalArgumentException if it is not JSON
     */
    static JsonNode parse(String body) {
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("expected JSON but " + e.getOriginalMessage(), e);
        }
    }

    static String write(JsonNode json) {
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e); // a tree in memory is written to memory
        }
    }

    static String error(String message) {
        ObjectNode json = object();
        json.putObject("error").put("message", message).put("type", "fake_server");
        return write(json);
    }

    static String completion(ChatResponse response) {
        ObjectNode json = frame("chat.completion", response.modelName());
        ObjectNode choice = json.putArray("choices").addObject().put("index", 0);
        AiMessage message = response.aiMessage();
        ObjectNode written =
                choice.putObject("message").put("role", "assistant").put("content", message.text());
        if (message.hasToolExecutionRequests()) {
            written.set("tool_calls", tools(message.toolExecutionRequests(), false));
        }
        choice.put("finish_reason", finish(response.finishReason()));
        if (response.tokenUsage() != null) {
            json.set("usage", usage(response.tokenUsage()));
        }
        return write(json);
    }

    static String piece(String text) {
        ObjectNode json = frame("chat.completion.chunk", null);
        ObjectNode choice = json.putArray("choices").addObject().put("index", 0);
        choice.putObject("delta").put("role", "assistant").put("content", text);
        choice.putNull("finish_reason");
        return write(json);
    }

    /** Returns the chunk that says how a stream ends, and calls tools if the response does. */
    static String end(ChatResponse response) {
        ObjectNode json = frame("chat.completion.chunk", response.modelName());
        ObjectNode choice = json.putArray("choices").addObject().put("index", 0);
        ObjectNode delta = choice.putObject("delta");
        if (response.aiMessage().hasToolExecutionRequests()) {
            delta.set("tool_calls", tools(response.aiMessage().toolExecutionRequests(), true));
        }
        choice.put("finish_reason", finish(response.finishReason()));
        return write(json);
    }

    static String usageChunk(TokenUsage usage) {
        ObjectNode json = frame("chat.completion.chunk", null);
        json.putArray("choices");
        json.set("usage", usage(usage));
        return write(json);
    }

    static String models() {
        ObjectNode json = object().put("object", "list");
        json.putArray("data").addObject().put("id", "scripted").put("object", "model");
        return write(json);
    }

    private static ObjectNode frame(String kind, @Nullable String model) {
        return object().put("id", "chatcmpl-fake")
                .put("object", kind)
                .put("created", 0)
                .put("model", model == null ? "scripted" : model);
    }

    private static ArrayNode tools(List<ToolExecutionRequest> requests, boolean numbered) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < requests.size(); i++) {
            ToolExecutionRequest request = requests.get(i);
            ObjectNode tool = array.addObject();
            if (numbered) {
                tool.put("index", i);
            }
            tool.put("id", request.id()).put("type", "function");
            tool.putObject("function").put("name", request.name()).put("arguments", request.arguments());
        }
        return array;
    }

    private static ObjectNode usage(TokenUsage usage) {
        return object().put("prompt_tokens", usage.inputTokenCount())
                .put("completion_tokens", usage.outputTokenCount())
                .put("total_tokens", usage.totalTokenCount());
    }

    private static @Nullable String finish(@Nullable FinishReason reason) {
        if (reason == null) {
            return null;
        }
        return switch (reason) {
            case STOP -> "stop";
            case LENGTH -> "length";
            case TOOL_EXECUTION -> "tool_calls";
            case CONTENT_FILTER -> "content_filter";
            case OTHER -> "other";
        };
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
