// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.finetune.graph.DecoderShape.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Writes the directories of models, in the layout of Optimum. */
public final class ModelFiles {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ModelFiles() {}

    /**
     * Writes a decoder to {@code directory}, which is made if it is not there, and returns it.
     *
     * <p>Its files are {@code config.json}, {@code generation_config.json}, {@code tokenizer.json}, {@code
     * tokenizer_config.json} and {@code onnx/}, where the graph is {@code model.onnx}, or {@code model_lora.onnx} with the
     * inputs of adapters, or {@code decoder_model_merged.onnx}; those for other types of weights end in {@code _fp16}, {@code
     * _int8} or {@code _q4}. Files that are there already are written again, so that one directory can hold several exports of a shape.
     *
     * @param seed the weights are the same for the same seed
     */
    public static Path write(DecoderShape shape, long seed, Path directory) {
        String graph = graphName(shape);
        Optional<Path> data = shape.export().externalData()
                ? Optional.of(directory.resolve("onnx").resolve(graph + "_data"))
                : Optional.empty();
        try {
            Files.createDirectories(directory.resolve("onnx"));
            Files.write(directory.resolve("onnx").resolve(graph), DecoderGraph.of(shape, seed, data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        json(directory, "config.json", config(shape));
        json(directory, "generation_config.json", generation());
        json(directory, "tokenizer.json", ByteTokenizer.of(shape.size().vocabulary()));
        json(
                directory,
                "tokenizer_config.json",
                ByteTokenizer.config(shape.size().positions()));
        return directory;
    }

    /** Returns the name of the graph within {@code onnx/}. */
    public static String graphName(DecoderShape shape) {
        String base = shape.export().merged() ? "decoder_model_merged" : "model";
        String lora = shape.export().lora() ? "_lora" : "";
        String weights = switch (shape.export().weights()) {
            case FP32 -> "";
            case FP16 -> "_fp16";
            case INT8 -> "_int8";
            case INT4 -> "_q4";
        };
        return base + lora + weights + ".onnx";
    }

    static void json(Path directory, String name, JsonNode content) {
        try {
            Files.write(directory.resolve(name), JSON.writeValueAsBytes(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode generation() {
        return JSON.createObjectNode()
                .put("bos_token_id", 1)
                .put("eos_token_id", 2)
                .put("pad_token_id", 0);
    }

    private static ObjectNode config(DecoderShape shape) {
        Family family = shape.family();
        Size size = shape.size();
        ObjectNode config = JSON.createObjectNode();
        config.putArray("architectures").add(family.architecture());
        config.put("model_type", family.modelType())
                .put("vocab_size", size.vocabulary())
                .put("bos_token_id", 1)
                .put("eos_token_id", 2)
                .put("pad_token_id", 0)
                .put("tie_word_embeddings", true)
                .put("use_cache", true);
        if (family.isGpt()) {
            return config.put("n_embd", size.hidden())
                    .put("n_layer", size.layers())
                    .put("n_head", shape.heads().query())
                    .put("n_inner", size.intermediate())
                    .put("n_positions", size.positions())
                    .put("n_ctx", size.positions())
                    .put("activation_function", "gelu_new")
                    .put("layer_norm_epsilon", 1e-5);
        }
        return config.put("hidden_size", size.hidden())
                .put("intermediate_size", size.intermediate())
                .put("num_hidden_layers", size.layers())
                .put("num_attention_heads", shape.heads().query())
                .put("num_key_value_heads", shape.heads().keyValue())
                .put("head_dim", shape.heads().width())
                .put("max_position_embeddings", size.positions())
                .put("hidden_act", family == Family.GEMMA ? "gelu_pytorch_tanh" : "silu")
                .put("rms_norm_eps", 1e-6)
                .put("rope_theta", 10000.0);
    }
}
