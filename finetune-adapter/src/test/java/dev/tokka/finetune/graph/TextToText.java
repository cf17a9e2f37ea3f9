// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.graph;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.onnx.GraphWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * An encoder–decoder with random weights, as Optimum exports it.
 *
 * @param kind what its layers do
 * @param merged whether one decoder is for all runs, else there is one for the first and one for later ones
 */
public record TextToText(Kind kind, boolean merged) {

    /** What layers do. */
    public enum Kind {
        /** Relative positions, root mean square norms before each part, scores that are not scaled. */
        T5,
        /** Learned positions, layer norms after each part, biases. */
        BART
    }

    static final int LAYERS = 2;
    static final int HIDDEN = 32;
    static final int HEADS = 4;
    static final int VOCABULARY = 300;
    static final int POSITIONS = 64;

    private static final int OPERATORS = 17;

    /** Writes the directory of the model, which is made if it is not there, and returns it. */
    public Path write(long seed, Path directory) {
        try {
            Path onnx = Files.createDirectories(directory.resolve("onnx"));
            Files.write(onnx.resolve("encoder_model.onnx"), encoder(seed));
            if (merged) {
                Files.write(onnx.resolve("decoder_model_merged.onnx"), merged(seed + 1));
            } else {
                Files.write(onnx.resolve("decoder_model.onnx"), decoder(seed + 1, false));
                Files.write(onnx.resolve("decoder_with_past_model.onnx"), decoder(seed + 1, true));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ModelFiles.json(directory, "config.json", config());
        ModelFiles.json(directory, "generation_config.json", generation());
        ModelFiles.json(directory, "tokenizer.json", ByteTokenizer.of(VOCABULARY));
        ModelFiles.json(directory, "tokenizer_config.json", ByteTokenizer.config(POSITIONS));
        return directory;
    }

    private ObjectNode config() {
        ObjectNode config = new ObjectMapper()
                .createObjectNode()
                .put("model_type", kind == Kind.T5 ? "t5" : "bart")
                .put("is_encoder_decoder", true)
                .put("vocab_size", VOCABULARY)
                .put("d_model", HIDDEN);
        config.putArray("architectures")
                .add(kind == Kind.T5 ? "T5ForConditionalGeneration" : "BartForConditionalGeneration");
        return kind == Kind.T5
                ? config.put("n_positions", POSITIONS).put("num_layers", LAYERS).put("num_heads", HEADS)
                : config.put("max_position_embeddings", POSITIONS)
                        .put("decoder_layers", LAYERS)
                        .put("decoder_attention_heads", HEADS);
    }

    private ObjectNode generation() {
        ObjectNode generation = new ObjectMapper()
                .createObjectNode()
                .put("decoder_start_token_id", kind == Kind.T5 ? 0 : 2)
                .put("eos_token_id", 2)
                .put("pad_token_id", 0);
        return kind == Kind.T5 ? generation : generation.put("forced_bos_token_id", 1);
    }

    private byte[] encoder(long seed) {
        GraphWriter graph = new GraphWriter(OPERATORS);
        graph.input("input_ids", GraphWriter.INT64, "batch_size", "encoder_sequence_length")
                .input("attention_mask", GraphWriter.INT64, "batch_size", "encoder_sequence_length");
        try (Weights weights = new Weights(graph, false, seed, Optional.empty())) {
            body(graph, graph, weights, "").encode();
        }
        String hidden = Integer.toString(HIDDEN);
        return graph.output("last_hidden_state", GraphWriter.FLOAT, "batch_size", "encoder_sequence_length", hidden)
                .toBytes();
    }

    private byte[] decoder(long seed, boolean past) {
        GraphWriter graph = new GraphWriter(OPERATORS);
        inputs(graph, past, !past);
        try (Weights weights = new Weights(graph, false, seed, Optional.empty())) {
            body(graph, graph, weights, "").decode(past);
        }
        outputs(graph, "", !past);
        return graph.toBytes();
    }

    private byte[] merged(long seed) {
        GraphWriter graph = new GraphWriter(OPERATORS);
        inputs(graph, true, true);
        graph.input("use_cache_branch", GraphWriter.BOOL, "1");
        try (Weights weights = new Weights(graph, false, seed, Optional.empty())) {
            GraphWriter later = new GraphWriter(OPERATORS);
            body(later, graph, weights, "later/").decode(true);
            for (int i = 0; i < LAYERS; i++) {
                for (String part : List.of("key", "value")) { // what Optimum gives there is of no use either
                    String name = "later/present." + i + ".encoder." + part;
                    later.tensor(name + "/none", GraphWriter.FLOAT, new byte[0], 0, HEADS, 1, HIDDEN / HEADS)
                            .node(name + " = Identity " + name + "/none");
                }
            }
            outputs(later, "later/", true);
            GraphWriter first = new GraphWriter(OPERATORS);
            body(first, graph, weights, "first/").decode(false);
            outputs(first, "first/", true);
            StringBuilder names = new StringBuilder("logits");
            present(true).forEach(name -> names.append(",").append(name));
            graph.node(
                    names + " = If use_cache_branch",
                    GraphWriter.attribute("then_branch", later),
                    GraphWriter.attribute("else_branch", first));
        }
        outputs(graph, "", true);
        return graph.toBytes();
    }

    private TextToTextBody body(GraphWriter part, GraphWriter whole, Weights weights, String prefix) {
        DecoderShape.Export plain = DecoderShape.small(Family.LLAMA).export();
        return new TextToTextBody(kind, new Layers(new Nodes(part, prefix, false), weights, whole, plain));
    }

    private static void inputs(GraphWriter graph, boolean past, boolean states) {
        graph.input("encoder_attention_mask", GraphWriter.INT64, "batch_size", "encoder_sequence_length")
                .input("input_ids", GraphWriter.INT64, "batch_size", "decoder_sequence_length");
        String width = Integer.toString(HIDDEN / HEADS);
        String heads = Integer.toString(HEADS);
        if (states) {
            graph.input(
                    "encoder_hidden_states",
                    GraphWriter.FLOAT,
                    "batch_size",
                    "encoder_sequence_length",
                    Integer.toString(HIDDEN));
        }
        if (past) {
            present(true)
                    .forEach(name -> graph.input(
                            name.replace("present", "past_key_values"),
                            GraphWriter.FLOAT,
                            "batch_size",
                            heads,
                            name.contains("encoder") ? "encoder_sequence_length_out" : "past_decoder_sequence_length",
                            width));
        }
    }

    private static List<String> present(boolean encoder) {
        return IntStream.range(0, LAYERS)
                .boxed()
                .flatMap(layer -> (encoder ? List.of("decoder", "encoder") : List.of("decoder"))
                        .stream()
                                .flatMap(side -> List.of("key", "value").stream()
                                        .map(part -> "present." + layer + "." + side + "." + part)))
                .toList();
    }

    private static void outputs(GraphWriter graph, String prefix, boolean encoder) {
        String vocabulary = Integer.toString(VOCABULARY);
        graph.output(prefix + "logits", GraphWriter.FLOAT, "batch_size", "decoder_sequence_length", vocabulary);
        String width = Integer.toString(HIDDEN / HEADS);
        present(encoder)
                .forEach(name -> graph.output(
                        prefix + name,
                        GraphWriter.FLOAT,
                        name.contains("encoder") ? "encoder_batch" : "batch_size",
                        Integer.toString(HEADS),
                        name.contains("encoder") ? "encoder_out" : "decoder_out",
                        width));
    }
}
