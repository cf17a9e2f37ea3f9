// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.graph;

import dev.tokka.finetune.graph.DecoderShape.Heads;
import dev.tokka.finetune.graph.DecoderShape.Positions;
import dev.tokka.onnx.GraphWriter;
import java.util.ArrayList;
import java.util.List;

/** What a decoder computes: from tokens and the cache to logits and the longer cache. */
final class DecoderBody {

    private final DecoderShape shape;
    private final Layers layers;
    private final Nodes nodes;
    private final Heads heads;
    private final int hidden;
    private final boolean gpt;

    DecoderBody(DecoderShape shape, Layers layers) {
        this.shape = shape;
        this.layers = layers;
        this.nodes = layers.nodes();
        this.heads = shape.heads();
        this.hidden = shape.size().hidden();
        this.gpt = shape.family().isGpt();
    }

    /** A result of a decoder and its sizes. */
    record Output(String name, List<String> sizes) {}

    static List<Output> outputs(DecoderShape shape) {
        List<Output> outputs = new ArrayList<>();
        String vocabulary = Integer.toString(shape.size().vocabulary());
        outputs.add(new Output("logits", List.of("batch_size", "sequence_length", vocabulary)));
        for (int i = 0; i < shape.size().layers(); i++) {
            for (String part : List.of("key", "value")) {
                String width = Integer.toString(shape.heads().width());
                String count = Integer.toString(shape.heads().keyValue());
                List<String> sizes = List.of("batch_size", count, "total_sequence_length", width);
                outputs.add(new Output("present." + i + "." + part, sizes));
            }
        }
        return outputs;
    }

    /** Says which results {@code graph} has; in a branch their names begin with its prefix. */
    static void outputs(DecoderShape shape, GraphWriter graph, String prefix) {
        boolean half = shape.export().weights() == DecoderShape.Weights.FP16;
        for (Output output : outputs(shape)) {
            graph.output(
                    prefix + output.name,
                    half ? GraphWriter.FLOAT16 : GraphWriter.FLOAT,
                    output.sizes.toArray(String[]::new));
        }
    }

    /** What the layers share. */
    private record Context(Rotation rotation, String mask, boolean past) {}

    /** The cosine and sine of the angles of each position; without meaning where positions are learned. */
    private record Rotation(String cosine, String sine) {}

    /** Adds everything; without {@code past} the inputs of the cache are not read. */
    void write(boolean past) {
        String length = nodes.size("input_ids", 1);
        String total = nodes.size("attention_mask", 1);
        String from = past ? nodes.of("Sub " + total + " " + length) : nodes.integer(0);
        String range = nodes.range(from, total);
        String positions = shape.export().positions() == Positions.INPUT ? "position_ids" : nodes.unsqueeze(range, 0);
        String table = layers.table("model.embed_tokens.weight", shape.size().vocabulary(), hidden);
        String x = nodes.of("Gather " + table + " input_ids");
        if (shape.family() == Family.GEMMA) {
            x = nodes.of("Mul " + x + " " + nodes.real(Math.sqrt(hidden)));
        }
        if (gpt) {
            x = layers.add(x, layers.rows("model.wpe.weight", shape.size().positions(), hidden, positions));
        }
        Context context = new Context(gpt ? new Rotation("", "") : rotation(positions), mask(range, total), past);
        for (int i = 0; i < shape.size().layers(); i++) {
            String name = "model.layers." + i;
            x = layers.add(x, attention(norm(x, name + ".input_layernorm"), i, context));
            x = layers.add(x, feedForward(norm(x, name + ".post_attention_layernorm"), name + ".mlp"));
        }
        String logits =
                layers.logits(norm(x, "model.norm"), table, hidden, shape.size().vocabulary());
        nodes.output("logits", logits);
    }

    /** Returns what is added to scores, {@code [batch, 1, 1, length, total]}: 0 for tokens that are seen. */
    private String mask(String range, String total) {
        String keys = nodes.unsqueeze(nodes.range(nodes.integer(0), total), 0);
        String before = nodes.of("LessOrEqual " + keys + " " + nodes.unsqueeze(range, 1));
        String real = nodes.cast(nodes.unsqueeze("attention_mask", 1, 2, 3), GraphWriter.BOOL);
        String seen = nodes.of("And " + before + " " + real);
        // Half of the least number of 16 bits, so that no sum is infinite and no row that sees nothing becomes NaN.
        return nodes.of("Where " + seen + " " + nodes.real(0) + " " + nodes.real(-3e4));
    }

