// SPDX-License-Identifier: Apache-2.0
package dev.tokka.sizing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Reads the {@code config.json} of a model; the same number has other names in other families. */
final class ConfigReader {

    private static final int MOST = 1 << 27; // no model has so much of anything, and products stay within a long

    private final String name;
    private final JsonNode config;
    private final Family family;

    private ConfigReader(String name, JsonNode config, Family family) {
        this.name = name;
        this.config = config;
        this.family = family;
    }

    static ModelArchitecture read(String name, String json) {
        JsonNode config;
        try {
            config = new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(name + ": expected a config.json but it is no JSON", e);
        }
        String type = config.path("model_type").asText();
        Family family = Family.of(type)
                .orElseThrow(() -> new IllegalArgumentException(name + ": expected model_type to be one of "
                        + Family.names() + " but it is " + (type.isEmpty() ? "not given" : "\"" + type + "\"")));
        return new ConfigReader(name, config, family).architecture();
    }

    private ModelArchitecture architecture() {
        refuseOtherLayers();
        int layers = number("num_hidden_layers", "n_layer", "n_layers", "num_layers");
        int hidden = number("hidden_size", "n_embd", "d_model", "dim");
        boolean tied = !family.encoder() && config.path("tie_word_embeddings").asBoolean(family.tied());
        Shape shape = new Shape(
                layers,
                hidden,
                number("vocab_size"),
                find("max_position_embeddings", "n_positions", "seq_length", "max_seq_len", "n_ctx")
                        .orElse(2048), // of Falcon and BLOOM, which do not say it
                !family.encoder(),
                tied);
        Attention attention = attention(layers, hidden);
        FeedForward feedForward = feedForward(hidden);
        ParameterCounter counter = new ParameterCounter(family, shape, attention, feedForward);
        return new ModelArchitecture(
                name,
                config.path("model_type").asText(),
                shape,
                attention,
                feedForward,
                counter.count(ConfigFlags.of(config, family)));
    }

    private Attention attention(int layers, int hidden) {
        int heads = number("num_attention_heads", "n_head", "n_heads", "num_heads");
        int keyValueHeads = keyValueHeads(heads);
        Optional<Integer> given = find("head_dim");
        if (given.isEmpty() && hidden % heads != 0) {
            throw new IllegalArgumentException(
                    name + ": expected head_dim, because " + heads + " heads do not divide " + hidden);
        }
        int windowed = windowedLayers(layers);
        return new Attention(
                heads,
                keyValueHeads,
                given.orElse(hidden / heads),
                windowed == 0 ? 0 : number("sliding_window"),
                windowed);
    }

    private int keyValueHeads(int heads) {
        if (family == Family.FALCON) {
            boolean grouped = config.path("new_decoder_architecture").asBoolean(false);
            boolean single = config.path("multi_query").asBoolean(true);
            return grouped ? find("num_kv_heads", "n_head_kv").orElse(heads) : single ? 1 : heads;
        }
        return find("num_key_value_heads").orElse(heads);
    }

    private int windowedLayers(int layers) {
        if (find("sliding_window").isEmpty()) {
            return 0;
        }
        JsonNode types = config.path("layer_types");
        if (types.isArray()) {
            return (int) StreamSupport.stream(types.spliterator(), false)
                    .filter(type -> type.asText().equals("sliding_attention"))
                    .count();
        }
        return switch (family) {
            case GEMMA2 -> (layers + 1) / 2;
            case GEMMA3 -> layers - layers / find("sliding_window_pattern").orElse(6);
            case MISTRAL, MIXTRAL, PHI3 -> layers;
            case QWEN2, QWEN3, QWEN3_MOE ->
                config.path("use_sliding_window").asBoolean(false)
                        ? Math.max(0, layers - find("max_window_layers").orElse(layers))
                        : 0;
            default -> 0;
        };
    }

    private FeedForward feedForward(int hidden) {
        int ratio = find("expansion_ratio").orElse(4);
        int width = family == Family.QWEN3_MOE
                ? number("moe_intermediate_size")
                : find("intermediate_size", "n_inner", "ffn_hidden_size", "hidden_dim")
                        .orElse(ratio * hidden);
        if (!family.experts()) {
            return new FeedForward(width, family.gated(), 1, 1);
        }
        return new FeedForward(
                width, family.gated(), number("num_local_experts", "num_experts"), number("num_experts_per_tok"));
    }

    /** Refuses what would be counted wrongly. */
    private void refuseOtherLayers() {
        refuse("decoder_sparse_step", config.path("decoder_sparse_step").asInt(1) != 1);
        refuse("mlp_only_layers", config.path("mlp_only_layers").size() > 0);
        refuse("qk_layernorm", config.path("qk_layernorm").asBoolean(false));
        refuse("add_cross_attention", config.path("add_cross_attention").asBoolean(false));
    }

    private void refuse(String member, boolean otherwise) {
        if (otherwise) {
            throw new IllegalArgumentException(
                    name + ": layers that differ by " + member + " = " + config.path(member) + " are not known");
        }
    }

    private int number(String... names) {
        return find(names)
                .orElseThrow(() -> new IllegalArgumentException(name + ": expected "
                        + String.join(" or ", names) + " in a config.json of "
                        + config.path("model_type").asText() + " but found none"));
    }

    private Optional<Integer> find(String... names) {
        for (String member : names) {
            JsonNode value = config.path(member);
            if (value.isMissingNode() || value.isNull()) {
                continue;
            }
            if (!value.isIntegralNumber() || !value.canConvertToInt() || value.asInt() < 1 || value.asInt() > MOST) {
                throw new IllegalArgumentException(
                        name + ": " + member + " must be a whole number in [1, " + MOST + "] but is " + value);
            }
            return Optional.of(value.asInt());
        }
        return Optional.empty();
    }
}
