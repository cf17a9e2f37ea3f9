// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a model streams as server-sent events. It begins with the first event, so that a model that fails before
 * it is refused with a status.
 */
final class EventStream implements StreamingChatResponseHandler {

    private final Reply reply;
    private final boolean wantsUsage;
    private final Optional<ServerFault> fault;
    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable OutputStream out;
    private int events;
    private boolean open = true;

    EventStream(Reply reply, boolean wantsUsage, Optional<ServerFault> fault) {
        this.reply = reply;
        this.wantsUsage = wantsUsage;
        this.fault = fault;
    }

    /** Waits for the end of the stream, which need not come. */
    void await() throws InterruptedException {
        ended.await();
    }

    /** Ends a stream whose model will never end it, because the server is closed. */
    void abandon() {
        ended.countDown();
    }

    @Override
    public void onPartialResponse(String text) {
        event(OpenAiJson.piece(text));
    }

    @Override
    public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
        event(OpenAiJson.piece(piece.text()));
        if (!isOpen()) {
            context.streamingHandle().cancel();
        }
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        if (response.finishReason() != null || response.aiMessage().hasToolExecutionRequests()) {
            event(OpenAiJson.end(response));
        }
        if (wantsUsage && response.tokenUsage() != null) {
            event(OpenAiJson.usageChunk(response.tokenUsage()));
        }
        event("[DONE]");
        end();
    }

    @Override
    public synchronized void onError(Throwable error) {
        if (open && out == null && fault.isEmpty()) {
            try {
                reply.refused(Refusal.of(error, Instant.now()));
            } catch (IOException e) {
                open = false; // the client has gone, and nobody is left to tell
            }
        }
        end(); // later than that, an end without [DONE] is how a provider fails
    }

    private synchronized boolean isOpen() {
        return open;
    }

    private synchronized void event(String data) {
        if (!open) {
            return;
        }
        try {
            if (events == limit()) {
                fail();
                return;
            }
            write(data);
            events++;
        } catch (IOException e) {
            end(); // the client has gone
        }
    }

    private int limit() {
        if (fault.isEmpty()) {
            return Integer.MAX_VALUE;
        }
        ServerFault of = fault.get();
        if (of instanceof ServerFault.Cut cut) {
            return cut.events();
        }
        if (of instanceof ServerFault.InBandError error) {
            return error.events();
        }
        return of instanceof ServerFault.Stall stall ? stall.events() : Integer.MAX_VALUE;
    }

    private void fail() throws IOException {
        if (fault.filter(ServerFault.InBandError.class::isInstance).isPresent()) {
            write(OpenAiJson.error("the fake server fails on purpose"));
        } else if (out == null) { // the headers, at least, have come
            begin();
        }
        open = false;
        if (fault.filter(ServerFault.Stall.class::isInstance).isEmpty()) {
            end();
        }
    }

    private OutputStream begin() throws IOException {
        OutputStream begun =
                reply.events(fault.filter(ServerFault.Cut.class::isInstance).isPresent());
        begun.flush();
        out = begun;
        return begun;
    }

    private void write(String data) throws IOException {
        OutputStream stream = out == null ? begin() : out;
        stream.write(("data: " + data + "\n\n").getBytes(UTF_8));
        stream.flush();
    }

    private synchronized void end() {
        open = open && fault.filter(ServerFault.Stall.class::isInstance).isPresent();
        if (!open) {
            ended.countDown();
        }
    }
}
