// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a response, taken as they come: the next are asked for when the last are dealt with, so that nothing piles
 * up behind a slow reader.
 */
abstract class Body implements BodySubscriber<Void> {

    private volatile Flow.@Nullable Subscription subscription;
    private volatile boolean cancelled;
    private volatile boolean finished;

    /** Takes some bytes; they are not to be kept. */
    abstract void take(ByteBuffer bytes);

    /** Takes the end, as the provider meant it. */
    abstract void end();

    /** Takes the end, as nobody meant it. */
    abstract void broken(Throwable failure);

    /**
     * Closes the connection; no more bytes are taken. Does nothing once the end was reached: the connection may carry
     * another request by now.
     */
    void cancel() {
        cancelled = true;
        Flow.Subscription current = subscription;
        if (current != null && !finished) {
            current.cancel();
        }
    }

    /** Is complete at once: what becomes of the response is told by the methods above. */
    @Override
    public CompletionStage<Void> getBody() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (cancelled) {
            given.cancel();
        } else {
            given.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer bytes : buffers) {
            if (!cancelled) {
                take(bytes);
            }
        }
        Flow.Subscription current = subscription;
        if (current != null && !cancelled) {
            current.request(1);
        }
    }

    @Override
    public void onComplete() {
        finished = true;
        if (!cancelled) {
            end();
        }
    }

    @Override
    public void onError(Throwable failure) {
        finished = true;
        if (!cancelled) {
            broken(failure);
        }
    }
}