    private Rotation rotation(String positions) {
        int half = heads.width() / 2;
        float[] frequencies = new float[half];
        for (int i = 0; i < half; i++) {
            frequencies[i] = (float) Math.pow(10000, -2.0 * i / heads.width());
        }
        String row = nodes.floats(frequencies);
        String places = nodes.cast(nodes.unsqueeze(positions, 1, 3), GraphWriter.FLOAT);
        String angles = nodes.of("Mul " + places + " " + row);
        String twice = nodes.of("Concat " + angles + " " + angles, GraphWriter.attribute("axis", -1));
        return new Rotation(nodes.own(nodes.of("Cos " + twice)), nodes.own(nodes.of("Sin " + twice)));
    }

    private String norm(String x, String name) {
        return gpt
                ? layers.layerNorm(x, name, hidden)
                : layers.rmsNorm(x, name, hidden, shape.family() == Family.GEMMA ? 0 : 1);
    }

    private String attention(String x, int layer, Context context) {
        String name = "model.layers." + layer + ".self_attn.";
        boolean bias = gpt || shape.family() == Family.QWEN2;
        int keyWidth = heads.keyValue() * heads.width();
        int width = heads.query() * heads.width();
        String q = layers.linear(x, name + "q_proj", hidden, width, bias);
        String k = layers.linear(x, name + "k_proj", hidden, keyWidth, bias);
        String v = layers.linear(x, name + "v_proj", hidden, keyWidth, bias);
        q = nodes.reshape(q, 0, 0, heads.query(), heads.width());
        k = nodes.reshape(k, 0, 0, heads.keyValue(), heads.width());
        v = nodes.transpose(nodes.reshape(v, 0, 0, heads.keyValue(), heads.width()), 0, 2, 1, 3);
        if (shape.family() == Family.QWEN3) {
            q = layers.rmsNorm(q, name + "q_norm", heads.width(), 1);
            k = layers.rmsNorm(k, name + "k_norm", heads.width(), 1);
        }
        q = rotated(nodes.transpose(q, 0, 2, 1, 3), context.rotation);
        k = rotated(nodes.transpose(k, 0, 2, 1, 3), context.rotation);
        k = joined(k, layer + ".key", context.past);
        v = joined(v, layer + ".value", context.past);
        String scaled = nodes.of("Mul " + q + " " + nodes.real(1 / Math.sqrt(heads.width())));
        // Queries that share keys are side by side, so that keys need not be repeated.
        String grouped = nodes.reshape(scaled, 0, heads.keyValue(), heads.groups(), -1, heads.width());
        String turned = nodes.transpose(nodes.unsqueeze(k, 2), 0, 1, 2, 4, 3);
        String scores = layers.add(nodes.of("MatMul " + grouped + " " + turned), context.mask);
        String shares = nodes.of("Softmax " + scores, GraphWriter.attribute("axis", -1));
        String mixed = nodes.of("MatMul " + shares + " " + nodes.unsqueeze(v, 2));
        String rows = nodes.reshape(nodes.transpose(mixed, 0, 3, 1, 2, 4), 0, 0, width);
        return layers.linear(rows, name + "o_proj", width, hidden, gpt);
    }

    private String rotated(String x, Rotation rotation) {
        if (gpt) {
            return x;
        }
        return layers.add(
                nodes.of("Mul " + x + " " + rotation.cosine),
                nodes.of("Mul " + nodes.rotated(x, heads.width()) + " " + rotation.sine));
    }

    private String joined(String x, String name, boolean past) {
        String all = past ? nodes.of("Concat past_key_values." + name + " " + x, GraphWriter.attribute("axis", 2)) : x;
        return nodes.output("present." + name, all);
    }

    private String feedForward(String x, String name) {
        int middle = shape.size().intermediate();
        if (gpt) {
            String inner = nodes.gelu(layers.linear(x, name + ".c_fc", hidden, middle, true));
            return layers.linear(inner, name + ".c_proj", middle, hidden, true);
        }
        String gate = layers.linear(x, name + ".gate_proj", hidden, middle, false);
        String up = layers.linear(x, name + ".up_proj", hidden, middle, false);
        String open = shape.family() == Family.GEMMA ? nodes.gelu(gate) : nodes.silu(gate);
        return layers.linear(nodes.of("Mul " + open + " " + up), name + ".down_proj", middle, hidden, false);
    }
}
