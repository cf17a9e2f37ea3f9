// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.tokka.Answer;
import dev.tokka.Trace;
import java.util.Map;
import java.util.Optional;

/** Writes answers as responses of LangChain4j. */
final class Responses {

    private Responses() {}

    /** Returns {@code answer} as a response; {@code abstention} is what an abstention says. */
    static ChatResponse of(Answer answer, String abstention) {
        AiMessage message;
        if (answer instanceof Answer.Reply reply) {
            message = AiMessage.from(reply.text());
        } else {
            message = AiMessage.builder()
                    .text(abstention)
                    .attributes(Map.of(DomainChatModel.ABSTENTION, ((Answer.Abstention) answer).reason()))
                    .build();
        }
        ChatResponse.Builder response = ChatResponse.builder()
                .aiMessage(message)
                .finishReason(FinishReason.STOP)
                .tokenUsage(usage(answer.trace()));
        model(answer.trace()).ifPresent(response::modelName);
        return response.build();
    }

    private static TokenUsage usage(Trace trace) {
        return new TokenUsage(count(trace.usage().input()), count(trace.usage().output()));
    }

    private static int count(long tokens) {
        return (int) Math.min(Integer.MAX_VALUE, tokens);
    }

    /** Returns the model that was asked last. */
    private static Optional<String> model(Trace trace) {
        return trace.steps().stream()
                .flatMap(step -> Optional.ofNullable(step.details().get("model")).stream())
                .reduce((first, second) -> second);
    }
}
