// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.cassette;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialThinkingContext;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.PartialToolCallContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.ArrayList;
import java.util.List;

/** Passes a stream on and records it until its first end. What a model sends after that is passed on, not recorded. */
final class Tee implements StreamingChatResponseHandler {

    private final StreamingChatResponseHandler handler;
    private final Tape.Slot slot;
    private final Reel reel;
    private final Rewriting hiding;
    private final List<String> pieces = new ArrayList<>();
    private boolean ended;

    Tee(StreamingChatResponseHandler handler, Tape.Slot slot, Reel reel, Rewriting hiding) {
        this.handler = handler;
        this.slot = slot;
        this.reel = reel;
        this.hiding = hiding;
    }

    /** Forgets the call, because it did not even begin. */
    void cancel() {
        if (end()) {
            reel.tape().cancel(slot);
        }
    }

    @Override
    public void onPartialResponse(String text) {
        add(text);
        handler.onPartialResponse(text);
    }

    @Override
    public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
        add(piece.text());
        handler.onPartialResponse(piece, context);
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        if (end()) {
            reel.tape().fill(slot, Reel.withPieces(ResponseJson.write(response, hiding), taken(), hiding));
        }
        handler.onCompleteResponse(response);
    }

    @Override
    public void onError(Throwable error) {
        if (end()) {
            reel.tape()
                    .fill(slot, Reel.withPieces(Reel.failure(ChatFailureJson.write(error, hiding)), taken(), hiding));
        }
        handler.onError(error);
    }

    @Override
    public void onPartialThinking(PartialThinking thinking) {
        handler.onPartialThinking(thinking);
    }

    @Override
    public void onPartialThinking(PartialThinking thinking, PartialThinkingContext context) {
        handler.onPartialThinking(thinking, context);
    }

    @Override
    public void onPartialToolCall(PartialToolCall call) {
        handler.onPartialToolCall(call);
    }

    @Override
    public void onPartialToolCall(PartialToolCall call, PartialToolCallContext context) {
        handler.onPartialToolCall(call, context);
    }

    @Override
    public void onCompleteToolCall(CompleteToolCall call) {
        handler.onCompleteToolCall(call);
    }

    @Override
    public void onUnmappedRawEvent(Object event) {
        handler.onUnmappedRawEvent(event);
    }

    private synchronized void add(String piece) {
        if (!ended) {
            pieces.add(piece);
        }
    }

    private synchronized boolean end() {
        boolean first = !ended;
        ended = true;
        return first;
    }

    private synchronized List<String> taken() {
        return List.copyOf(pieces);
    }
}
