// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.Response;
import dev.tokka.TokenUsage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a model says that an answer ended.
 *
 * @param text the whole text; empty if it says none
 * @param callsTools whether it wants tools to be called
 * @param finish why it ended; empty if the model does not say
 * @param usage the tokens; none if the model does not say
 * @param model the id of the model; empty if it does not say
 */
record Ended(String text, boolean callsTools, Optional<FinishReason> finish, TokenUsage usage, String model) {

    /** A model that was stopped by its reader, and so could not say more. */
    static final Ended STOPPED = new Ended("", false, Optional.of(FinishReason.STOP), TokenUsage.NONE, "");

    /** A model that said nothing at all. */
    private static final Ended NOTHING = new Ended("", false, Optional.empty(), TokenUsage.NONE, "");

    static Ended of(@Nullable ChatResponse response) {
        if (response == null) {
            return NOTHING;
        }
        AiMessage message = response.aiMessage();
        return new Ended(
                orEmpty(message.text()),
                message.hasToolExecutionRequests(),
                Optional.ofNullable(response.finishReason()),
                usage(response.tokenUsage()),
                orEmpty(response.modelName()));
    }

    static Ended ofText(@Nullable Response<String> response) {
        if (response == null) {
            return NOTHING;
        }
        return new Ended(
                orEmpty(response.content()),
                false,
                Optional.ofNullable(response.finishReason()),
                usage(response.tokenUsage()),
                "");
    }

    private static TokenUsage usage(dev.langchain4j.model.output.@Nullable TokenUsage usage) {
        return usage == null
                ? TokenUsage.NONE
                : new TokenUsage(count(usage.inputTokenCount()), count(usage.outputTokenCount()));
    }

    private static long count(@Nullable Integer tokens) {
        return tokens == null ? 0 : Math.max(0, tokens);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
