// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.graph;

import dev.tokka.finetune.graph.TextToText.Kind;
import dev.tokka.onnx.GraphWriter;

/** What an encoder–decoder computes. */
final class TextToTextBody {

    private static final int HIDDEN = TextToText.HIDDEN;
    private static final int NEAR = 8; // how far relative positions are told apart

    private final boolean bart;
    private final Layers layers;
    private final Nodes nodes;
    private final Attention attention;

    TextToTextBody(Kind kind, Layers layers) {
        this.bart = kind == Kind.BART;
        this.layers = layers;
        this.nodes = layers.nodes();
        this.attention = new Attention(layers, TextToText.HEADS, HIDDEN / TextToText.HEADS, bart);
    }

    /** Adds the encoder. */
    void encode() {
        String positions = nodes.range(nodes.integer(0), nodes.size("input_ids", 1));
        String x = embedded("encoder", positions);
        String mask = Attention.hidden(nodes, "attention_mask");
        if (!bart) {
            mask = layers.add(mask, relative("encoder", positions, positions));
        }
        for (int i = 0; i < TextToText.LAYERS; i++) {
            String name = "encoder." + i;
            String in = before(x, name + ".norm1");
            String k = attention.split(linear(in, name + ".k"));
            String v = attention.split(linear(in, name + ".v"));
            x = after(x, attend(in, name, new Sides(k, v, mask)), name + ".norm1");
            x = feedForward(x, name);
        }
        nodes.output("last_hidden_state", before(x, "encoder.norm"));
    }

    /** Keys and values that are looked up, and what is added to scores. */
    private record Sides(String keys, String values, String mask) {}

    /** Adds the decoder; without {@code past} it computes what it looks up in the inputs, else it takes it from the cache. */
    void decode(boolean past) {
        String length = nodes.size("input_ids", 1);
        String from = past ? nodes.size("past_key_values.0.decoder.key", 2) : nodes.integer(0);
        String total = nodes.of("Add " + from + " " + length);
        String queries = nodes.range(from, total);
        String keys = nodes.range(nodes.integer(0), total);
        String x = embedded("decoder", queries);
        String before = nodes.of("LessOrEqual " + nodes.unsqueeze(keys, 0) + " " + nodes.unsqueeze(queries, 1));
        String mask = nodes.of("Where " + before + " " + nodes.real(0) + " " + nodes.real(-3e4));
        if (!bart) {
            mask = layers.add(mask, relative("decoder", queries, keys));
        }
        String inputs = Attention.hidden(nodes, "encoder_attention_mask");
        for (int i = 0; i < TextToText.LAYERS; i++) {
            String name = "decoder." + i;
            String in = before(x, name + ".norm1");
            String k = joined(attention.split(linear(in, name + ".k")), i + ".decoder.key", past);
            String v = joined(attention.split(linear(in, name + ".v")), i + ".decoder.value", past);
            x = after(x, attend(in, name, new Sides(k, v, mask)), name + ".norm1");
            String in2 = before(x, name + ".norm3");
            Sides sides = new Sides(
                    looked(name + ".cross.k", i + ".encoder.key", past),
                    looked(name + ".cross.v", i + ".encoder.value", past),
                    inputs);
            x = after(x, attend(in2, name + ".cross", sides), name + ".norm3");
            x = feedForward(x, name);
        }
        String table = layers.table("shared", TextToText.VOCABULARY, HIDDEN);
        nodes.output("logits", layers.logits(before(x, "decoder.norm"), table, HIDDEN, TextToText.VOCABULARY));
    }

    private String embedded(String side, String positions) {
        String x = layers.rows("shared", TextToText.VOCABULARY, HIDDEN, "input_ids");
        String larger = nodes.of("Mul " + x + " " + nodes.real(8)); // so that the input decides the output
        if (!bart) {
            return larger;
        }
        String places = layers.rows(side + ".positions", TextToText.POSITIONS, HIDDEN, positions);
        return layers.layerNorm(layers.add(larger, places), side + ".embedded", HIDDEN);
    }

    /** Returns {@code [1, heads, queries, keys]}: a number for each distance. */
    private String relative(String side, String queries, String keys) {
        String distance = nodes.of("Sub " + nodes.unsqueeze(keys, 0) + " " + nodes.unsqueeze(queries, 1));
        String near =
                nodes.of("Min " + nodes.of("Max " + distance + " " + nodes.integer(-NEAR)) + " " + nodes.integer(NEAR));
        String bucket = nodes.of("Add " + near + " " + nodes.integer(NEAR));
        String bias = nodes.of("Gather "
                + layers.weights().normal(side + ".relative", 0, 1, 2 * NEAR + 1, TextToText.HEADS) + " " + bucket);
        return nodes.unsqueeze(nodes.transpose(bias, 2, 0, 1), 0);
    }

    private String attend(String x, String name, Sides sides) {
        String q = attention.split(linear(x, name + ".q"));
        return linear(attention.mixed(q, sides.keys, sides.values, sides.mask), name + ".o");
    }

    private String joined(String x, String name, boolean past) {
        String all = past ? nodes.of("Concat past_key_values." + name + " " + x, GraphWriter.attribute("axis", 2)) : x;
        return nodes.output("present." + name, all);
    }

    private String looked(String weight, String name, boolean past) {
        return past
                ? "past_key_values." + name
                : nodes.output("present." + name, attention.split(linear("encoder_hidden_states", weight)));
    }

    private String linear(String x, String name) {
        return layers.linear(x, name, HIDDEN, HIDDEN, bart);
    }

    private String before(String x, String name) {
        return bart ? x : layers.rmsNorm(x, name, HIDDEN, 1);
    }

    private String after(String x, String more, String name) {
        String sum = layers.add(x, more);
        return bart ? layers.layerNorm(sum, name, HIDDEN) : sum;
    }

    private String feedForward(String x, String name) {
        String in = before(x, name + ".norm2");
        String inner = layers.linear(in, name + ".wi", HIDDEN, 2 * HIDDEN, bart);
        String open = bart ? nodes.gelu(inner) : nodes.of("Relu " + inner);
        return after(x, layers.linear(open, name + ".wo", 2 * HIDDEN, HIDDEN, bart), name + ".norm2");
    }
}
