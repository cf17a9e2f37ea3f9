// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import static java.util.Objects.requireNonNull;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a user would write over ONNX Runtime by hand, as quick as we know how: keys and values go from outputs to inputs,
 * the buffers of tokens, positions and logits are used again, and the likeliest token is taken. Checks nothing.
 */
final class BareDecoding implements AutoCloseable {

    private static final String LOGITS = "logits";

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final Map<String, String> presentOfPast = new LinkedHashMap<>();
    private final Set<String> presents;
    private final int vocabulary;
    private final long kvHeads;
    private final long headSize;

    /** Opens a decoder with float keys and values; {@code spinning} threads do not sleep between two runs. */
    BareDecoding(Path graph, int threads, boolean spinning) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", spinning ? "1" : "0");
            session = environment.createSession(graph.toString(), options);
        }
        for (String name : session.getInputNames()) {
            if (name.startsWith("past_key_values.")) {
                presentOfPast.put(name, name.replace("past_key_values.", "present."));
            }
        }
        presents = Set.copyOf(presentOfPast.values());
        long[] past = shape(requireNonNull(session.getInputInfo()
                        .get(presentOfPast.keySet().iterator().next()))
                .getInfo());
        kvHeads = past[1];
        headSize = past[3];
        long[] logits =
                shape(requireNonNull(session.getOutputInfo().get(LOGITS)).getInfo());
        vocabulary = (int) logits[logits.length - 1];
    }

    private static long[] shape(ai.onnxruntime.ValueInfo info) {
        return ((TensorInfo) info).getShape();
    }

    /**
     * Reads {@code prompt}, writes {@code count} tokens and returns how long the steps after the first took.
     *
     * @return nanoseconds for {@code count - 1} steps
     */
    long decode(long[] prompt, int count) throws OrtException {
        ByteBuffer row = ByteBuffer.allocateDirect(4 * vocabulary).order(ByteOrder.nativeOrder());
        Optional<OrtSession.Result> before = Optional.empty();
        long start = 0;
        try (OnnxTensor logits =
                OnnxTensor.createTensor(environment, row, new long[] {1, 1, vocabulary}, OnnxJavaType.FLOAT)) {
            long[] tokens = prompt;
            int length = 0;
            for (int step = 0; step < count; step++) {
                length += tokens.length;
                OrtSession.Result result =
                        run(tokens, length, before, step == 0 ? Optional.empty() : Optional.of(logits));
                FloatBuffer last =
                        step == 0 ? lastRow((OnnxTensor) result.get(LOGITS).orElseThrow()) : row.asFloatBuffer();
                before.ifPresent(OrtSession.Result::close);
                before = Optional.of(result);
                tokens = new long[] {likeliest(last)};
                if (step == 0) {
                    start = System.nanoTime();
                }
            }
            return System.nanoTime() - start;
        } finally {
            before.ifPresent(OrtSession.Result::close);
        }
    }

    private FloatBuffer lastRow(OnnxTensor logits) {
        FloatBuffer all = logits.getFloatBuffer();
        return all.position(all.limit() - vocabulary).slice();
    }

    private OrtSession.Result run(
            long[] tokens, int length, Optional<OrtSession.Result> before, Optional<OnnxTensor> logits)
            throws OrtException {
        Map<String, OnnxTensor> feed = new HashMap<>();
        long[] mask = new long[length];
        Arrays.fill(mask, 1);
        long[] positions = new long[tokens.length];
        Arrays.setAll(positions, i -> length - tokens.length + i);
        try (OnnxTensor ids = tensor(tokens);
                OnnxTensor masks = tensor(mask);
                OnnxTensor places = tensor(positions);
                OnnxTensor empty = OnnxTensor.createTensor(
                        environment, FloatBuffer.allocate(0), new long[] {1, kvHeads, 0, headSize})) {
            feed.put("input_ids", ids);
            feed.put("attention_mask", masks);
            feed.put("position_ids", places);
            feed.keySet().retainAll(session.getInputNames());
            presentOfPast.forEach((past, present) -> feed.put(
                    past,
                    before.map(result -> (OnnxTensor) result.get(present).orElseThrow())
                            .orElse(empty)));
            return logits.isPresent() ? session.run(feed, presents, Map.of(LOGITS, logits.get())) : session.run(feed);
        }
    }

    private OnnxTensor tensor(long[] values) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), new long[] {1, values.length});
    }

    private int likeliest(FloatBuffer logits) {
        int best = 0;
        for (int token = 1; token < vocabulary; token++) {
            if (logits.get(token) > logits.get(best)) {
                best = token;
            }
        }
        return best;
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
