// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.tokka.onnx.GuardedSession;
import dev.tokka.onnx.OnnxCall;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A graph of an encoder–decoder, for one call.
 *
 * @param session it is open for as long as the call
 * @param call ends the runs
 */
record Seq2SeqGraph(GuardedSession session, OnnxCall call) {

    private static final String BRANCH = "use_cache_branch";
    private static final String PAST = "past_key_values.";

    /** Makes a tensor. */
    interface Maker {
        OnnxTensor make(OrtEnvironment environment) throws OrtException;
    }

    OnnxTensor tensor(Maker maker) {
        return session.run(call, "making a tensor", (environment, open) -> maker.make(environment));
    }

    /**
     * Runs the graph on those of {@code inputs} that it has; whoever calls this closes the result.
     *
     * @param past whether the cache is read, which a graph for both is told
     */
    OrtSession.Result run(Map<String, OnnxTensor> inputs, boolean past, int rows) {
        return session.run(call, rows + " texts", (environment, open) -> {
            List<OnnxTensor> own = new ArrayList<>();
            try {
                Map<String, OnnxTensor> feed = new HashMap<>(inputs);
                Set<String> names = open.getInputNames();
                feed.keySet().retainAll(names);
                for (Map.Entry<String, NodeInfo> input : open.getInputInfo().entrySet()) {
                    String name = input.getKey();
                    if (name.equals(BRANCH)) {
                        OnnxTensor branch = OnnxTensor.createTensor(environment, new boolean[] {past});
                        own.add(branch);
                        feed.put(name, branch);
                    } else if (name.startsWith(PAST) && !feed.containsKey(name)) {
                        OnnxTensor nothing = nothing(
                                environment, (TensorInfo) input.getValue().getInfo(), rows);
                        own.add(nothing);
                        feed.put(name, nothing);
                    }
                }
                return open.run(feed, call.options());
            } finally {
                own.forEach(OnnxTensor::close);
            }
        });
    }

    /** Returns a cache of no tokens. */
    private static OnnxTensor nothing(OrtEnvironment environment, TensorInfo info, int rows) throws OrtException {
        long[] sizes = info.getShape();
        long[] empty = {rows, sizes[1], 0, sizes[3]};
        return OnnxTensor.createTensor(environment, ByteBuffer.allocateDirect(0), empty, info.type);
    }

    /** Returns a copy of the rows {@code chosen} of {@code tensor}, whose first dimension they are. */
    OnnxTensor select(OnnxTensor tensor, int[] chosen) {
        return tensor(environment -> {
            long[] sizes = tensor.getInfo().getShape().clone();
            ByteBuffer source = tensor.getByteBuffer();
            int width = source.remaining() / (int) sizes[0];
            ByteBuffer target = ByteBuffer.allocateDirect(width * chosen.length).order(ByteOrder.nativeOrder());
            for (int row : chosen) {
                target.put(source.slice(row * width, width));
            }
            sizes[0] = chosen.length;
            return OnnxTensor.createTensor(environment, target.rewind(), sizes, tensor.getInfo().type);
        });
    }
}
