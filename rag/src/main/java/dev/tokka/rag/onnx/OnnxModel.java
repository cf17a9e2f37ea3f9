// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.onnx;

import static java.util.Objects.requireNonNull;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import dev.tokka.Digests;
import dev.tokka.rag.onnx.ModelFileException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A graph and its tokenizer, opened together and closed together.
 *
 * @param file the graph, for messages
 * @param digest of the graph and the files that hold its tensors
 * @param tokenizerDigest of the tokenizer
 */
record OnnxModel(Path file, String digest, String tokenizerDigest, HuggingFaceTokenizer tokenizer, OnnxSession session)
        implements AutoCloseable {

    private static final Set<String> INPUTS = Set.of("input_ids", "attention_mask", "token_type_ids", "position_ids");

    /** Opens a graph that is complete in itself. */
    static OnnxModel of(Path name, byte[] graph, byte[] tokenizer) {
        return open(
                name,
                (environment, options) -> environment.createSession(graph, options),
                tokenizer,
                Digests.sha256(graph));
    }

    /** Opens the graph {@code name} of a directory. */
    static OnnxModel of(ModelDirectory directory, String name) {
        Path file = directory.file(name);
        byte[] graph = directory.read(name);
        byte[] tokenizer = directory.read("tokenizer.json");
        ModelDirectory.parse(directory.path().resolve("tokenizer.json"), tokenizer);
        SortedSet<String> external = OnnxFile.externalData(file, graph);
        if (external.isEmpty()) {
            return of(file, graph, tokenizer);
        }
        external.forEach(location -> requireFileName(file, location));
        StringBuilder digests = new StringBuilder(Digests.sha256(graph));
        external.forEach(location -> digests.append(externalDigest(file, location)));
        return open(
                file,
                (environment, options) -> environment.createSession(file.toString(), options),
                tokenizer,
                Digests.sha256(digests.toString()));
    }

    /** Refuses what ONNX Runtime would take for an address in memory, or read in another way than Java. */
    private static void requireFileName(Path graph, String location) {
        if (location.contains("_ORT_MEM_ADDR_") || location.indexOf('\uFFFD') >= 0) {
            throw new ModelFileException(
                    graph, Reason.OUTSIDE, "expected tensors in a file beside it but it names something else");
        }
    }

    /** Refuses tensors that are not in a plain file below the folder of the graph, as hard links may not be. */
    private static String externalDigest(Path graph, String location) {
        Path folder = requireNonNull(graph.getParent());
        Path data;
        try {
            data = folder.resolve(location).normalize();
        } catch (java.nio.file.InvalidPathException e) {
            throw new ModelFileException(graph, Reason.OUTSIDE, "expected tensors in a file beside it", e);
        }
        try {
            if (!data.startsWith(folder) || !data.equals(data.toRealPath())) {
                throw new ModelFileException(
                        graph, Reason.OUTSIDE, "expected tensors in a plain file below its folder");
            }
            if (!Files.isRegularFile(data, LinkOption.NOFOLLOW_LINKS)) {
                throw new ModelFileException(graph, Reason.MALFORMED, "expected tensors in a plain file");
            }
            if (Files.getFileStore(data).supportsFileAttributeView("unix")
                    && ((Number) Files.getAttribute(data, "unix:nlink")).intValue() > 1) {
                throw new ModelFileException(
                        graph,
                        Reason.OUTSIDE,
                        "expected tensors in a file of its own but it has another name elsewhere");
            }
            return FileDigest.sha256(data);
        } catch (java.nio.file.NoSuchFileException e) {
            throw new ModelFileException(
                    graph, Reason.MISSING, "expected its tensors beside it but the file is missing", e);
        } catch (IOException e) {
            throw new ModelFileException(graph, Reason.UNREADABLE, "the file of its tensors cannot be read", e);
        }
    }

    private static OnnxModel open(Path file, OnnxSession.Opening opening, byte[] tokenizer, String digest) {
        HuggingFaceTokenizer opened = openTokenizer(file, tokenizer);
        try {
            return new OnnxModel(file, digest, Digests.sha256(tokenizer), opened, new OnnxSession(opening));
        } catch (OrtException e) {
            opened.close();
            throw new ModelFileException(file, Reason.MALFORMED, "ONNX Runtime refuses the model", e);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private static HuggingFaceTokenizer openTokenizer(Path file, byte[] json) {
        try {
            // Cut by hand, so that a query that is too long is refused and not shortened.
            Map<String, String> options = Map.of("truncation", "false", "padding", "false");
            return HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), options);
        } catch (IOException | RuntimeException e) {
            throw new ModelFileException(
                    file.resolveSibling("tokenizer.json"),
                    Reason.MALFORMED,
                    "expected a tokenizer but it cannot be opened",
                    e);
        }
    }

    /** Refuses a graph that wants other inputs than tokens. */
    void checkInputs() {
        try {
            for (Map.Entry<String, NodeInfo> input : session.inputs().entrySet()) {
                boolean known = INPUTS.contains(input.getKey())
                        && input.getValue().getInfo() instanceof TensorInfo info
                        && info.type == OnnxJavaType.INT64;
                if (!known) {
                    throw new ModelFileException(
                            file,
                            Reason.UNSUPPORTED,
                            "expected inputs among " + new java.util.TreeSet<>(INPUTS) + " of int64 but it wants "
                                    + input.getKey());
                }
            }
        } catch (OrtException e) {
            throw new ModelFileException(file, Reason.MALFORMED, "its inputs cannot be read", e);
        }
    }

    /** Returns how many dimensions each output of numbers has, by name, in the order of the graph. */
    Map<String, Integer> outputs() {
        Map<String, Integer> ranks = new java.util.LinkedHashMap<>();
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
        FutureTask<Boolean> task = new FutureTask<>(trial, true);
        Thread thread = new Thread(task, "tokka-onnx-trial");
        thread.setDaemon(true);
        thread.start();
        try {
            task.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            task.cancel(true); // ends a run of the model; a tokenizer that hangs keeps its thread
            throw new ModelFileException(
                    file, Reason.TOO_SLOW, "expected a result for a short text within " + timeout, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ModelFileException known) {
                throw known;
            }
            throw new ModelFileException(file, Reason.WRONG_RESULT, "it failed on a short text", e.getCause());
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new dev.tokka.ModelUnavailableException(
                    dev.tokka.ModelUnavailableException.Reason.INTERRUPTED, "model: interrupted while opening", e);
        }
    }

    /** Closes on a thread of its own, as a tokenizer that hangs would keep this one; such a thread never ends. */
    void closeSoon() {
        Thread thread = new Thread(this::close, "tokka-onnx-close");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        session.close(tokenizer::close);
    }
}
