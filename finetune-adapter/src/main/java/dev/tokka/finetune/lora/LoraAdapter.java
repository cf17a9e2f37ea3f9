// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.lora;

import static java.util.Objects.requireNonNull;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoraAdapter;
import ai.onnxruntime.OrtSession;
import dev.tokka.Digests;
import dev.tokka.onnx.ModelDirectory;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A low-rank adapter in native memory, ready for the runs of a graph that takes it.
 *
 * <pre>{@code
 * LoraInputs inputs = LoraInputs.of(directory, "onnx/model_lora.onnx");
 * try (LoraAdapter adapter = LoraAdapter.open(Path.of("models/bank-lora"), inputs)) {
 *     try (LoraAdapter.Use use = adapter.use()) { // kept open until the run options are closed
 *         use.activate(runOptions);
 *         session.run(feeds, runOptions);
 *     }
 * }
 * }</pre>
 *
 * <p>Everything is checked before native code sees it: that the file is whole, that the names and sizes are those of the
 * graph, and that both matrices of a module have one rank. Modules that the adapter does not have stay as they are.
 *
 * <p>Safe for use by many threads. Whoever opens an adapter closes it; the native memory is freed when it is closed and
 * the last {@link Use} of it has ended, so it can be closed at any time.
 */
public final class LoraAdapter implements AutoCloseable {

    private static final String SUFFIX = ".onnx_adapter";
    private static final long MAX_BYTES = Integer.MAX_VALUE - 8L;

    private final Path path;
    private final String digest;
    private final long size;
    private final OrtLoraAdapter adapter;
    private int uses;
    private boolean closed;

    private LoraAdapter(Path path, byte[] bytes) throws OrtException {
        this.path = path;
        this.digest = Digests.sha256(bytes);
        this.size = bytes.length;
        OrtEnvironment.getEnvironment(); // loads the library
        this.adapter = OrtLoraAdapter.create(bytes);
    }

    /**
     * Opens an adapter for the graph that has {@code inputs}.
     *
     * @param path a file of ONNX Runtime, {@code *.onnx_adapter}, or a directory that PEFT saved
     *     ({@code adapter_model.safetensors} and {@code adapter_config.json}), or one with a single file of ONNX Runtime.
     *     A directory that has both is read as PEFT's.
     * @throws ModelFileException if there is no adapter, it is damaged or of a kind that is not supported, or it was made
     *     for another base
     */
    public static LoraAdapter open(Path path, LoraInputs inputs) {
        Map<String, Tensor> tensors = tensors(requireNonNull(path, "path"), requireNonNull(inputs, "inputs"));
        inputs.requireFitting(path, tensors);
        try {
            return new LoraAdapter(path, AdapterFile.write(tensors));
        } catch (OrtException e) {
            throw new ModelFileException(path, Reason.MALFORMED, "ONNX Runtime refuses the adapter", e);
        }
    }

    private static Map<String, Tensor> tensors(Path path, LoraInputs inputs) {
        if (!Files.isDirectory(path)) {
            return AdapterFile.read(path, read(path));
        }
        ModelDirectory directory = ModelDirectory.of(path);
        if (PeftAdapter.isIn(directory)) {
            return PeftAdapter.of(directory).inputs(inputs);
        }
        List<String> files = files(path);
        if (files.size() != 1) {
            throw new ModelFileException(
                    path,
                    files.isEmpty() ? Reason.MISSING : Reason.UNDECIDED,
                    "expected " + PeftAdapter.WEIGHTS + " and " + PeftAdapter.CONFIG + ", or one *" + SUFFIX
                            + ", but found " + files.size());
        }
        Path file = directory.file(files.get(0));
        return AdapterFile.read(file, read(file));
    }

    private static List<String> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(SUFFIX))
                    .toList();
        } catch (IOException e) {
            throw new ModelFileException(directory, Reason.UNREADABLE, "the directory cannot be read", e);
        }
    }

    private static byte[] read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ModelFileException(file, Reason.MISSING, "expected an adapter but there is no such file");
        }
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new ModelFileException(
                        file,
                        Reason.TOO_LARGE,
                        "expected at most " + MAX_BYTES + " bytes but it has " + Files.size(file));
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ModelFileException(file, Reason.UNREADABLE, "the file cannot be read", e);
        }
    }

    /** Returns where the adapter came from. */
    public Path path() {
        return path;
    }

    /**
     * Returns the SHA-256 of what ONNX Runtime was given, in hexadecimal: names, sizes and numbers of the matrices, whichever
     * format they came in.
     */
    public String digest() {
        return digest;
    }

    /** Returns how many bytes it takes in native memory. */
    public long size() {
        return size;
    }

    /**
     * Begins a use, which keeps the native memory until it is closed.
     *
     * @throws IllegalStateException if this adapter is closed
     */
    public synchronized Use use() {
        if (closed) {
            throw new IllegalStateException("adapter is closed: " + path);
        }
        uses++;
        return new Use();
    }

    /** Closes this adapter for new uses, and frees it as soon as nobody uses it; does nothing the second time. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            free();
        }
    }

    private synchronized void end() {
        uses--;
        free();
    }

    private void free() {
        if (closed && uses == 0) {
            adapter.close();
        }
    }

    /** Returns whether the native memory was freed. */
    synchronized boolean isFreed() {
        return closed && uses == 0;
    }

    @Override
    public String toString() {
        return "adapter(" + path + ")";
    }

    /** One use of an adapter. Close it after the run options that it was activated for. */
    public final class Use implements AutoCloseable {

        private boolean ended;

        private Use() {}

        /**
         * Makes the runs with {@code options} go through the adapter; call it once for each options.
         *
         * @throws IllegalStateException if this use has ended
         */
        public void activate(OrtSession.RunOptions options) {
            synchronized (LoraAdapter.this) {
                if (ended) {
                    throw new IllegalStateException("the use of the adapter has ended: " + path);
                }
                try {
                    options.addActiveLoraAdapter(adapter);
                } catch (OrtException e) {
                    throw new IllegalStateException("the adapter cannot be activated: " + path, e);
                }
            }
        }

        /** Ends this use; does nothing the second time. */
        @Override
        public void close() {
            synchronized (LoraAdapter.this) {
                if (!ended) {
                    ended = true;
                    end();
                }
            }
        }
    }
}
