// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import dev.langchain4j.model.StreamingResponseHandler;
import dev.langchain4j.model.language.LanguageModel;
import dev.langchain4j.model.language.StreamingLanguageModel;
import dev.langchain4j.model.output.Response;
import dev.tokka.finetune.decoding.DecodingListener;

/**
 * A question as the language model that answers it.
 *
 * @param completer writes the answer
 */
record AskedLanguage(Completer completer) implements LanguageModel, StreamingLanguageModel {

    /** Answers the question. */
    @FunctionalInterface
    interface Completer {

        /** Writes what follows a prompt, or answers it, and tells a listener meanwhile. */
        AskedQuestion.Written complete(String prompt, DecodingListener listener);
    }

    @Override
    public Response<String> generate(String prompt) {
        return response(completer.complete(prompt, DecodingListener.NONE));
    }

    @Override
    public void generate(String prompt, StreamingResponseHandler<String> handler) {
        StreamedText text = new StreamedText(handler::onNext, new StreamedText.Handle());
        handler.onComplete(response(completer.complete(prompt, text)));
    }

    private static Response<String> response(AskedQuestion.Written written) {
        return Response.from(written.text(), written.usage(), written.finish());
    }
}
