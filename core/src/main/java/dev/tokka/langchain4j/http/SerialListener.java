// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import dev.langchain4j.http.client.sse.ServerSentEventListener;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Calls a listener from one thread at a time, and never after the end: an end that comes while the listener is at work
 * is told by the thread that works, as soon as the listener returns.
 */
final class SerialListener {

    private enum Phase {
        IDLE,
        BUSY,
        ENDED
    }

    private final ServerSentEventListener listener;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.IDLE);
    private volatile Consumer<ServerSentEventListener> end = nobody -> {};

    SerialListener(ServerSentEventListener listener) {
        this.listener = listener;
    }

    /** Tells the listener something, unless the end was reached. Not called by two threads at once. */
    void tell(Consumer<ServerSentEventListener> something) {
        if (!phase.compareAndSet(Phase.IDLE, Phase.BUSY)) {
            return;
        }
        try {
            something.accept(listener);
        } finally {
            if (!phase.compareAndSet(Phase.BUSY, Phase.IDLE)) {
                end.accept(listener);
            }
        }
    }

    /** Tells the listener the end, the last thing it hears. Called once, by any thread. */
    void end(Consumer<ServerSentEventListener> how) {
        end = how;
        if (phase.getAndSet(Phase.ENDED) == Phase.IDLE) {
            how.accept(listener);
        }
    }

    /** Returns whether the listener is at work. */
    boolean busy() {
        return phase.get() == Phase.BUSY;
    }
}
