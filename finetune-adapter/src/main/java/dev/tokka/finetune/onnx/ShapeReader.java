// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tokka.onnx.GuardedSession;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads from a graph what it takes and gives, and holds it to what {@code config.json} says. */
final class ShapeReader {

    private static final Set<OnnxJavaType> CACHE_TYPES =
            Set.of(OnnxJavaType.FLOAT, OnnxJavaType.FLOAT16, OnnxJavaType.BFLOAT16);
    private static final String PAST = "past_key_values.";
    private static final String PRESENT = "present.";

    private final Path file;
    private final JsonNode config;
    private final Map<String, NodeInfo> inputs;
    private final Map<String, NodeInfo> outputs;

    private ShapeReader(Path file, JsonNode config, GuardedSession session) throws OrtException {
        this.file = file;
        // A model that sees or hears keeps the settings of its language model apart.
        this.config = config.path("text_config").isObject() ? config.path("text_config") : config;
        this.inputs = session.inputs();
        this.outputs = session.outputs();
    }

    /**
     * Returns the shape of the graph in {@code file}.
     *
     * @throws ModelFileException if it is no decoder, or not that of {@code config}
     */
    static DecoderShape read(Path file, JsonNode config, GuardedSession session) {
        try {
            return new ShapeReader(file, config, session).shape();
        } catch (OrtException e) {
            throw new ModelFileException(file, Reason.MALFORMED, "its inputs cannot be read", e);
        }
    }

    private DecoderShape shape() {
        requireDecoder();
        List<CacheTensor> cache = new ArrayList<>();
        for (String name : inputs.keySet()) {
            if (name.startsWith(PAST)) {
                cache.add(cacheTensor(name));
            } else {
                requireKnown(name);
            }
        }
        requireLayers(cache);
        TensorInfo logits = logits();
        int vocabulary = agreed("vocab_size", Math.toIntExact(logits.getShape()[2]), named("vocab_size"), false);
        return new DecoderShape(inputs.keySet(), cache, logits.type, vocabulary, context());
    }

    private void requireDecoder() {
        if (inputs.keySet().stream().anyMatch(name -> name.startsWith("encoder_") || name.contains(".encoder."))) {
            throw unsupported(
                    "expected a decoder of its own but this one reads an encoder; it is a sequence-to-sequence"
                            + " model");
        }
        if (!inputs.containsKey(DecoderShape.IDS) || !outputs.containsKey(DecoderShape.LOGITS)) {
            throw unsupported("expected a decoder with the input input_ids and the output logits but it takes "
                    + inputs.keySet() + " and gives " + some(outputs.keySet())
                    + "; export it as text-generation-with-past, or open a classifier as such");
        }
        if (inputs.keySet().stream().noneMatch(name -> name.startsWith(PAST))) {
            throw unsupported("expected inputs past_key_values.N.key and .value but there are none; export the model as"
                    + " text-generation-with-past, or choose another of its graphs");
        }
    }

    private void requireKnown(String name) {
        boolean known = Stream.of(DecoderShape.IDS, DecoderShape.MASK, DecoderShape.POSITIONS)
                        .anyMatch(name::equals)
                ? tensor(inputs, name).type == OnnxJavaType.INT64
                : DecoderShape.KEEP.contains(name)
                        ? tensor(inputs, name).type == OnnxJavaType.INT64
                        : name.equals(DecoderShape.BRANCH) && tensor(inputs, name).type == OnnxJavaType.BOOL;
        if (!known) {
            throw unsupported("expected inputs among input_ids, attention_mask, position_ids (int64), use_cache_branch"
                    + " (bool), num_logits_to_keep and past_key_values.N.key/value but it wants "
                    + name + "; export the model as text-generation-with-past for ONNX Runtime");
        }
    }

