// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A handler that keeps what it hears, and may cancel or throw after some pieces. */
public final class Heard implements StreamingChatResponseHandler {

    public final List<String> pieces = new ArrayList<>();
    public final List<ChatResponse> responses = new ArrayList<>();
    public final List<Throwable> errors = new ArrayList<>();
    public final List<CompleteToolCall> tools = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final int cancelAfter;
    private final @Nullable RuntimeException thrown;

    public Heard() {
        this(Integer.MAX_VALUE, null);
    }

    private Heard(int cancelAfter, @Nullable RuntimeException thrown) {
        this.cancelAfter = cancelAfter;
        this.thrown = thrown;
    }

    public static Heard cancellingAfter(int pieces) {
        return new Heard(pieces, null);
    }

    public static Heard throwing(RuntimeException failure) {
        return new Heard(Integer.MAX_VALUE, failure);
    }

    public String text() {
        return String.join("", pieces);
    }

    public int ends() {
        return responses.size() + errors.size();
    }

    /** Waits for the end, if it comes on another thread. */
    public boolean ended(Duration limit) throws InterruptedException {
        return ended.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
        if (thrown != null) {
            throw thrown;
        }
        pieces.add(piece.text());
        if (pieces.size() == cancelAfter) {
            context.streamingHandle().cancel();
        }
    }

    @Override
    public synchronized void onCompleteToolCall(CompleteToolCall call) {
        tools.add(call);
    }

    @Override
    public synchronized void onCompleteResponse(ChatResponse response) {
        responses.add(response);
        ended.countDown();
    }

    @Override
    public synchronized void onError(Throwable error) {
        errors.add(error);
        ended.countDown();
    }
}
