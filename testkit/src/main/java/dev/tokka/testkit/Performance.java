// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Gives replies as a model of LangChain4j does: at once or in pieces. */
record Performance(Pause pause) {

    /** Returns the response after the delay, or throws the failure. */
    ChatResponse speak(ScriptedReply reply) {
        wait(reply.delay());
        reply.failure().ifPresent(failure -> {
            throw failure;
        });
        return reply.response();
    }

    /** Streams the reply: pieces, requests for tools, and one end, unless the stream is cancelled before. */
    void stream(ScriptedReply reply, StreamingChatResponseHandler handler) {
        Handle handle = new Handle();
        try {
            wait(reply.delay());
            boolean first = true;
            for (String piece : reply.pieces()) {
                wait(first ? Duration.ZERO : reply.pause());
                first = false;
                if (handle.isCancelled()) {
                    return;
                }
                handler.onPartialResponse(new PartialResponse(piece), new PartialResponseContext(handle));
            }
            reply.failure().ifPresent(failure -> {
                throw failure;
            });
            tools(reply, handler);
        } catch (RuntimeException e) { // also what the handler throws: LangChain4j tells the handler of that, too
            if (!handle.isCancelled()) {
                handler.onError(e);
            }
            return;
        }
        if (!handle.isCancelled()) {
            handler.onCompleteResponse(reply.response());
        }
    }

    private static void tools(ScriptedReply reply, StreamingChatResponseHandler handler) {
        List<ToolExecutionRequest> requests = reply.response().aiMessage().toolExecutionRequests();
        for (int i = 0; requests != null && i < requests.size(); i++) {
            handler.onCompleteToolCall(new CompleteToolCall(i, requests.get(i)));
        }
    }

    private void wait(Duration time) {
        if (time.isZero()) {
            return;
        }
        try {
            pause.pause(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LangChain4jException("interrupted while waiting " + time, e);
        }
    }

    private static final class Handle implements StreamingHandle {

        private final AtomicBoolean cancelled = new AtomicBoolean();

        @Override
        public void cancel() {
            cancelled.set(true);
        }

        @Override
        public boolean isCancelled() {
            return cancelled.get();
        }
    }
}