    private CacheTensor cacheTensor(String past) {
        String present = PRESENT + past.substring(PAST.length());
        if (!outputs.containsKey(present)) {
            throw unsupported("expected an output " + present + " for the input " + past + " but there is none");
        }
        TensorInfo info = tensor(inputs, past);
        if (!CACHE_TYPES.contains(info.type) || info.type != tensor(outputs, present).type) {
            throw unsupported("expected " + past + " and " + present + " to be of one type among " + CACHE_TYPES
                    + " but they are " + info.type + " and " + tensor(outputs, present).type);
        }
        long[] shape = info.getShape();
        if (shape.length != 4 || shape[0] >= 0 || shape[2] >= 0) {
            throw unsupported(
                    "expected " + past + " to be [batch, heads, tokens, size] with any batch and any tokens but"
                            + " it has other sizes; export the model with dynamic axes");
        }
        OptionalInt heads = first("num_key_value_heads", "num_kv_heads", "n_head_kv", "num_attention_heads", "n_head");
        int keyHeads = agreed("the heads of " + past, Math.toIntExact(shape[1]), heads, true);
        int size = agreed("the head size of " + past, Math.toIntExact(shape[3]), headSize(), true);
        return new CacheTensor(past, present, keyHeads, size, info.type);
    }

    private OptionalInt headSize() {
        OptionalInt said = named("head_dim");
        OptionalInt hidden = first("hidden_size", "n_embd", "d_model");
        OptionalInt heads = first("num_attention_heads", "n_head", "n_heads");
        return said.isPresent() || hidden.isEmpty() || heads.isEmpty()
                ? said
                : OptionalInt.of(hidden.getAsInt() / heads.getAsInt());
    }

    private void requireLayers(List<CacheTensor> cache) {
        OptionalInt layers = first("num_hidden_layers", "n_layer", "n_layers", "num_layers");
        agreed("the number of keys and values", cache.size(), twice(layers), true);
    }

    private static OptionalInt twice(OptionalInt value) {
        return value.isPresent() ? OptionalInt.of(2 * value.getAsInt()) : value;
    }

    private TensorInfo logits() {
        TensorInfo logits = tensor(outputs, DecoderShape.LOGITS);
        if (logits.getShape().length != 3
                || (logits.type != OnnxJavaType.FLOAT && logits.type != OnnxJavaType.FLOAT16)) {
            throw unsupported("expected logits [batch, tokens, vocabulary] of FLOAT or FLOAT16 but they are of "
                    + logits.type + " with " + logits.getShape().length + " dimensions");
        }
        return logits;
    }

    private int context() {
        return first(
                        "max_position_embeddings",
                        "n_positions",
                        "n_ctx",
                        "max_sequence_length",
                        "seq_length",
                        "max_seq_len")
                .orElse(Integer.MAX_VALUE);
    }

    /** Returns the size in the graph, else the one in the settings; they must agree where {@code binding}. */
    private int agreed(String what, int graph, OptionalInt settings, boolean binding) {
        if (graph >= 1 && binding && settings.isPresent() && settings.getAsInt() != graph) {
            throw new ModelFileException(
                    file,
                    Reason.UNSUPPORTED,
                    "expected " + what + " to be " + settings.getAsInt() + " as config.json says but it is " + graph
                            + " in the graph; they are not of one model");
        }
        if (graph < 1 && settings.isEmpty()) {
            throw new ModelFileException(
                    file, Reason.UNDECIDED, "expected config.json to say " + what + " because the graph does not");
        }
        return graph >= 1 ? graph : settings.getAsInt();
    }

    private OptionalInt first(String... names) {
        return Stream.of(names)
                .map(this::named)
                .filter(OptionalInt::isPresent)
                .findFirst()
                .orElse(OptionalInt.empty());
    }

    private OptionalInt named(String name) {
        JsonNode value = config.path(name);
        return value.isIntegralNumber() && value.canConvertToInt() && value.intValue() > 0
                ? OptionalInt.of(value.intValue())
                : OptionalInt.empty();
    }

    private TensorInfo tensor(Map<String, NodeInfo> nodes, String name) {
        NodeInfo node = nodes.get(name);
        if (node != null && node.getInfo() instanceof TensorInfo info) {
            return info;
        }
        throw unsupported("expected " + name + " to be a tensor but it is something else");
    }

    private static Set<String> some(Set<String> names) {
        return new TreeSet<>(names.stream().limit(8).toList());
    }

    private ModelFileException unsupported(String detail) {
        return new ModelFileException(file, Reason.UNSUPPORTED, detail);
    }
}
