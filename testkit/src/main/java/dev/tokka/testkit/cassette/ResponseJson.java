// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.cassette;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Responses of chat models in cassettes. */
final class ResponseJson {

    private ResponseJson() {}

    static ObjectNode write(ChatResponse response, Rewriting hiding) {
        ObjectNode json = Json.object();
        AiMessage message = response.aiMessage();
        ChatJson.put(json, "text", message.text() == null ? null : hiding.of(message.text()));
        ChatJson.put(json, "thinking", message.thinking() == null ? null : hiding.of(message.thinking()));
        if (message.hasToolExecutionRequests()) {
            json.set(
                    "tools",
                    ChatJson.writeTools(message.toolExecutionRequests().stream()
                            .map(tool -> rewrite(tool, hiding))
                            .toList()));
        }
        ChatJson.put(json, "id", response.id());
        ChatJson.put(json, "model", response.modelName());
        TokenUsage usage = response.tokenUsage();
        if (usage != null) {
            ObjectNode tokens = json.putObject("usage");
            ChatJson.put(tokens, "input", usage.inputTokenCount());
            ChatJson.put(tokens, "output", usage.outputTokenCount());
        }
        ChatJson.put(json, "finish", response.finishReason());
        return json;
    }

    static ChatResponse read(JsonNode json, Rewriting showing) {
        List<ToolExecutionRequest> tools = new ArrayList<>();
        json.path("tools").forEach(tool -> tools.add(rewrite(readTool(tool), showing)));
        String text = text(json, "text");
        String thinking = text(json, "thinking");
        AiMessage message = AiMessage.builder()
                .text(text == null ? null : showing.of(text))
                .thinking(thinking == null ? null : showing.of(thinking))
                .toolExecutionRequests(tools)
                .build();
        ChatResponse.Builder response = ChatResponse.builder().aiMessage(message);
        response.id(text(json, "id")).modelName(text(json, "model"));
        if (json.has("usage")) {
            JsonNode usage = json.get("usage");
            response.tokenUsage(new TokenUsage(count(usage, "input"), count(usage, "output")));
        }
        String finish = text(json, "finish");
        if (finish != null) {
            response.finishReason(FinishReason.valueOf(finish));
        }
        return response.build();
    }

    private static ToolExecutionRequest readTool(JsonNode json) {
        return ToolExecutionRequest.builder()
                .id(text(json, "id"))
                .name(text(json, "name"))
                .arguments(text(json, "arguments"))
                .build();
    }

    private static ToolExecutionRequest rewrite(ToolExecutionRequest tool, Rewriting rewriting) {
        return tool.arguments() == null
                ? tool
                : tool.toBuilder().arguments(rewriting.of(tool.arguments())).build();
    }

    private static @Nullable String text(JsonNode json, String name) {
        return json.has(name) ? json.get(name).asText() : null;
    }

    private static @Nullable Integer count(JsonNode json, String name) {
        return json.has(name) ? json.get(name).asInt() : null;
    }
}
