// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.cassette;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.tokka.Digests;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests to chat models in cassettes. What is not set is left out. */
final class ChatJson {

    private ChatJson() {}

    static ObjectNode write(ChatRequest request) {
        ObjectNode json = Json.object();
        put(json, "model", request.modelName());
        ArrayNode messages = json.putArray("messages");
        request.messages().forEach(message -> messages.add(write(message)));
        put(json, "temperature", request.temperature());
        put(json, "topP", request.topP());
        put(json, "topK", request.topK());
        put(json, "frequencyPenalty", request.frequencyPenalty());
        put(json, "presencePenalty", request.presencePenalty());
        put(json, "maxTokens", request.maxOutputTokens());
        if (request.stopSequences() != null && !request.stopSequences().isEmpty()) {
            json.set("stops", Json.texts(request.stopSequences()));
        }
        if (request.toolSpecifications() != null
                && !request.toolSpecifications().isEmpty()) {
            ArrayNode tools = json.putArray("tools");
            request.toolSpecifications().forEach(tool -> tools.add(Json.treeOrText(tool.toJson())));
        }
        put(json, "toolChoice", request.toolChoice());
        if (request.responseFormat() != null) {
            json.set("responseFormat", write(request.responseFormat()));
        }
        return json;
    }

    /** Returns the requests for tools as JSON, which is how models write them. */
    static ArrayNode writeTools(List<ToolExecutionRequest> requests) {
        ArrayNode array = Json.array();
        for (ToolExecutionRequest request : requests) {
            ObjectNode tool = array.addObject();
            put(tool, "id", request.id());
            put(tool, "name", request.name());
            put(tool, "arguments", request.arguments());
        }
        return array;
    }

    private static ObjectNode write(ChatMessage message) {
        ObjectNode json = Json.object().put("role", message.type().name());
        if (message instanceof SystemMessage system) {
            json.put("text", system.text());
        } else if (message instanceof UserMessage user) {
            put(json, "name", user.name());
            contents(json, user.contents());
        } else if (message instanceof AiMessage ai) {
            put(json, "text", ai.text());
            if (ai.hasToolExecutionRequests()) {
                json.set("tools", writeTools(ai.toolExecutionRequests()));
            }
        } else if (message instanceof ToolExecutionResultMessage result) {
            put(json, "id", result.id());
            put(json, "tool", result.toolName());
            contents(json, result.contents());
        } else {
            json.put("text", message.toString());
        }
        return json;
    }

    private static void contents(ObjectNode json, List<Content> contents) {
        if (contents.size() == 1 && contents.get(0) instanceof TextContent text) {
            json.put("text", text.text());
            return;
        }
        ArrayNode array = json.putArray("contents");
        for (Content content : contents) {
            if (content instanceof TextContent text) {
                array.addObject().put("text", text.text());
            } else { // such as an image, which nobody could read here
                array.addObject().put("type", content.type().name()).put("sha256", Digests.sha256(content.toString()));
            }
        }
    }

    private static JsonNode write(ResponseFormat format) {
        if (format.jsonSchema() == null) {
            return TextNode.valueOf(format.type().name());
        }
        ObjectNode json = Json.object();
        put(json, "name", format.jsonSchema().name());
        json.set("schema", write(format.jsonSchema().rootElement()));
        return json;
    }

    private static JsonNode write(JsonSchemaElement schema) {
        if (schema instanceof JsonRawSchema raw) {
            return Json.treeOrText(raw.schema());
        }
        if (schema instanceof JsonObjectSchema object) { // what tools take is what LangChain4j can write
            String tool = ToolSpecification.builder()
                    .name("schema")
                    .parameters(object)
                    .build()
                    .toJson();
            return Json.treeOrText(tool).path("parameters");
        }
        return TextNode.valueOf(schema.toString());
    }

    static void put(ObjectNode json, String name, @Nullable Object value) {
        if (value instanceof Integer number) {
            json.put(name, number);
        } else if (value instanceof Double number) {
            json.put(name, number);
        } else if (value != null) {
            json.put(name, value.toString());
        }
    }
}
