// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtSession;
import dev.tokka.ModelUnavailableException;
import dev.tokka.ModelUnavailableException.Reason;
import dev.tokka.QuestionRejectedException;
import dev.tokka.finetune.decoding.Sequences;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Sequences of an encoder–decoder: what is appended first are inputs, which the encoder reads once; the rest is output.
 *
 * <p>What the decoder looks up in the inputs is computed in its first run and kept; later runs do not give it again.
 */
final class Seq2SeqSequences implements Sequences {

    private static final String PAST = "past_key_values.";
    private static final String PRESENT = "present.";

    private final Seq2SeqShape shape;
    private final Seq2SeqGraph encoder;
    private final Seq2SeqGraph first;
    private final Seq2SeqGraph next;
    private Held inputs = Held.NOTHING; // what the encoder gave, and the keys and values made of it
    private Held past = Held.NOTHING;
    private int[] texts = new int[0]; // which input each row answers
    private int rows;
    private int length;
    private boolean closed;

    /**
     * Tensors by the name of the input that takes them.
     *
     * @param closing frees them
     */
    private record Held(Map<String, OnnxTensor> tensors, List<AutoCloseable> closing) {

        static final Held NOTHING = new Held(Map.of(), List.of());

        void close() {
            for (AutoCloseable each : closing) {
                try {
                    each.close();
                } catch (Exception e) {
                    throw new IllegalStateException("a tensor cannot be closed", e);
                }
            }
        }
    }

    /** Begins without sequences; {@code graphs} are the encoder, then the decoder for all runs, or for the first and later ones. */
    Seq2SeqSequences(Seq2SeqShape shape, List<Seq2SeqGraph> graphs) {
        this.shape = shape;
        this.encoder = graphs.get(0);
        this.first = graphs.get(1);
        this.next = graphs.get(graphs.size() - 1);
    }

    @Override
    public List<float[]> append(List<int[]> tokens) {
        requireOpen();
        if (tokens.isEmpty() || tokens.stream().anyMatch(row -> row.length == 0)) {
            throw new IllegalArgumentException("expected at least one token for each sequence but there is none");
        }
        int longest = tokens.stream().mapToInt(row -> row.length).max().orElse(0);
        if (longest + length > shape.context()) {
            throw new QuestionRejectedException(
                    "model reads at most " + shape.context() + " tokens but the text has " + (longest + length));
        }
        if (rows == 0) {
            return begin(tokens, longest);
        }
        if (tokens.size() != rows || tokens.stream().anyMatch(row -> row.length != longest)) {
            throw new IllegalArgumentException("expected tokens for " + rows
                    + " sequences, as many for each, but they are for " + tokens.size() + " or of different lengths");
        }
        List<float[]> logits = List.of();
        for (int i = 0; i < longest; i++) { // graphs with a cache are made for one token at a time
            int column = i;
            logits = run(
                    next, tokens.stream().map(row -> new int[] {row[column]}).toList(), true);
        }
        return logits;
    }

    private List<float[]> begin(List<int[]> tokens, int longest) {
        long[] ids = new long[tokens.size() * longest];
        long[] mask = new long[ids.length];
        Arrays.fill(ids, shape.padding());
        for (int row = 0; row < tokens.size(); row++) {
            for (int i = 0; i < tokens.get(row).length; i++) {
                ids[row * longest + i] = tokens.get(row)[i];
                mask[row * longest + i] = 1;
            }
        }
        rows = tokens.size();
        texts = IntStream.range(0, rows).toArray();
        OnnxTensor seen = matrix(mask, longest);
        inputs = new Held(Map.of("encoder_attention_mask", seen), List.of(seen));
        try (OnnxTensor matrix = matrix(ids, longest)) {
            OrtSession.Result read = encoder.run(Map.of("input_ids", matrix, "attention_mask", seen), false, rows);
            inputs = new Held(
                    Map.of("encoder_attention_mask", seen, "encoder_hidden_states", tensor(read, "last_hidden_state")),
                    List.of(seen, read));
        }
        int[] start = shape.start().stream().mapToInt(Integer::intValue).toArray();
        return run(first, tokens.stream().map(row -> start).toList(), false);
    }

