// SPDX-License-Identifier: Apache-2.0
package dev.tokka.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.tokka.ModelUnavailableException;
import dev.tokka.onnx.ModelFileException.Reason;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * A run of an encoder or classifier on one text or pair, or on several that are padded at the end to one length. The
 * attention mask is 0 where there is padding.
 *
 * @param texts at least one
 */
public record TokenRun(List<TokenIds> texts) {

    private static final Set<String> INPUTS = Set.of("input_ids", "attention_mask", "token_type_ids", "position_ids");

    /**
     * One output for one text.
     *
     * @param values its numbers, row by row
     * @param shape how they are arranged; 1 comes first
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Output(FloatBuffer values, long[] shape) {}

    /** A run on one text. */
    public static TokenRun of(TokenIds text) {
        return new TokenRun(List.of(text));
    }

    /**
     * Refuses a graph that wants other inputs than a run has.
     *
     * @param file the graph, for messages
     * @throws ModelFileException if it wants others
     */
    public static void requireInputs(Path file, GuardedSession session) {
        try {
            for (Map.Entry<String, NodeInfo> input : session.inputs().entrySet()) {
                boolean known = INPUTS.contains(input.getKey())
                        && input.getValue().getInfo() instanceof TensorInfo info
                        && info.type == OnnxJavaType.INT64;
                if (!known) {
                    throw new ModelFileException(
                            file,
                            Reason.UNSUPPORTED,
                            "expected inputs among " + new TreeSet<>(INPUTS) + " of int64 but it wants "
                                    + input.getKey());
                }
            }
        } catch (OrtException e) {
            throw new ModelFileException(file, Reason.MALFORMED, "its inputs cannot be read", e);
        }
    }

    private int width() {
        return texts.stream().mapToInt(TokenIds::length).max().orElse(0);
    }

    /** Runs the tokens and returns what {@code reader} makes of the output {@code name} of each text, in their order. */
    public <T> List<T> on(GuardedSession guarded, OnnxCall call, String name, BiFunction<TokenIds, Output, T> reader) {
        String what = texts.size() == 1
                ? "a text of " + width() + " tokens"
                : texts.size() + " texts of up to " + width() + " tokens";
        return guarded.run(call, what, (environment, session) -> {
            List<Output> outputs = outputs(run(environment, session, call, name));
            return IntStream.range(0, outputs.size())
                    .mapToObj(i -> reader.apply(texts.get(i), outputs.get(i)))
                    .toList();
        });
    }

    private Output run(OrtEnvironment environment, OrtSession session, OnnxCall call, String name) throws OrtException {
        int width = width();
        long[] ids = new long[texts.size() * width];
        long[] types = new long[ids.length];
        long[] mask = new long[ids.length];
        long[] positions = new long[ids.length];
        Arrays.setAll(positions, i -> i % width);
        for (int row = 0; row < texts.size(); row++) {
            TokenIds text = texts.get(row);
            System.arraycopy(text.ids(), 0, ids, row * width, text.length());
            System.arraycopy(text.types(), 0, types, row * width, text.length());
            Arrays.fill(mask, row * width, row * width + text.length(), 1);
        }
        try (OnnxTensor tokens = tensor(environment, ids);
                OnnxTensor shown = tensor(environment, mask);
                OnnxTensor halves = tensor(environment, types);
                OnnxTensor places = tensor(environment, positions)) {
            Map<String, OnnxTensor> feed = new HashMap<>(Map.of(
                    "input_ids", tokens, "attention_mask", shown, "token_type_ids", halves, "position_ids", places));
            feed.keySet().retainAll(session.getInputNames());
            try (OrtSession.Result result = session.run(feed, Set.of(name), call.options())) {
                OnnxTensor output = (OnnxTensor) result.get(0);
                return new Output(output.getFloatBuffer(), output.getInfo().getShape()); // a copy
            }
        }
    }

    private OnnxTensor tensor(OrtEnvironment environment, long[] values) throws OrtException {
        long[] shape = {texts.size(), values.length / texts.size()};
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
    }

    /** Takes the output of all texts apart, and the padding away from those that have a row for each token. */
    private List<Output> outputs(Output all) {
        if (texts.size() == 1) {
            return List.of(all); // looked at by the reader
        }
        long[] shape = all.shape();
        if (shape.length == 0 || shape[0] != texts.size() || (shape.length > 2 && shape[1] != width())) {
            throw new ModelUnavailableException("model: expected a result for each of " + texts.size()
                    + " texts but got one of shape " + Arrays.toString(shape));
        }
        int size = all.values().remaining() / texts.size();
        List<Output> outputs = new ArrayList<>();
        for (int row = 0; row < texts.size(); row++) {
            long[] own = shape.clone();
            own[0] = 1;
            int numbers = size;
            if (shape.length > 2) {
                own[1] = texts.get(row).length();
                numbers = size / width() * texts.get(row).length();
            }
            outputs.add(new Output(all.values().slice(row * size, numbers), own));
        }
        return outputs;
    }
}
