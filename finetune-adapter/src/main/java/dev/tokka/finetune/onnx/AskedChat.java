// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.tokka.finetune.decoding.DecodingListener;
import java.util.List;
import java.util.Set;

/**
 * A question as the chat model that answers it.
 *
 * @param asked the question
 */
record AskedChat(AskedQuestion asked) implements ChatModel, StreamingChatModel {

    @Override
    public ChatResponse doChat(ChatRequest request) {
        return response(asked.chat(request, DecodingListener.NONE));
    }

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        handler.onCompleteResponse(response(asked.chat(request, StreamedText.to(handler))));
    }

    private ChatResponse response(AskedQuestion.Written written) {
        return ChatResponse.builder()
                .aiMessage(AiMessage.from(written.text()))
                .tokenUsage(written.usage())
                .finishReason(written.finish())
                .modelName(asked.name())
                .build();
    }

    @Override
    public OnnxChatParameters defaultRequestParameters() {
        return OnnxChatParameters.builder().build();
    }

    @Override
    public List<ChatModelListener> listeners() {
        return List.of();
    }

    @Override
    public ModelProvider provider() {
        return ModelProvider.OTHER;
    }

    @Override
    public Set<Capability> supportedCapabilities() {
        return Set.of(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
    }
}
