// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.lora;

import dev.tokka.onnx.ModelDirectory;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The inputs of a graph that take the matrices of an adapter: two for each module that can be adapted, {@code A} of
 * {@code [in, rank]} and {@code B} of {@code [rank, out]}, both optional. Their names contain {@code lora_A} and
 * {@code lora_B}, as the exporters of ONNX Runtime write them.
 *
 * <p>Immutable; safe for use by many threads.
 */
public final class LoraInputs {

    private static final String A = "lora_A";
    private static final String B = "lora_B";

    private final Path file;
    private final SortedMap<String, Size> sizes;

    /**
     * An input.
     *
     * @param first whether it takes an {@code A}
     * @param size how many rows an {@code A}, or columns a {@code B}, has; -1 if the graph does not tell
     */
    private record Size(TensorType type, boolean first, long size) {}

    private LoraInputs(Path file, SortedMap<String, Size> sizes) {
        this.file = file;
        this.sizes = Collections.unmodifiableSortedMap(sizes);
    }

    /**
     * Returns the inputs of the graph {@code name} of {@code directory}; they are empty if it takes no adapters.
     *
     * @throws ModelFileException if there is no such graph, or it is damaged
     */
    public static LoraInputs of(ModelDirectory directory, String name) {
        Path file = directory.file(name);
        GraphParts parts = GraphParts.of(file, directory.read(name));
        SortedMap<String, Size> sizes = new TreeMap<>();
        parts.inputs().forEach((input, shape) -> {
            if (isLora(input) && parts.initializers().containsKey(input)) { // else a run could not leave it out
                sizes.put(input, size(file, input, shape));
            }
        });
        return new LoraInputs(file, sizes);
    }

    private static boolean isLora(String name) {
        return name.contains(A) != name.contains(B);
    }

    private static Size size(Path file, String name, GraphParts.Input input) {
        TensorType type = TensorType.ofOnnx(input.type())
                .filter(known -> input.dims().size() == 2)
                .orElseThrow(() -> new ModelFileException(
                        file, Reason.UNSUPPORTED, "expected input " + name + " to take a matrix of 32 or 16 bits"));
        boolean first = name.contains(A);
        return new Size(type, first, input.dims().get(first ? 0 : 1));
    }

    /** Returns whether the graph takes no adapters. */
    public boolean isEmpty() {
        return sizes.isEmpty();
    }

    /** Returns whether one of the inputs takes numbers of 16 bits. */
    public boolean isHalf() {
        return sizes.values().stream().anyMatch(size -> size.type != TensorType.F32);
    }

    /** Returns the names of the inputs, sorted. */
    public SortedSet<String> names() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(sizes.keySet()));
    }

    /** Returns the modules that can be adapted, sorted, such as {@code model.layers.0.self_attn.q_proj}. */
    SortedSet<String> modules() {
        SortedSet<String> modules = new TreeSet<>();
        sizes.keySet().forEach(name -> modules.add(module(name)));
        return modules;
    }

    /** Returns what stands before {@code lora_A} or {@code lora_B}. */
    private static String module(String input) {
        return input.substring(0, Math.max(input.indexOf(A), input.indexOf(B)) - 1);
    }

    /** Returns the input of {@code module} that takes its {@code A}, or its {@code B}; empty if it cannot be adapted. */
    Optional<String> input(String module, boolean first) {
        String shorter = module.replace(".self_attn.", ".attn."); // as the model builder of onnxruntime-genai has it
        return Stream.of(module, shorter)
                .flatMap(path -> sizes.keySet().stream()
                        .filter(name -> name.startsWith(path + "." + (first ? A : B)))
                        .limit(1))
                .findFirst();
    }

    TensorType type(String input) {
        return sizes.getOrDefault(input, new Size(TensorType.F32, false, -1)).type();
    }

    /**
     * Checks that an adapter was made for this graph.
     *
     * @param adapter where it is, for messages
     * @param tensors its matrices, by the names of the inputs that take them
     */
    void requireFitting(Path adapter, Map<String, Tensor> tensors) {
        if (sizes.isEmpty()) {
            throw new ModelFileException(
                    file,
                    Reason.UNSUPPORTED,
                    "expected inputs that take adapters but the graph has none: use a graph that was exported with them,"
                            + " such as model_lora.onnx, or merge the adapter into the weights");
        }
        if (tensors.isEmpty()) {
            throw new ModelFileException(adapter, Reason.MALFORMED, "expected the matrices of an adapter but has none");
        }
        tensors.forEach((name, tensor) -> requireFitting(adapter, name, tensor));
        tensors.forEach((name, tensor) -> {
            String other = name.contains(A) ? name.replace(A, B) : name.replace(B, A);
            Tensor pair = tensors.get(other);
            if (pair == null) {
                throw new ModelFileException(
                        adapter, Reason.MALFORMED, "expected " + other + " beside " + name + " but there is none");
            }
            if (name.contains(A) && tensor.columns() != pair.rows()) {
                throw new ModelFileException(
                        adapter,
                        Reason.MALFORMED,
                        "expected one rank but " + name + " has " + tensor.columns() + " and " + other + " has "
                                + pair.rows());
            }
        });
    }

    private void requireFitting(Path adapter, String name, Tensor tensor) {
        Size size = sizes.get(name);
        if (size == null) {
            throw new ModelFileException(
                    adapter,
                    Reason.UNSUPPORTED,
                    "expected an adapter of this base, whose graph takes " + sizes.firstKey() + " and "
                            + (sizes.size() - 1) + " more, but the adapter has " + name);
        }
        boolean fits =
                tensor.isMatrix() && (size.size < 0 || (size.first ? tensor.rows() : tensor.columns()) == size.size);
        if (!fits) {
            throw new ModelFileException(
                    adapter,
                    Reason.UNSUPPORTED,
                    "expected an adapter of this base, where " + name + " is "
                            + (size.first ? "[" + size.size + ", rank]" : "[rank, " + size.size + "]")
                            + ", but the adapter has " + tensor.dims());
        }
        if (tensor.type() != size.type) {
            throw new ModelFileException(
                    adapter,
                    Reason.UNSUPPORTED,
                    "expected " + size.type + " for " + name + " as in the graph but the adapter has " + tensor.type());
        }
    }
}
