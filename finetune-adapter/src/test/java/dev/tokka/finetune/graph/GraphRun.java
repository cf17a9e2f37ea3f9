// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.graph;

import static java.util.Objects.requireNonNull;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Runs a decoder with nothing around it, to see what its graph says. */
final class GraphRun implements AutoCloseable {

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private Optional<OrtSession.Result> last = Optional.empty();

    GraphRun(Path graph) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            options.setIntraOpNumThreads(1);
            // ONNX Runtime 1.28 crashes on optional inputs of half precision when it optimizes all.
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.EXTENDED_OPT);
            this.session = environment.createSession(graph.toString(), options);
        }
    }

    /** Begins again with nothing in the cache. */
    void restart() {
        last.ifPresent(OrtSession.Result::close);
        last = Optional.empty();
    }

    /** Reads {@code ids} after those before; {@code mask} covers all; returns {@code [batch][length][vocabulary]}. */
    float[][][] append(long[][] ids, long[][] mask) throws OrtException {
        Map<String, OnnxTensorLike> feed = new HashMap<>();
        feed.put("input_ids", OnnxTensor.createTensor(environment, ids));
        feed.put("attention_mask", OnnxTensor.createTensor(environment, mask));
        feed.put("position_ids", OnnxTensor.createTensor(environment, positions(mask, ids[0].length)));
        feed.put("use_cache_branch", OnnxTensor.createTensor(environment, new boolean[] {last.isPresent()}));
        for (String name : session.getInputNames()) {
            if (name.startsWith("past_key_values.")) {
                feed.put(name, cache(name, ids.length));
            }
        }
        feed.keySet().retainAll(session.getInputNames());
        OrtSession.Result result = session.run(feed);
        last.ifPresent(OrtSession.Result::close);
        last = Optional.of(result);
        return logits((OnnxTensor) result.get("logits").orElseThrow());
    }

    private OnnxTensor cache(String name, int batch) throws OrtException {
        if (last.isPresent()) {
            OnnxValue value =
                    last.get().get(name.replace("past_key_values", "present")).orElseThrow();
            return (OnnxTensor) value;
        }
        TensorInfo info =
                (TensorInfo) requireNonNull(session.getInputInfo().get(name)).getInfo();
        long[] sizes = info.getShape();
        long[] empty = {batch, sizes[1], 0, sizes[3]};
        return info.type == ai.onnxruntime.OnnxJavaType.FLOAT16
                ? OnnxTensor.createTensor(environment, java.nio.ByteBuffer.allocateDirect(0), empty, info.type)
                : OnnxTensor.createTensor(environment, FloatBuffer.allocate(0), empty);
    }

    private static long[][] positions(long[][] mask, int length) {
        long[][] positions = new long[mask.length][length];
        for (int row = 0; row < mask.length; row++) {
            long seen = 0;
            int start = mask[row].length - length;
            for (int i = 0; i < mask[row].length; i++) {
                seen += mask[row][i];
                if (i >= start) {
                    positions[row][i - start] = Math.max(0, seen - 1);
                }
            }
        }
        return positions;
    }

    private static float[][][] logits(OnnxTensor tensor) {
        long[] sizes = tensor.getInfo().getShape();
        float[][][] logits = new float[(int) sizes[0]][(int) sizes[1]][(int) sizes[2]];
        FloatBuffer buffer = tensor.getFloatBuffer();
        for (float[][] row : logits) {
            for (float[] each : row) {
                buffer.get(each);
            }
        }
        return logits;
    }

    /** Returns the sizes of the inputs by name. */
    Map<String, ai.onnxruntime.NodeInfo> inputs() throws OrtException {
        return session.getInputInfo();
    }

    OrtSession session() {
        return session;
    }

    @Override
    public void close() throws OrtException {
        restart();
        session.close();
    }
}
