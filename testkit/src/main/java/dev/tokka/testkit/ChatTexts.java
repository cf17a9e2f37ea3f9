// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import static java.util.stream.Collectors.joining;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.util.Collection;

/** What the messages of a chat say. */
final class ChatTexts {

    private ChatTexts() {}

    /** Returns what the user said last, joined by line breaks if it is in parts; empty if the user said nothing. */
    static String lastOfUser(ChatRequest request) {
        return UserMessage.findLast(request.messages())
                .map(message -> joined(message.contents()))
                .orElse("");
    }

    /** Returns all messages, each after its role. */
    static String transcript(ChatRequest request) {
        return request.messages().stream()
                .map(message -> message.type() + ": " + text(message))
                .collect(joining("\n"));
    }

    private static String text(ChatMessage message) {
        if (message instanceof SystemMessage system) {
            return system.text();
        }
        if (message instanceof UserMessage user) {
            return joined(user.contents());
        }
        if (message instanceof AiMessage ai && !ai.hasToolExecutionRequests() && ai.text() != null) {
            return ai.text();
        }
        if (message instanceof ToolExecutionResultMessage result) {
            return result.toolName() + " -> " + result.text();
        }
        return message.toString();
    }

    private static String joined(Collection<Content> contents) {
        return contents.stream()
                .map(content -> content instanceof TextContent text ? text.text() : "<" + content.type() + ">")
                .collect(joining("\n"));
    }
}
