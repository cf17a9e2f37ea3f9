// SPDX-License-Identifier: Apache-2.0
package dev.tokka.onnx;

import static dev.tokka.ModelUnavailableException.Reason.INTERRUPTED;
import static java.util.Objects.requireNonNull;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.tokka.ModelUnavailableException;
import dev.tokka.onnx.ModelFileException.Reason;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A session that cannot be closed under a run: ONNX Runtime crashes the process when that happens.
 *
 * <p>Runs hold the read lock, closing holds the write lock. Closing and interrupts end runs within about 100 ms. Safe for
 * use by many threads. The thread that looks for interrupts is a daemon and ends when the session is closed.
 */
public final class GuardedSession {

    private static final String SPINNING = "session.intra_op.allow_spinning";
    private static final int WATCH_MILLISECONDS = 20;
    private static final String WAS_INTERRUPTED = "model: the calling thread was interrupted";

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Set<OnnxCall> calls = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "tokka-onnx-watch");
        thread.setDaemon(true);
        return thread;
    });
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private volatile boolean closing;
    private boolean closed;

    /** Sets what a session needs. */
    @FunctionalInterface
    public interface Configuration {

        /** Changes {@code options}, which are closed by the caller. */
        void apply(OrtSession.SessionOptions options) throws OrtException;
    }

    /**
     * A run on an open session.
     *
     * @param <T> what it returns
     */
    @FunctionalInterface
    public interface Run<T> {

        /** Runs {@code session} with {@link OnnxCall#options()} and closes what it makes. */
        T on(OrtEnvironment environment, OrtSession session) throws OrtException;
    }

    private GuardedSession(OnnxGraph graph, Configuration configuration) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            configuration.apply(options);
            if (!options.getConfigEntries().containsKey(SPINNING)) { // set twice, it would be warned of
                options.addConfigEntry(SPINNING, "0");
            }
            this.session = graph.opening().open(environment, options);
        } catch (OrtException | RuntimeException e) {
            watch.shutdown();
            throw e;
        }
    }

    /**
     * Opens a session: silent, without spinning threads unless {@code configuration} asks for them, and with what else it
     * sets.
     *
     * @throws ModelFileException if ONNX Runtime refuses the graph
     */
    public static GuardedSession open(OnnxGraph graph, Configuration configuration) {
        requireNonNull(configuration, "configuration");
        try {
            return new GuardedSession(graph, configuration);
        } catch (OrtException e) {
            throw new ModelFileException(graph.file(), Reason.MALFORMED, "ONNX Runtime refuses the model", e);
        }
    }

    /** Returns the inputs by name, in the order of the graph. */
    public Map<String, NodeInfo> inputs() throws OrtException {
        return Collections.unmodifiableMap(new LinkedHashMap<>(session.getInputInfo()));
    }

    /** Returns the outputs by name, in the order of the graph. */
    public Map<String, NodeInfo> outputs() throws OrtException {
        return Collections.unmodifiableMap(new LinkedHashMap<>(session.getOutputInfo()));
    }

    /**
     * Returns what {@code work} returns; its runs end when the calling thread is interrupted or this is closed.
     *
     * @throws IllegalStateException if this is closed
     */
    public <T> T call(Function<OnnxCall, T> work) {
        try (OnnxCall call = whileOpen(GuardedSession::begin)) {
            calls.add(call);
            Future<?> watching = watch(call);
            try {
                return work.apply(call);
            } finally {
                watching.cancel(false);
                calls.remove(call);
            }
        }
    }

    private Future<?> watch(OnnxCall call) {
        try {
            return watch.scheduleWithFixedDelay(
                    call::terminateIfInterrupted, WATCH_MILLISECONDS, WATCH_MILLISECONDS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("model is closed", e);
        }
    }

    private static OnnxCall begin() {
        try {
            return new OnnxCall();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime has no memory for a run", e);
        }
    }

    /**
     * Returns what {@code run} returns.
     *
     * @param what it is that is run, for messages, such as {@code "a text of 12 tokens"}
     * @throws ModelUnavailableException if the run failed, or the calling thread was interrupted
     * @throws IllegalStateException if this is closed, or was closed meanwhile
     */
    public <T> T run(OnnxCall call, String what, Run<T> run) {
        return whileOpen(() -> {
            if (Thread.currentThread().isInterrupted()) { // calls that are too short to be watched would not notice
                throw new ModelUnavailableException(INTERRUPTED, WAS_INTERRUPTED);
            }
            try {
                return run.on(environment, session);
            } catch (OrtException e) {
                if (closing) {
                    throw new IllegalStateException("model is closed", e);
                }
                if (call.isTerminated()) {
                    throw new ModelUnavailableException(INTERRUPTED, WAS_INTERRUPTED, e);
                }
                throw new ModelUnavailableException("model failed on " + what, e);
            }
        });
    }

    /**
     * Returns what {@code work} returns, with the session kept open until it has ended.
     *
     * @throws IllegalStateException if this is closed
     */
    public <T> T whileOpen(Supplier<T> work) {
        lock.readLock().lock();
        try {
            if (closing) {
                throw new IllegalStateException("model is closed");
            }
            return work.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Ends all runs, closes the session and then runs {@code afterwards}; does nothing the second time. */
    public void close(Runnable afterwards) {
        closing = true;
        calls.forEach(OnnxCall::terminate);
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                watch.shutdown();
                session.close();
                afterwards.run();
            }
        } catch (OrtException e) {
            throw new IllegalStateException("model cannot be closed", e);
        } finally {
            lock.writeLock().unlock();
        }
    }
}
