// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Writes down what a streaming model tells its handler. */
final class Recorder implements StreamingChatResponseHandler {

    private final Queue<String> text = new ConcurrentLinkedQueue<>();
    private final List<Object> ends = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Object> firstEnd = new LinkedBlockingQueue<>();
    private final Consumer<PartialResponseContext> onToken;

    Recorder() {
        this(context -> {});
    }

    /** Creates a recorder that also does something with each token. */
    Recorder(Consumer<PartialResponseContext> onToken) {
        this.onToken = onToken;
    }

    @Override
    public void onPartialResponse(PartialResponse part, PartialResponseContext context) {
        text.add(part.text());
        onToken.accept(context);
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        end(response);
    }

    @Override
    public void onError(Throwable failure) {
        end(failure);
    }

    private void end(Object how) {
        ends.add(how);
        firstEnd.add(how);
    }

    /** Returns what was streamed so far. */
    String text() {
        return String.join("", text);
    }

    /** Returns how it ended: a {@link ChatResponse} or a {@link Throwable}; waits for it. */
    Object end() throws InterruptedException {
        Object end = firstEnd.poll(30, TimeUnit.SECONDS);
        if (end == null) {
            throw new AssertionError("the stream did not end");
        }
        return end;
    }

    /** Returns the failure it ended with; waits for it. */
    TransportException failure() throws InterruptedException {
        if (end() instanceof TransportException failure) {
            return failure;
        }
        throw new AssertionError("expected a failure of the transport but saw " + ends);
    }

    /** Returns all ends there were. */
    List<Object> ends() {
        return ends;
    }
}
