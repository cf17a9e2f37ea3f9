// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.tokka.finetune.decoding.DecodingListener;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * Passes a text on as it is written, until the one who takes it cancels.
 *
 * @param taker takes the pieces
 * @param handle knows whether it was cancelled
 */
record StreamedText(Consumer<String> taker, Handle handle) implements DecodingListener {

    /** Cancels, from any thread. */
    static final class Handle implements StreamingHandle {
        private volatile boolean cancelled;

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }
    }

    static StreamedText to(StreamingChatResponseHandler handler) {
        Handle handle = new Handle();
        return new StreamedText(
                piece -> handler.onPartialResponse(new PartialResponse(piece), new PartialResponseContext(handle)),
                handle);
    }

    @Override
    public void text(String piece) {
        beforeToken();
        taker.accept(piece);
    }

    @Override
    public void beforeToken() {
        if (handle.isCancelled()) {
            throw new CancellationException("the stream was cancelled");
        }
    }
}
