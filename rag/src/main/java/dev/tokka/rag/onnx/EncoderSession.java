// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * A session that cannot be closed under a run: ONNX Runtime crashes the process when that happens.
 *
 * <p>Runs hold the read lock, closing holds the write lock.
 */
final class EncoderSession {

    /** What ONNX Runtime must leave as it is; changes the last digits of vectors, so it belongs to the description. */
    static final String DISABLED_OPTIMIZERS = "LayerNormFusion;LayerNormFusionL2";

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final Set<String> inputs;
    private boolean closed;

    /** Opens {@code model}; {@code inputs} names those that a text may fill, of which the model takes some or all. */
    EncoderSession(byte[] model, Set<String> inputs) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            options.setIntraOpNumThreads(1); // parallel over texts instead
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            // The fused kernel of layer normalization takes four times as long as the nodes it replaces, a fifth of a
            // run.
            options.addConfigEntry("optimization.disable_specified_optimizers", DISABLED_OPTIMIZERS);
            this.session = environment.createSession(model, options);
        }
        this.inputs = Set.copyOf(inputs);
    }

    /** Runs one text of [CLS] … [SEP] tokens and returns the vector at [CLS], normalized to length 1. */
    float[] run(long[] tokens) {
        return whileOpen(() -> {
            try {
                return normalized(firstTokenVector(tokens));
            } catch (OrtException e) {
                throw new IllegalStateException("encoder failed on a text of " + tokens.length + " tokens", e);
            }
        });
    }

    /** Returns what {@code work} returns, with the session kept open until it has ended. */
    <T> T whileOpen(Supplier<T> work) {
        lock.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("encoder is closed");
            }
            return work.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    private float[] firstTokenVector(long[] tokens) throws OrtException {
        long[] shape = {1, tokens.length};
        LongBuffer ones = filled(tokens.length, 1);
        try (OnnxTensor ids = OnnxTensor.createTensor(environment, LongBuffer.wrap(tokens), shape);
                OnnxTensor mask = OnnxTensor.createTensor(environment, ones, shape);
                OnnxTensor types = OnnxTensor.createTensor(environment, filled(tokens.length, 0), shape)) {
            Map<String, OnnxTensor> feed =
                    new HashMap<>(Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types));
            feed.keySet().retainAll(inputs);
            feed.keySet().retainAll(session.getInputNames());
            try (OrtSession.Result result = session.run(feed)) {
                OnnxTensor hidden = (OnnxTensor) result.get(0); // [1][tokens][dimension]
                float[] vector = new float[(int) hidden.getInfo().getShape()[2]];
                FloatBuffer values = hidden.getFloatBuffer();
                values.get(vector);
                return vector;
            }
        }
    }

    private static LongBuffer filled(int length, long value) {
        long[] values = new long[length];
        Arrays.fill(values, value);
        return LongBuffer.wrap(values);
    }

    private static float[] normalized(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        float scale = (float) (1 / Math.max(Math.sqrt(squares), 1e-12));
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= scale;
        }
        return vector;
    }

    /** Waits for all runs, closes the session and then runs {@code afterwards}; does nothing the second time. */
    void close(Runnable afterwards) {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                session.close();
                afterwards.run();
            }
        } catch (OrtException e) {
            throw new IllegalStateException("encoder cannot be closed", e);
        } finally {
            lock.writeLock().unlock();
        }
    }
}
