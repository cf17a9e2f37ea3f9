// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.tokka.finetune.onnx.OnnxChatModel;
import dev.tokka.finetune.onnx.OnnxChatParameters;

/**
 * A request of which the time is taken.
 *
 * @param nanos how long it took
 * @param promptTokens how many tokens were read, those that were kept from before included
 */
record Writing(long nanos, int promptTokens) {

    /** Asks for exactly {@code tokens} tokens. */
    static Writing of(OnnxChatModel model, String text, int tokens) {
        ChatRequest request = ChatRequest.builder()
                .messages(UserMessage.from(text))
                .parameters(OnnxChatParameters.builder().maxOutputTokens(tokens).build())
                .build();
        long start = System.nanoTime();
        ChatResponse response = model.chat(request);
        long nanos = System.nanoTime() - start;
        if (response.finishReason() != FinishReason.LENGTH) {
            throw new IllegalStateException("expected " + tokens + " tokens but the model ended by itself after "
                    + response.tokenUsage().outputTokenCount());
        }
        return new Writing(nanos, response.tokenUsage().inputTokenCount());
    }
}
