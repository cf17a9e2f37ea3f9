// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.model.StreamingResponseHandler;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.language.LanguageModel;
import dev.langchain4j.model.language.StreamingLanguageModel;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.output.TokenUsage;
import dev.tokka.finetune.decoding.Decoded;
import dev.tokka.finetune.decoding.DecodingListener;

/**
 * A view of an {@link OnnxChatModel} that goes on writing a text, as base models and models tuned on raw prompts want it.
 * No special token acts in the text, and the tokenizer puts around it what it puts around every text, such as a
 * beginning. Safe for use by many threads; closed with the model.
 */
public final class OnnxLanguageModel implements LanguageModel, StreamingLanguageModel {

    private static final OnnxChatParameters DEFAULT =
            OnnxChatParameters.builder().build();

    private final Generator generator;
    private final RequestReader reader;

    OnnxLanguageModel(Generator generator, RequestReader reader) {
        this.generator = generator;
        this.reader = reader;
    }

    @Override
    public Response<String> generate(String prompt) {
        return generate(prompt, DEFAULT);
    }

    /** Returns what follows {@code prompt}, with parameters of its own such as the adapter and stops. */
    public Response<String> generate(String prompt, ChatRequestParameters parameters) {
        return complete(prompt, parameters, DecodingListener.NONE);
    }

    /** Streams what follows {@code prompt}, on the calling thread: pieces, then exactly one end. */
    @Override
    public void generate(String prompt, StreamingResponseHandler<String> handler) {
        requireNonNull(handler, "handler");
        Response<String> response;
        try {
            response = complete(prompt, DEFAULT, new StreamedText(handler::onNext, new StreamedText.Handle()));
        } catch (RuntimeException | Error e) { // the handler is the only one to tell
            handler.onError(e);
            return;
        }
        handler.onComplete(response);
    }

    private Response<String> complete(String prompt, ChatRequestParameters parameters, DecodingListener listener) {
        Task task = reader.completion(requireNonNull(prompt, "prompt"), requireNonNull(parameters, "parameters"));
        Decoded decoded = generator.generate(task.withListener(listener));
        return Response.from(
                decoded.text(),
                new TokenUsage(task.promptTokens(), decoded.tokens().size()),
                OnnxChatModel.finish(decoded));
    }

    @Override
    public String toString() {
        return "onnx completion(" + reader.name() + ")";
    }
}
