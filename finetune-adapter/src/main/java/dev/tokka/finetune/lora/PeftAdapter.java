// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.lora;

import dev.tokka.Digests;
import dev.tokka.onnx.ModelDirectory;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An adapter as PEFT saves it: {@code adapter_model.safetensors} and {@code adapter_config.json}.
 *
 * @param file the file of its matrices, for messages
 * @param updates what it adds to the weights of each module, by the module's path, such as
 *     {@code model.layers.0.self_attn.q_proj}
 */
record PeftAdapter(Path file, SortedMap<String, Update> updates) {

    static final String WEIGHTS = "adapter_model.safetensors";
    static final String CONFIG = "adapter_config.json";

    private static final Pattern NAME =
            Pattern.compile("(?:base_model\\.model\\.)?(.+)\\.lora_([AB])(?:\\.[A-Za-z0-9_-]+)??\\.weight");

    /**
     * What is added to the weights of a module.
     *
     * @param a {@code [rank, in]}
     * @param b {@code [out, rank]}
     * @param scale what their product is multiplied by
     */
    record Update(Tensor a, Tensor b, double scale) {}

    /** Returns whether {@code directory} has such an adapter. */
    static boolean isIn(ModelDirectory directory) {
        return directory.has(WEIGHTS) || directory.has(CONFIG);
    }

    /**
     * Returns the adapter in {@code directory}.
     *
     * @throws ModelFileException if it is incomplete, damaged, or of a kind that is not supported
     */
    static PeftAdapter of(ModelDirectory directory) {
        Path file = directory.file(WEIGHTS);
        Path configFile = directory.file(CONFIG);
        PeftConfig config = PeftConfig.of(configFile, directory.json(CONFIG));
        SortedMap<String, Tensor> first = new TreeMap<>();
        SortedMap<String, Tensor> second = new TreeMap<>();
        Safetensors.read(file).forEach((name, tensor) -> {
            Matcher matcher = NAME.matcher(name);
            if (!matcher.matches()) {
                throw new ModelFileException(
                        file,
                        Reason.UNSUPPORTED,
                        "expected matrices named lora_A and lora_B only but it has " + name
                                + ", which this kind of adapter cannot hold");
            }
            Map<String, Tensor> side = matcher.group(2).equals("A") ? first : second;
            if (!tensor.isMatrix() || side.put(matcher.group(1), tensor) != null) {
                throw new ModelFileException(
                        file, Reason.UNSUPPORTED, "expected one matrix for each module but not so for " + name);
            }
        });
        return new PeftAdapter(file, updates(file, config, first, second));
    }

    private static SortedMap<String, Update> updates(
            Path file, PeftConfig config, SortedMap<String, Tensor> first, SortedMap<String, Tensor> second) {
        if (!first.keySet().equals(second.keySet()) || first.isEmpty()) {
            TreeSet<String> alone = new TreeSet<>(first.keySet());
            alone.addAll(second.keySet());
            alone.removeIf(module -> first.containsKey(module) && second.containsKey(module));
            throw new ModelFileException(
                    file,
                    Reason.MALFORMED,
                    "expected lora_A and lora_B for each module but " + (alone.isEmpty() ? "there is none" : alone));
        }
        SortedMap<String, Update> updates = new TreeMap<>();
        first.forEach((module, a) -> {
            Tensor b = second.get(module);
            int rank = config.rankOf(module);
            if (b == null || a.rows() != rank || b.columns() != rank) {
                throw new ModelFileException(
                        file,
                        Reason.MALFORMED,
                        "expected rank " + rank + " for " + module + ", as " + CONFIG + " says, but lora_A has "
                                + a.dims() + " and lora_B " + (b == null ? "nothing" : b.dims()));
            }
            updates.put(module, new Update(a, b, config.scale(module)));
        });
        return updates;
    }

    /** Returns the matrices by the names of the inputs of a graph, as these take them, with the scale in {@code B}. */
    SortedMap<String, Tensor> inputs(LoraInputs inputs) {
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        updates.forEach((module, update) -> {
            String a = inputs.input(module, true).orElse(module + ".lora_A.weight");
            String b = inputs.input(module, false).orElse(module + ".lora_B.weight");
            tensors.put(a, update.a.transposed().scaled(inputs.type(a), 1));
            tensors.put(b, update.b.transposed().scaled(inputs.type(b), update.scale));
        });
        return tensors;
    }

    /** Returns the SHA-256 of names, sizes, numbers and scales, in hexadecimal. */
    String digest() {
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        updates.forEach((module, update) -> {
            tensors.put(module + ".A", update.a);
            tensors.put(module + ".B", update.b.scaled(TensorType.F32, update.scale));
        });
        return Digests.sha256(AdapterFile.write(tensors));
    }
}
