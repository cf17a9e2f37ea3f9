// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import dev.langchain4j.model.chat.response.StreamingHandle;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a model sends by threads of its own to the thread that asked it: pieces of text, then one end.
 *
 * <p>The first end counts and everything after it is dropped, as is everything after {@link #close}. A model that writes
 * faster than its text is taken waits, so that no more than the buffer is held.
 *
 * @param <R> what a complete answer comes in
 */
final class Exchange<R> {

    private static final int BUFFER = 1 << 16;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final StringBuilder pending = new StringBuilder();
    private final Thread taker = Thread.currentThread();
    private final int maxCharacters;
    private long received; // characters, thoughts included
    private boolean heard; // since the last take
    private boolean closed;
    private @Nullable End<R> end;
    private @Nullable StreamingHandle handle;

    Exchange(int maxCharacters) {
        this.maxCharacters = maxCharacters;
    }

    /** How the model's part of a call ended. */
    sealed interface End<R> {

        /** The model said that it was done. */
        record Complete<R>(@Nullable R response) implements End<R> {}

        /** The model failed. */
        record Failed<R>(Throwable cause) implements End<R> {}

        /** The model wrote more than is allowed. */
        record TooLarge<R>() implements End<R> {}
    }

    /**
     * What was taken at once.
     *
     * @param text what was written since the last time; may be empty
     * @param heard whether anything came since the last time
     * @param end how it ended, if all text before the end is taken
     */
    record Taken<R>(String text, boolean heard, Optional<End<R>> end) {}

    /** Remembers how to cancel the stream. */
    void by(@Nullable StreamingHandle newHandle) {
        locked(() -> handle = newHandle == null ? handle : newHandle);
    }

    /** Takes a piece of the answer from the model; waits while the buffer is full. */
    void text(@Nullable String piece) {
        if (piece == null || piece.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            while (pending.length() >= BUFFER && isOpen() && Thread.currentThread() != taker) {
                changed.await();
            }
            if (isOpen()) {
                int room = (int) Math.max(0, Math.min(piece.length(), maxCharacters - received));
                pending.append(piece, 0, room);
                count(piece.length());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        cancelIfClosed();
    }

    /** Notes that the model wrote something that is no part of the answer, such as its thoughts. */
    void aside(@Nullable String text) {
        locked(() -> {
            if (isOpen()) {
                count(text == null ? 0 : text.length());
            }
        });
        cancelIfClosed();
    }

    /** Ends the exchange with a complete response; without effect if it has ended. */
    void complete(@Nullable R response) {
        end(new End.Complete<>(response));
    }

    /** Ends the exchange with a failure; without effect if it has ended. */
    void fail(@Nullable Throwable cause) {
        end(new End.Failed<>(cause == null ? new IllegalStateException("the model failed without a cause") : cause));
    }

    /** Takes what there is, waiting up to {@code nanos} if there is nothing. */
    Taken<R> take(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (pending.isEmpty() && !heard && end == null && left > 0) {
                left = changed.awaitNanos(left);
            }
            Taken<R> taken = new Taken<>(pending.toString(), heard, Optional.ofNullable(end));
            pending.setLength(0);
            heard = false;
            changed.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Drops whatever is sent from now on, and returns the text that was not taken. */
    String close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            return pending.toString();
        } finally {
            lock.unlock();
        }
    }

    /** Cancels the stream, if the model has said how; a model that refuses is not listened to in any case. */
    void cancel() {
        @Nullable StreamingHandle known = handle();
        if (known != null) {
            try {
                known.cancel();
            } catch (RuntimeException e) {
                // Not every model can be cancelled, and nobody waits for this one any more.
                locked(() -> handle = null);
            }
        }
    }

    private @Nullable StreamingHandle handle() {
        lock.lock();
        try {
            return handle;
        } finally {
            lock.unlock();
        }
    }

    private void cancelIfClosed() {
        if (isClosed()) {
            cancel();
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private void end(End<R> how) {
        locked(() -> {
            if (isOpen()) {
                end = how;
                changed.signalAll();
            }
        });
    }

    private boolean isOpen() {
        return !closed && end == null;
    }

    private void count(int characters) {
        heard = true;
        received += characters;
        if (received > maxCharacters) {
            end = new End.TooLarge<>();
        }
        changed.signalAll();
    }

    private void locked(Runnable task) {
        lock.lock();
        try {
            task.run();
        } finally {
            lock.unlock();
        }
    }
}
