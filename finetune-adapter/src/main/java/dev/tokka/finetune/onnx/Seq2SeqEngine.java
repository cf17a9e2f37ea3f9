// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import dev.tokka.finetune.decoding.Sequences;
import dev.tokka.onnx.GuardedSession;
import dev.tokka.onnx.ModelDirectory;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import dev.tokka.onnx.OnnxCall;
import dev.tokka.onnx.OnnxGraph;
import dev.tokka.onnx.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * An encoder–decoder such as T5 or BART, in the layout of Optimum: {@code onnx/encoder_model.onnx} with {@code
 * onnx/decoder_model_merged.onnx}, or with {@code onnx/decoder_model.onnx} and {@code onnx/decoder_with_past_model.onnx}.
 *
 * <p>Its {@link Sequences} first take the inputs of the encoder, with the marks that the model was trained with, such as the
 * end of the text; what is appended after that is output. Safe for use by many threads; a call is one thread's.
 */
final class Seq2SeqEngine implements AutoCloseable {

    private static final String ENCODER = "onnx/encoder_model.onnx";
    private static final String MERGED = "onnx/decoder_model_merged.onnx";
    private static final String FIRST = "onnx/decoder_model.onnx";
    private static final String NEXT = "onnx/decoder_with_past_model.onnx";

    private final Seq2SeqShape shape;
    private final List<OnnxGraph> files = new ArrayList<>();
    private final List<GuardedSession> sessions = new ArrayList<>();
    private final int vocabulary;

    /** Returns whether the files of {@code directory} are those of an encoder–decoder. */
    static boolean isIn(ModelDirectory directory) {
        return directory.has(ENCODER);
    }

    /**
     * Opens the graphs of {@code directory} and tries them on a short text.
     *
     * @param threads on which one run is made; at least 1
     * @param timeout how long the trial may take
     * @throws ModelFileException if the files are not those of an encoder–decoder that works
     */
    static Seq2SeqEngine open(ModelDirectory directory, int threads, Duration timeout) {
        Seq2SeqEngine engine = new Seq2SeqEngine(directory, threads);
        try {
            Trial.within(
                    timeout,
                    engine.files.get(0).file(),
                    () -> engine.call(sequences -> {
                        sequences.append(List.of(new int[] {1, 2}, new int[] {3}));
                        return sequences.append(List.of(new int[] {1}, new int[] {2}));
                    }));
            return engine;
        } catch (RuntimeException e) {
            Trial.closeSoon(engine::close);
            throw e;
        }
    }

    private Seq2SeqEngine(ModelDirectory directory, int threads) {
        this.shape = Seq2SeqShape.of(directory);
        boolean merged = directory.has(MERGED);
        List<String> names = merged ? List.of(ENCODER, MERGED) : List.of(ENCODER, FIRST, NEXT);
        try {
            for (String name : names) {
                OnnxGraph graph = OnnxGraph.of(directory, name);
                files.add(graph);
                sessions.add(GuardedSession.open(graph, options -> {
                    options.setIntraOpNumThreads(threads);
                    options.setInterOpNumThreads(1);
                    options.setMemoryPatternOptimization(false); // one would be kept for every length
                }));
            }
            this.vocabulary = check(merged);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private int check(boolean merged) {
        require(0, sessions.get(0)::inputs, "input_ids");
        require(0, sessions.get(0)::outputs, "last_hidden_state");
        require(1, sessions.get(1)::inputs, merged ? "use_cache_branch" : "encoder_hidden_states");
        int last = sessions.size() - 1;
        require(last, sessions.get(last)::inputs, "past_key_values.0.decoder.key");
        require(last, sessions.get(last)::inputs, "past_key_values.0.encoder.key");
        require(1, sessions.get(1)::outputs, "present.0.encoder.key");
        NodeInfo logits = require(1, sessions.get(1)::outputs, "logits");
        long[] sizes = logits.getInfo() instanceof TensorInfo info ? info.getShape() : new long[1];
        if (sizes.length != 3) {
            throw new ModelFileException(
                    files.get(1).file(),
                    Reason.UNSUPPORTED,
                    "expected logits of 3 dimensions but they have " + sizes.length);
        }
        return (int) sizes[2];
    }

    /** Reads the inputs or outputs of a graph. */
    private interface Reader {
        Map<String, NodeInfo> read() throws OrtException;
    }

    private NodeInfo require(int graph, Reader reader, String name) {
        try {
            return Optional.ofNullable(reader.read().get(name))
                    .orElseThrow(() -> new ModelFileException(
                            files.get(graph).file(),
                            Reason.UNSUPPORTED,
                            "expected " + name + " but there is none; export the model for"
                                    + " text2text-generation-with-past"));
        } catch (OrtException e) {
            throw new ModelFileException(files.get(graph).file(), Reason.MALFORMED, "its inputs cannot be read", e);
        }
    }

    Seq2SeqShape shape() {
        return shape;
    }

    /** Returns the files of the graphs, for descriptions. */
    List<OnnxGraph> files() {
        return List.copyOf(files);
    }

    /** Returns how many logits there are, or -1 if the graph does not say. */
    int vocabulary() {
        return vocabulary;
    }

    /**
     * Returns what {@code work} returns of sequences that are new.
     *
     * @throws dev.tokka.ModelUnavailableException if a run failed or the calling thread was interrupted
     * @throws IllegalStateException if this is closed, or was closed meanwhile
     */
    <T> T call(Function<Sequences, T> work) {
        return call(shape, work);
    }

    /** Returns what {@code work} returns of sequences whose outputs begin as {@code own} says. */
    <T> T call(Seq2SeqShape own, Function<Sequences, T> work) {
        return inCalls(new ArrayList<>(), graphs -> {
            try (Sequences sequences = new Seq2SeqSequences(own, graphs)) {
                return work.apply(sequences);
            }
        });
    }

    /** Begins a call of each session that has none yet, one within the other, so that all end together. */
    private <T> T inCalls(List<Seq2SeqGraph> begun, Function<List<Seq2SeqGraph>, T> work) {
        if (begun.size() == sessions.size()) {
            return work.apply(begun);
        }
        GuardedSession session = sessions.get(begun.size());
        return session.call((OnnxCall call) -> {
            List<Seq2SeqGraph> more = new ArrayList<>(begun);
            more.add(new Seq2SeqGraph(session, call));
            return inCalls(more, work);
        });
    }

    /** Ends runs that have begun, waits for that, then frees the native memory. Closing twice does nothing more. */
    @Override
    public void close() {
        sessions.forEach(session -> session.close(() -> {}));
    }
}
