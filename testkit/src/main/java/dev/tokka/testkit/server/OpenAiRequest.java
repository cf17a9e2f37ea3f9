// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * A request in the form of OpenAI's chat completions. What LangChain4j has no word for, such as a seed, is left out.
 *
 * @param json the body
 */
record OpenAiRequest(JsonNode json) {

    boolean streamed() {
        return json.path("stream").asBoolean();
    }

    boolean wantsUsage() {
        return json.path("stream_options").path("include_usage").asBoolean();
    }

    /**
     * Returns the request as LangChain4j says it.
     *
     * @throws IllegalArgumentException if it cannot be understood
     */
    ChatRequest chat(boolean withModelName) {
        List<ChatMessage> messages = new ArrayList<>();
        json.path("messages").forEach(message -> messages.add(message(message)));
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("expected messages but found none");
        }
        return ChatRequest.builder()
                .messages(messages)
                .parameters(parameters(withModelName))
                .build();
    }

    private static ChatMessage message(JsonNode message) {
        String role = message.path("role").asText();
        String text = text(message.path("content"));
        return switch (role) {
            case "system", "developer" -> SystemMessage.from(text);
            case "user" -> UserMessage.from(text);
            case "assistant" -> message.has("tool_calls") ? AiMessage.from(text, tools(message)) : AiMessage.from(text);
            case "tool" ->
                ToolExecutionResultMessage.from(message.path("tool_call_id").asText(), "", text);
            default -> throw new IllegalArgumentException("expected a known role but found \"" + role + "\"");
        };
    }

    private static String text(JsonNode content) {
        if (!content.isArray()) {
            return content.asText("");
        }
        StringJoiner parts = new StringJoiner("\n");
        content.forEach(part ->
                parts.add(part.path("text").asText("<" + part.path("type").asText() + ">")));
        return parts.toString();
    }

    private static List<ToolExecutionRequest> tools(JsonNode message) {
        List<ToolExecutionRequest> tools = new ArrayList<>();
        for (JsonNode call : message.path("tool_calls")) {
            tools.add(ToolExecutionRequest.builder()
                    .id(call.path("id").asText())
                    .name(call.path("function").path("name").asText())
                    .arguments(call.path("function").path("arguments").asText())
                    .build());
        }
        return tools;
    }

    private ChatRequestParameters parameters(boolean withModelName) {
        DefaultChatRequestParameters.Builder<?> parameters = ChatRequestParameters.builder();
        if (withModelName && json.has("model")) {
            parameters.modelName(json.get("model").asText());
        }
        if (json.has("temperature")) {
            parameters.temperature(json.get("temperature").asDouble());
        }
        if (json.has("top_p")) {
            parameters.topP(json.get("top_p").asDouble());
        }
        for (String name : List.of("max_tokens", "max_completion_tokens")) {
            if (json.path(name).isInt()) {
                parameters.maxOutputTokens(json.get(name).asInt());
            }
        }
        if (json.has("stop")) {
            List<String> stops = new ArrayList<>();
            json.get("stop").forEach(stop -> stops.add(stop.asText()));
            parameters.stopSequences(
                    json.get("stop").isTextual() ? List.of(json.get("stop").asText()) : stops);
        }
        if (json.has("tools")) {
            List<ToolSpecification> tools = new ArrayList<>();
            json.get("tools")
                    .forEach(tool -> tools.add(ToolSpecification.fromJson(OpenAiJson.write(tool.path("function")))));
            parameters.toolSpecifications(tools);
        }
        JsonNode schema = json.path("response_format").path("json_schema");
        if (schema.has("schema")) {
            parameters.responseFormat(format(schema));
        }
        return parameters.build();
    }

    private static ResponseFormat format(JsonNode schema) {
        return ResponseFormat.builder()
                .type(ResponseFormatType.JSON)
                .jsonSchema(JsonSchema.builder()
                        .name(schema.path("name").asText("schema"))
                        .rootElement(JsonRawSchema.from(OpenAiJson.write(schema.get("schema"))))
                        .build())
                .build();
    }
}
