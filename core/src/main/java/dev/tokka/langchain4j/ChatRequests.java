// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.tokka.AnswerForm;
import dev.tokka.Generation;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Question;
import dev.tokka.QuestionRejectedException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes questions as requests of LangChain4j. */
final class ChatRequests {

    private ChatRequests() {}

    /** Returns the request that sends {@code prompt} with the settings of {@code question}. */
    static ChatRequest of(Question question, Prompt prompt, @Nullable Set<Capability> capabilities, String where) {
        if (!(prompt instanceof Prompt.Chat messages)) {
            throw new ModelUnavailableException(
                    ModelUnavailableException.Reason.CONFIGURATION,
                    where + ": expected a prompt format that renders messages but it rendered a completion; ask by"
                            + " CompletionDomainModel");
        }
        ChatRequest.Builder request = ChatRequest.builder().messages(messages(messages, where));
        question.attributes().get(Generation.KEY).ifPresent(settings -> {
            settings.temperature().ifPresent(request::temperature);
            settings.topP().ifPresent(request::topP);
            settings.maxTokens().ifPresent(request::maxOutputTokens);
            if (!settings.stops().isEmpty()) {
                request.stopSequences(settings.stops());
            }
        });
        if (question.form() instanceof AnswerForm.JsonSchema json && ModelDescriptions.takesSchemas(capabilities)) {
            request.responseFormat(format(json));
        }
        return request.build();
    }

    private static List<ChatMessage> messages(Prompt.Chat prompt, String where) {
        try {
            return prompt.messages().stream().map(ChatRequests::message).toList();
        } catch (IllegalArgumentException e) { // control characters alone are blank to LangChain4j but not to us
            throw new QuestionRejectedException(where + ": LangChain4j takes no message that is blank", e);
        }
    }

    private static ResponseFormat format(AnswerForm.JsonSchema json) {
        JsonSchema schema = JsonSchema.builder()
                .name("answer")
                .rootElement(JsonRawSchema.from(json.schema()))
                .build();
        return ResponseFormat.builder()
                .type(ResponseFormatType.JSON)
                .jsonSchema(schema)
                .build();
    }

    private static ChatMessage message(Prompt.Message message) {
        return switch (message.role()) {
            case SYSTEM -> SystemMessage.from(message.text());
            case USER -> UserMessage.from(message.text());
            case MODEL -> AiMessage.from(message.text());
        };
    }
}