    private OnnxTensor matrix(long[] values, int width) {
        return encoder.tensor(environment -> OnnxTensor.createTensor(
                environment, LongBuffer.wrap(values), new long[] {values.length / width, width}));
    }

    private static OnnxTensor tensor(OrtSession.Result result, String name) {
        return (OnnxTensor) result.get(name).orElseThrow(() -> new IllegalStateException("a run did not give " + name));
    }

    private List<float[]> run(Seq2SeqGraph graph, List<int[]> tokens, boolean cached) {
        int width = tokens.get(0).length;
        long[] ids = tokens.stream().flatMapToInt(Arrays::stream).asLongStream().toArray();
        Map<String, OnnxTensor> feed = new HashMap<>(inputs.tensors);
        feed.putAll(past.tensors);
        OrtSession.Result result;
        try (OnnxTensor matrix = matrix(ids, width)) {
            feed.put("input_ids", matrix);
            result = graph.run(feed, cached, rows);
        }
        take(result, cached);
        length += width;
        return logits(tensor(result, "logits"), width);
    }

    /** Keeps the longer cache; that of the inputs is kept from the first run, as later ones give none that is of use. */
    private void take(OrtSession.Result result, boolean cached) {
        Map<String, OnnxTensor> own = new HashMap<>();
        Map<String, OnnxTensor> shared = new HashMap<>(inputs.tensors);
        for (Map.Entry<String, OnnxValue> output : result) {
            String name = output.getKey();
            if (name.startsWith(PRESENT)) {
                (name.contains(".encoder.") ? shared : own)
                        .put(PAST + name.substring(PRESENT.length()), (OnnxTensor) output.getValue());
            }
        }
        if (!cached) {
            List<AutoCloseable> closing = new ArrayList<>(inputs.closing);
            closing.add(result);
            inputs = new Held(shared, closing);
            past = new Held(own, List.of()); // freed with the inputs
            return;
        }
        Held before = past;
        past = new Held(own, List.of(result));
        before.close();
    }

    private List<float[]> logits(OnnxTensor tensor, int width) {
        FloatBuffer values = tensor.getFloatBuffer();
        int vocabulary = values.remaining() / (rows * width);
        List<float[]> logits = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            float[] each = new float[vocabulary];
            values.get((row * width + width - 1) * vocabulary, each);
            for (float value : each) {
                if (!Float.isFinite(value)) {
                    throw new ModelUnavailableException(
                            Reason.PROTOCOL,
                            "model: expected finite logits but some are NaN or infinite; its files are damaged");
                }
            }
            logits.add(each);
        }
        return logits;
    }

    @Override
    public void select(int... chosen) {
        requireOpen();
        if (rows == 0) {
            throw new IllegalStateException("there are no sequences yet");
        }
        if (chosen.length == 0 || Arrays.stream(chosen).anyMatch(row -> row < 0 || row >= rows)) {
            throw new IllegalArgumentException(
                    "rows must be at least one, each from 0 to " + (rows - 1) + ", but are " + Arrays.toString(chosen));
        }
        if (Arrays.equals(chosen, IntStream.range(0, rows).toArray())) {
            return;
        }
        Held before = past;
        past = copy(past, chosen);
        before.close();
        int[] newTexts = Arrays.stream(chosen).map(row -> texts[row]).toArray();
        if (!Arrays.equals(newTexts, texts)) { // the beams of one text share what the encoder gave
            Held all = inputs;
            inputs = copy(inputs, chosen);
            all.close();
        }
        texts = newTexts;
        rows = chosen.length;
    }

    private Held copy(Held held, int[] chosen) {
        Map<String, OnnxTensor> copies = new HashMap<>();
        List<AutoCloseable> closing = new ArrayList<>();
        held.tensors.forEach((name, tensor) -> {
            OnnxTensor copied = encoder.select(tensor, chosen);
            copies.put(name, copied);
            closing.add(copied);
        });
        return new Held(copies, closing);
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the sequences are closed");
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            past.close();
            inputs.close();
        }
    }
}
