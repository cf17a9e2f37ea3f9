// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.lora;

import static java.util.Objects.requireNonNull;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.tokka.Digests;
import dev.tokka.onnx.ModelDirectory;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import dev.tokka.onnx.OnnxGraph;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds an adapter to the weights of a graph while it is loaded, for graphs that have no inputs for adapters:
 * {@code W' = W + (alpha / r) (B A)}.
 *
 * <p>The result answers as fast as the base, but holds its own copy of the weights and this one adapter only. The files
 * stay as they are.
 */
public final class MergedGraph {

    private final Path file;
    private final OnnxGraph base;
    private final byte[] bytes;
    private final Map<String, Change> external = new HashMap<>();

    /** What is to be done to one table of weights. */
    private record Change(TensorType type, GraphParts.Initializer weights, PeftAdapter.Update update, boolean inFirst) {

        /** Adds the product of the matrices to {@code numbers}, a row at a time. */
        void apply(ByteBuffer numbers) {
            float[] left = (inFirst ? update.a().transposed() : update.b()).floats();
            float[] right = (inFirst ? update.b().transposed() : update.a()).floats();
            int rank = update.a().rows();
            int columns = right.length / rank;
            float[] sums = new float[columns];
            for (int row = 0; row < left.length / rank; row++) {
                Arrays.fill(sums, 0);
                for (int k = 0; k < rank; k++) {
                    float factor = (float) (left[row * rank + k] * update.scale());
                    for (int column = 0; column < columns; column++) {
                        sums[column] += factor * right[k * columns + column];
                    }
                }
                for (int column = 0; column < columns; column++) {
                    int index = (row * columns + column) * type.size();
                    type.put(numbers, index, type.get(numbers, index) + sums[column]);
                }
            }
        }
    }

    private MergedGraph(ModelDirectory directory, String graph) {
        this.file = directory.file(graph);
        this.base = OnnxGraph.of(directory, graph);
        this.bytes = directory.read(graph);
    }

    /**
     * Returns the graph {@code graph} of {@code directory} with an adapter merged into its weights; its digest is of both.
     *
     * <p>The weights must have 32 or 16 bits, and belong to {@code MatMul} or {@code Gemm} nodes that are named after the
     * modules of the model, as the exporters of PyTorch, Optimum and onnxruntime-genai name them, or be named so
     * themselves.
     *
     * @param adapter a directory that PEFT saved: {@code adapter_model.safetensors} and {@code adapter_config.json}
     * @throws ModelFileException if either is missing, damaged or not supported, the weights are quantized, or the adapter
     *     was made for another base
     */
    public static OnnxGraph of(ModelDirectory directory, String graph, Path adapter) {
        requireNonNull(directory, "directory");
        PeftAdapter peft = PeftAdapter.of(ModelDirectory.of(adapter));
        MergedGraph merged = new MergedGraph(directory, graph);
        merged.merge(peft);
        return new OnnxGraph(merged.file, Digests.sha256(merged.base.digest() + peft.digest()), merged::open);
    }

    private void merge(PeftAdapter adapter) {
        GraphParts parts = GraphParts.of(file, bytes);
        WeightSites sites = new WeightSites(file, parts);
        adapter.updates().forEach((module, update) -> {
            WeightSites.Site site = sites.of(module, adapter.file());
            GraphParts.Initializer weights = requireNonNull(parts.initializers().get(site.weight()));
            TensorType type = TensorType.ofOnnx(weights.type())
                    .orElseThrow(() -> new ModelFileException(
                            file,
                            Reason.UNSUPPORTED,
                            "expected weights of 32 or 16 bits to merge an adapter into but those of " + module
                                    + " are of another type"));
            long in = update.a().columns();
            long out = update.b().rows();
            List<Long> expected = site.inFirst() ? List.of(in, out) : List.of(out, in);
            if (!weights.dims().equals(expected)) {
                throw new ModelFileException(
                        adapter.file(),
                        Reason.UNSUPPORTED,
                        "expected an adapter of this base, where the weights of " + module + " are " + weights.dims()
                                + ", but the adapter is for " + expected);
            }
            change(site.weight(), new Change(type, weights, update, site.inFirst()));
        });
    }

    private void change(String name, Change change) {
        GraphParts.Initializer weights = change.weights;
        if (weights.external().containsKey("location")) {
            external.put(name, change);
            return;
        }
        if (weights.length() != size(change)) {
            throw new ModelFileException(
                    file,
                    Reason.UNSUPPORTED,
                    "expected the weights " + name + " as raw bytes but they are written in another way");
        }
        change.apply(
                ByteBuffer.wrap(bytes).slice(weights.start(), weights.length()).order(ByteOrder.LITTLE_ENDIAN));
    }

    private static long size(Change change) {
        return change.weights.dims().get(0) * change.weights.dims().get(1) * change.type.size();
    }

    private OrtSession open(OrtEnvironment environment, OrtSession.SessionOptions options) throws OrtException {
        if (external.isEmpty()) {
            return environment.createSession(bytes, options);
        }
        Map<String, OnnxTensorLike> tensors = new HashMap<>();
        try {
            for (Map.Entry<String, Change> entry : external.entrySet()) {
                tensors.put(entry.getKey(), tensor(environment, entry.getValue()));
            }
            options.addExternalInitializers(tensors); // ONNX Runtime copies them
            Path folder = requireNonNull(file.getParent());
            options.addConfigEntry("session.model_external_initializers_file_folder_path", folder.toString());
            return environment.createSession(bytes, options);
        } finally {
            tensors.values().forEach(OnnxTensorLike::close);
        }
    }

    private OnnxTensor tensor(OrtEnvironment environment, Change change) throws OrtException {
        ByteBuffer numbers =
                ByteBuffer.allocateDirect(Math.toIntExact(size(change))).order(ByteOrder.LITTLE_ENDIAN);
        read(change.weights, numbers);
        change.apply(numbers);
        long[] dims = change.weights.dims().stream().mapToLong(Long::longValue).toArray();
        OnnxJavaType type = switch (change.type) {
            case F32 -> OnnxJavaType.FLOAT;
            case F16 -> OnnxJavaType.FLOAT16;
            case BF16 -> OnnxJavaType.BFLOAT16;
        };
        return OnnxTensor.createTensor(environment, numbers.rewind().order(ByteOrder.nativeOrder()), dims, type);
    }

    private void read(GraphParts.Initializer weights, ByteBuffer numbers) {
        Path data = requireNonNull(file.getParent()).resolve(weights.external().getOrDefault("location", ""));
        try (FileChannel channel = FileChannel.open(data, StandardOpenOption.READ)) {
            long position = Long.parseLong(weights.external().getOrDefault("offset", "0"));
            while (numbers.hasRemaining()) {
                int count = channel.read(numbers, position);
                if (count < 0) {
                    throw new ModelFileException(
                            file, Reason.MALFORMED, "expected its tensors beside it but their file is cut off");
                }
                position += count;
            }
        } catch (IllegalArgumentException e) { // the offset is no number, or negative
            throw new ModelFileException(file, Reason.MALFORMED, "expected a place in the file of its tensors", e);
        } catch (IOException e) {
            throw new ModelFileException(file, Reason.UNREADABLE, "the file of its tensors cannot be read", e);
        }
    }
}
