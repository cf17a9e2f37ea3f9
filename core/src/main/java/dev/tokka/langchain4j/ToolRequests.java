// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.tokka.DomainModel;

/** Requests with tools, or with calls of tools among their messages. */
final class ToolRequests {

    private ToolRequests() {}

    static boolean isOne(ChatRequest request) {
        boolean hasTools = request.toolSpecifications() != null
                && !request.toolSpecifications().isEmpty();
        return hasTools
                || request.messages().stream()
                        .anyMatch(message -> message instanceof ToolExecutionResultMessage
                                || (message instanceof AiMessage model && model.hasToolExecutionRequests()));
    }

    static UnsupportedFeatureException unsupported(DomainModel model) {
        return new UnsupportedFeatureException("tools need a ChatDomainModel but the model is " + model);
    }

    /** Returns {@code request} with every text neutralized. */
    static ChatRequest neutral(ChatRequest request) {
        return ChatRequest.builder()
                .messages(request.messages().stream().map(ToolRequests::neutral).toList())
                .parameters(request.parameters())
                .build();
    }

    private static ChatMessage neutral(ChatMessage message) {
        if (message instanceof SystemMessage system) {
            return SystemMessage.from(Neutral.ofApplication(system.text()));
        }
        if (message instanceof UserMessage user) {
            return user.toBuilder()
                    .contents(
                            user.contents().stream().map(ToolRequests::neutral).toList())
                    .build();
        }
        if (message instanceof AiMessage model && model.text() != null) {
            return model.withText(Neutral.text(model.text()));
        }
        if (message instanceof ToolExecutionResultMessage result) {
            return result.toBuilder()
                    .contents(result.contents().stream()
                            .map(ToolRequests::neutral)
                            .toList())
                    .build();
        }
        return message;
    }

    private static Content neutral(Content content) {
        return content instanceof TextContent text ? TextContent.from(Neutral.text(text.text())) : content;
    }
}
