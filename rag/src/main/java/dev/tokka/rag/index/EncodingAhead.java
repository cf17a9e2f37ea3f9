// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.index;

import dev.tokka.ModelUnavailableException;
import dev.tokka.rag.Encoder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Encodes one list of texts after the other on a thread of its own, so that the processors go on encoding while the caller
 * reads, writes and commits. Used by one thread; that of the encoder is a daemon, begins with the first list and has ended
 * when {@link #close} returns.
 */
final class EncodingAhead implements AutoCloseable {

    private final Encoder encoder;
    private final List<Thread> made = new CopyOnWriteArrayList<>(); // one, or none before the first list
    private final ExecutorService thread = Executors.newSingleThreadExecutor(this::daemon);

    EncodingAhead(Encoder encoder) {
        this.encoder = encoder;
    }

    private Thread daemon(Runnable task) {
        Thread daemon = new Thread(task, "tokka-encoding");
        daemon.setDaemon(true);
        made.add(daemon);
        return daemon;
    }

    /** Begins to encode {@code texts} after those before; {@link #await} has the result. */
    Future<List<float[]>> begin(List<String> texts) {
        return thread.submit(() -> Vectors.requireAsMany(
                texts.size(), texts.isEmpty() ? List.of() : encoder.encode(Encoder.Role.PASSAGE, texts), encoder));
    }

    /**
     * Waits for vectors.
     *
     * @throws ModelUnavailableException if the calling thread is interrupted; the flag stays set
     * @throws RuntimeException what the encoder threw
     */
    static List<float[]> await(Future<List<float[]>> vectors) {
        try {
            return vectors.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelUnavailableException(
                    ModelUnavailableException.Reason.INTERRUPTED, "ingestion: the calling thread was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException("the encoder failed", e.getCause());
        }
    }

    /** Drops what has not begun, interrupts the encoder if it is at work, and waits until it has ended. */
    @Override
    public void close() {
        thread.shutdownNow();
        boolean interrupted = false;
        // An executor counts as terminated while its thread still runs its last lines, so that thread is awaited.
        for (Thread each : made) {
            interrupted |= awaitEnd(each);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether the calling thread was interrupted meanwhile. */
    private static boolean awaitEnd(Thread encoding) {
        boolean interrupted = false;
        while (true) {
            try {
                encoding.join();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true; // the encoder ends soon, and must not be at work after the call
            }
        }
    }
}
