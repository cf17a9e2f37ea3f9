// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.tokka.Attributes;
import dev.tokka.TokenSink;
import java.util.concurrent.CancellationException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** One answer that is passed to a handler of LangChain4j: pieces, then one end, and nothing after a cancellation. */
final class StreamedAnswer implements TokenSink, StreamingHandle {

    private final StreamingChatResponseHandler handler;
    private final boolean live;
    private final FutureTask<Void> task;
    private volatile boolean cancelled;
    private boolean begun; // used by the thread of the task only

    StreamedAnswer(StreamingChatResponseHandler handler, boolean live, Asker asker) {
        this.handler = handler;
        this.live = live;
        this.task = new FutureTask<>(() -> run(asker), null);
    }

    /** Gets the response. */
    interface Asker {
        ChatResponse ask(StreamedAnswer stream);
    }

    /** Returns what is to be run. */
    Runnable task() {
        return task;
    }

    /** Returns {@code attributes} with this as the sink, if text is to be passed on as it is written. */
    Attributes listening(Attributes attributes) {
        return live ? attributes.with(TokenSink.KEY, this) : attributes.without(TokenSink.KEY);
    }

    private void run(Asker asker) {
        @Nullable ChatResponse response = null;
        @Nullable RuntimeException failure = null;
        try {
            response = asker.ask(this);
            String text = response.aiMessage().text();
            if (!begun && text != null && !text.isEmpty()) {
                token(text);
            }
        } catch (RuntimeException | Error e) { // the handler is the only one to tell
            failure = LangChain4jFailures.of(e);
        }
        if (cancelled) {
            return;
        }
        if (failure == null && response != null) {
            handler.onCompleteResponse(response);
        } else {
            handler.onError(failure);
        }
    }

    @Override
    public void token(String text) {
        if (cancelled) {
            throw new CancellationException("the stream was cancelled");
        }
        begun = true;
        handler.onPartialResponse(new PartialResponse(text), new PartialResponseContext(this));
    }

    @Override
    public void restart() {
        if (begun) {
            throw new LangChain4jException(
                    "the model gave up an attempt of which text was streamed, and LangChain4j cannot take text back; a"
                            + " buffered() model waits for the whole answer");
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        task.cancel(true);
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }
}
