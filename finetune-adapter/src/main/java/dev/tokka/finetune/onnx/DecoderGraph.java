// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import static java.util.Objects.requireNonNull;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.tokka.onnx.GuardedSession;
import dev.tokka.onnx.OnnxCall;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Collectors;

/** A decoder that is open: runs steps of sequences. Safe for use by many threads. */
final class DecoderGraph {

    private final GuardedSession session;
    private final DecoderShape shape;
    private final Set<String> presents;
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final ConcurrentLinkedDeque<Scratch> scratches = new ConcurrentLinkedDeque<>();

    DecoderGraph(GuardedSession session, DecoderShape shape) {
        this.session = session;
        this.shape = shape;
        this.presents = shape.cache().stream().map(CacheTensor::present).collect(Collectors.toUnmodifiableSet());
    }

    DecoderShape shape() {
        return shape;
    }

    GuardedSession session() {
        return session;
    }

    /** Returns buffers that nobody else uses, to be {@linkplain #giveBack given back}. */
    Scratch borrow() {
        Scratch scratch = scratches.poll();
        return scratch == null ? new Scratch(shape.logits()) : scratch;
    }

    /** Takes buffers back; there are as many as calls were made at once. */
    void giveBack(Scratch scratch) {
        scratches.push(scratch);
    }

    /** Returns the keys and values of sequences without tokens, held by the caller. */
    KeyValues empty(OnnxCall call, int rows) {
        return session.run(call, "an empty cache", (env, ort) -> KeyValues.empty(env, shape.cache(), rows));
    }

    /** Returns {@link KeyValues#copy}. */
    KeyValues copy(OnnxCall call, KeyValues source, int[] chosen, KeyValues.Cut cut) {
        return session.run(call, "a copy of a cache", (env, ort) -> source.copy(env, shape.cache(), chosen, cut));
    }

    /**
     * Runs a step and returns the keys and values of all tokens with the new ones, held by the caller; {@code past} stays
     * held by the caller too. The logits of the last column are then in {@code scratch}.
     */
    KeyValues run(OnnxCall call, KeyValues past, Step step, Target target) {
        String what = step.rows() + " x " + step.columns() + " tokens after " + past.tokens();
        return session.run(call, what, (env, ort) -> run(call, past, step, new Native(ort, target)));
    }

    /**
     * Where a step leads to.
     *
     * @param scratch the buffers to use
     * @param end the column after the last token of the sequences
     */
    record Target(Scratch scratch, int end) {}

    private record Native(OrtSession session, Target target) {}

    private KeyValues run(OnnxCall call, KeyValues past, Step step, Native on) throws OrtException {
        Map<String, OnnxTensor> own = new HashMap<>();
        Scratch scratch = on.target().scratch();
        int columns = shape.keepsLast() ? 1 : step.columns();
        try (OnnxTensor logits = scratch.logits(environment, step.rows(), columns, shape.vocabulary())) {
            addInputs(own, past, step, on.target());
            Map<String, OnnxTensor> inputs = new HashMap<>(own);
            past.feed(inputs);
            OrtSession.Result result =
                    on.session().run(inputs, presents, Map.of(DecoderShape.LOGITS, logits), call.options());
            return KeyValues.of(result, shape.cache(), step.rows(), past.tokens() + step.columns());
        } finally {
            own.values().forEach(OnnxTensor::close);
        }
    }

    private void addInputs(Map<String, OnnxTensor> inputs, KeyValues past, Step step, Target target)
            throws OrtException {
        int count = step.rows() * step.columns();
        LongBuffer ids = target.scratch().ids(count);
        step.writeIds(ids, target.end());
        put(inputs, DecoderShape.IDS, ids, step.rows(), step.columns());
        if (shape.has(DecoderShape.POSITIONS)) {
            LongBuffer positions = target.scratch().positions(count);
            step.writePositions(positions);
            put(inputs, DecoderShape.POSITIONS, positions, step.rows(), step.columns());
        }
        if (shape.has(DecoderShape.MASK)) {
            int all = past.tokens() + step.columns();
            LongBuffer mask = target.scratch().mask(step.rows() * all);
            step.writeMask(mask);
            put(inputs, DecoderShape.MASK, mask, step.rows(), all);
        }
        if (shape.has(DecoderShape.BRANCH)) {
            boolean[] branch = {past.tokens() > 0};
            inputs.put(DecoderShape.BRANCH, OnnxTensor.createTensor(environment, branch));
        }
        for (String keep : DecoderShape.KEEP) {
            if (shape.has(keep)) {
                inputs.put(keep, OnnxTensor.createTensor(environment, 1L));
            }
        }
    }

    private void put(Map<String, OnnxTensor> inputs, String name, LongBuffer values, long... sizes)
            throws OrtException {
        inputs.put(name, OnnxTensor.createTensor(environment, values.flip(), sizes));
    }

    /** Reads the logits of the last column of a step that was run, one array for each row. */
    void readLast(Scratch scratch, Step step, List<float[]> to) {
        int columns = shape.keepsLast() ? 1 : step.columns();
        for (int row = 0; row < step.rows(); row++) {
            scratch.read((row * columns + columns - 1) * shape.vocabulary(), requireNonNull(to.get(row)));
        }
    }
}
