// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.lora;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.tokka.onnx.OnnxGraph;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/** Runs a decoder graph once over a whole sequence, without a cache. */
final class Logits {

    private Logits() {}

    /** Returns the logits after each token of {@code ids}, one after the other. */
    static float[] of(OnnxGraph graph, List<Long> ids, Optional<LoraAdapter> adapter) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            try (OrtSession session = graph.opening().open(environment, options)) {
                return run(environment, session, ids, adapter);
            }
        }
    }

    private static float[] run(
            OrtEnvironment environment, OrtSession session, List<Long> ids, Optional<LoraAdapter> adapter)
            throws OrtException {
        Map<String, OnnxTensor> feeds = new HashMap<>();
        int length = ids.size();
        long[] shape = {1, length};
        feeds.put("input_ids", longs(environment, ids.stream().mapToLong(Long::longValue), shape));
        feeds.put(
                "attention_mask",
                longs(environment, LongStream.generate(() -> 1).limit(length), shape));
        feeds.put("position_ids", longs(environment, LongStream.range(0, length), shape));
        for (Map.Entry<String, NodeInfo> input : session.getInputInfo().entrySet()) {
            if (input.getKey().startsWith("past_key_values")) {
                long[] sizes = ((TensorInfo) input.getValue().getInfo()).getShape();
                feeds.put(input.getKey(), OnnxTensor.createTensor(environment, FloatBuffer.allocate(0), new long[] {
                    1, sizes[1], 0, sizes[3]
                }));
            }
        }
        try (OrtSession.RunOptions run = new OrtSession.RunOptions()) {
            Optional<LoraAdapter.Use> use = adapter.map(LoraAdapter::use);
            use.ifPresent(it -> it.activate(run));
            try (OrtSession.Result result = session.run(feeds, Set.of("logits"), run)) {
                FloatBuffer logits = ((OnnxTensor) result.get(0)).getFloatBuffer();
                float[] values = new float[logits.remaining()];
                logits.get(values);
                return values;
            }
        } finally {
            feeds.values().forEach(OnnxTensor::close);
        }
    }

    private static OnnxTensor longs(OrtEnvironment environment, LongStream values, long[] shape) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values.toArray()), shape);
    }

    /** Returns a graph's results for {@code x}, which has as many columns as there are numbers. */
    static float[] times(OnnxGraph graph, OnnxJavaType type, float... x) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        TensorType kind = type == OnnxJavaType.FLOAT ? TensorType.F32 : TensorType.F16;
        ByteBuffer data = ByteBuffer.allocateDirect(x.length * kind.size()).order(ByteOrder.nativeOrder());
        for (int i = 0; i < x.length; i++) {
            kind.put(data, i * kind.size(), x[i]);
        }
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                OrtSession session = graph.opening().open(environment, options);
                OnnxTensor input = OnnxTensor.createTensor(environment, data, new long[] {1, x.length}, type);
                OrtSession.Result result = session.run(Map.of("x", input))) {
            OnnxTensor output = (OnnxTensor) result.get(0);
            ByteBuffer bytes = output.getByteBuffer();
            float[] values = new float[bytes.remaining() / kind.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = kind.get(bytes, i * kind.size());
            }
            return values;
        }
    }
}
