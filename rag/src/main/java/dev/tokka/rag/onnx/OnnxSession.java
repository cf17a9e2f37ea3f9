// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.tokka.ModelUnavailableException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
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
 * <p>Runs hold the read lock, closing holds the write lock. A run is one text on one thread.
 */
final class OnnxSession {

    /** What ONNX Runtime must leave as it is; changes the last digits of vectors, so it belongs to the description. */
    static final String DISABLED_OPTIMIZERS = "LayerNormFusion;LayerNormFusionL2";

    private static final int WATCH_MILLISECONDS = 20;

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

    /** Makes a session with options. */
    @FunctionalInterface
    interface Opening {
        OrtSession open(OrtEnvironment environment, OrtSession.SessionOptions options) throws OrtException;
    }

    OnnxSession(Opening opening) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            options.setIntraOpNumThreads(1); // parallel over texts instead
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            // The fused kernel of layer normalization takes four times as long as the nodes it replaces, a fifth of a
            // run.
            options.addConfigEntry("optimization.disable_specified_optimizers", DISABLED_OPTIMIZERS);
            this.session = opening.open(environment, options);
        } catch (OrtException | RuntimeException e) {
            watch.shutdown();
            throw e;
        }
    }

    /** Tokens of one text or pair. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Tokens(long[] ids, long[] types) {}

    /** The numbers of one output, row by row, and how they are arranged. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Output(FloatBuffer values, long[] shape) {}

    Map<String, NodeInfo> inputs() throws OrtException {
        return session.getInputInfo();
    }

    Map<String, NodeInfo> outputs() throws OrtException {
        return new LinkedHashMap<>(session.getOutputInfo());
    }

    /** Returns what {@code work} returns; its runs end when the calling thread is interrupted or this is closed. */
    <T> T call(Function<OnnxCall, T> work) {
        try (OnnxCall call = whileOpen(OnnxSession::begin)) {
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

    /** Runs one text and returns what {@code reader} makes of the output {@code name}. */
    <T> T run(OnnxCall call, Tokens tokens, String name, Function<Output, T> reader) {
        return whileOpen(() -> {
            try {
                return reader.apply(run(call, tokens, name));
            } catch (OrtException e) {
                if (closing) {
                    throw new IllegalStateException("model is closed", e);
                }
                if (call.isTerminated()) {
                    throw new ModelUnavailableException(
                            ModelUnavailableException.Reason.INTERRUPTED,
                            "model: the calling thread was interrupted",
                            e);
                }
                throw new ModelUnavailableException("model failed on a text of " + tokens.ids().length + " tokens", e);
            }
        });
    }

    /** Returns what {@code work} returns, with the session kept open until it has ended. */
    <T> T whileOpen(Supplier<T> work) {
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

    private Output run(OnnxCall call, Tokens tokens, String name) throws OrtException {
        int length = tokens.ids().length;
        long[] positions = new long[length];
        Arrays.setAll(positions, i -> i);
        long[] ones = new long[length];
        Arrays.fill(ones, 1);
        try (OnnxTensor ids = tensor(tokens.ids());
                OnnxTensor mask = tensor(ones);
                OnnxTensor types = tensor(tokens.types());
                OnnxTensor places = tensor(positions)) {
            Map<String, OnnxTensor> feed = new HashMap<>(
                    Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types, "position_ids", places));
            feed.keySet().retainAll(session.getInputNames());
            try (OrtSession.Result result = session.run(feed, Set.of(name), call.options())) {
                OnnxTensor output = (OnnxTensor) result.get(0);
                return new Output(output.getFloatBuffer(), output.getInfo().getShape()); // a copy
            }
        }
    }

    private OnnxTensor tensor(long[] values) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), new long[] {1, values.length});
    }

    /** Ends all runs, closes the session and then runs {@code afterwards}; does nothing the second time. */
    void close(Runnable afterwards) {
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
