// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.graph;

import dev.tokka.onnx.GraphWriter;
import java.util.Optional;

/** Graphs of encoders that label texts or tokens: as BERT computes them, or such that results can be worked out by hand. */
public final class EncoderGraph {

    private static final int OPERATORS = 17;

    private EncoderGraph() {}

    /**
     * The shape of BERT.
     *
     * @param types how many types of tokens there are; 0 for none, as in DistilBERT
     */
    public record Shape(int layers, int hidden, int heads, int vocabulary, int positions, int types) {

        /** A small one. */
        public static Shape small(int vocabulary, int types) {
            return new Shape(2, 32, 4, vocabulary, 64, types);
        }

        /** The one of BERT-base, and of FinBERT. */
        public static Shape base() {
            return new Shape(12, 768, 12, 30522, 512, 2);
        }
    }

    /** Returns a graph with random weights; {@code perToken} says whether tokens are labelled, else texts are. */
    public static byte[] bert(Shape shape, int labels, boolean perToken, long seed) {
        GraphWriter graph = inputs(new GraphWriter(OPERATORS));
        if (shape.types() > 0) {
            graph.input("token_type_ids", GraphWriter.INT64, "batch_size", "sequence_length");
        }
        DecoderShape.Export plain = DecoderShape.small(Family.LLAMA).export();
        try (Weights weights = new Weights(graph, false, seed, Optional.empty())) {
            Nodes nodes = new Nodes(graph, "", false);
            Layers layers = new Layers(nodes, weights, graph, plain);
            String x = body(shape, layers);
            if (!perToken) {
                String first = nodes.of("Gather " + x + " " + nodes.integer(0), GraphWriter.attribute("axis", 1));
                x = nodes.of("Tanh " + layers.linear(first, "bert.pooler", shape.hidden(), shape.hidden(), true));
            }
            nodes.output("logits", layers.linear(x, "classifier", shape.hidden(), labels, true));
        }
        return output(graph, labels, perToken).toBytes();
    }

    private static String body(Shape shape, Layers layers) {
        Nodes nodes = layers.nodes();
        int hidden = shape.hidden();
        String range = nodes.unsqueeze(nodes.range(nodes.integer(0), nodes.size("input_ids", 1)), 0);
        String x = layers.add(
                layers.rows("bert.word", shape.vocabulary(), hidden, "input_ids"),
                layers.rows("bert.position", shape.positions(), hidden, range));
        if (shape.types() > 0) {
            x = layers.add(x, layers.rows("bert.type", shape.types(), hidden, "token_type_ids"));
        }
        x = layers.layerNorm(x, "bert.norm", hidden);
        String mask = Attention.hidden(nodes, "attention_mask");
        Attention attention = new Attention(layers, shape.heads(), hidden / shape.heads(), true);
        for (int i = 0; i < shape.layers(); i++) {
            String name = "bert.layer." + i + ".";
            String q = attention.split(layers.linear(x, name + "query", hidden, hidden, true));
            String k = attention.split(layers.linear(x, name + "key", hidden, hidden, true));
            String v = attention.split(layers.linear(x, name + "value", hidden, hidden, true));
            String mixed = layers.linear(attention.mixed(q, k, v, mask), name + "output", hidden, hidden, true);
            x = layers.layerNorm(layers.add(x, mixed), name + "norm1", hidden);
            String inner = nodes.gelu(layers.linear(x, name + "up", hidden, 4 * hidden, true));
            String outer = layers.linear(inner, name + "down", 4 * hidden, hidden, true);
            x = layers.layerNorm(layers.add(x, outer), name + "norm2", hidden);
        }
        return x;
    }

    /**
     * Returns a graph in which the logits of a token are its row of {@code table}, and those of a text the sum of those of its
     * tokens.
     *
     * @param table {@code [vocabulary][labels]}
     */
    public static byte[] sums(boolean perToken, float[]... table) {
        int labels = table[0].length;
        float[] flat = new float[table.length * labels];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = table[i / labels][i % labels];
        }
        GraphWriter graph =
                inputs(new GraphWriter()).floats("table", labels, flat).integers("last", -1);
        graph.node("rows = Gather table input_ids")
                .node("mask = Cast attention_mask", GraphWriter.attribute("to", GraphWriter.FLOAT))
                .node("masks = Unsqueeze mask last")
                .node("seen = Mul rows masks");
        if (perToken) {
            graph.node("logits = Identity seen");
        } else {
            graph.integers("tokens", 1).node("logits = ReduceSum seen tokens", GraphWriter.attribute("keepdims", 0));
        }
        return output(graph, labels, perToken).toBytes();
    }

    private static GraphWriter inputs(GraphWriter graph) {
        return graph.input("input_ids", GraphWriter.INT64, "batch_size", "sequence_length")
                .input("attention_mask", GraphWriter.INT64, "batch_size", "sequence_length");
    }

    private static GraphWriter output(GraphWriter graph, int labels, boolean perToken) {
        String width = Integer.toString(labels);
        return perToken
                ? graph.output("logits", GraphWriter.FLOAT, "batch_size", "sequence_length", width)
                : graph.output("logits", GraphWriter.FLOAT, "batch_size", width);
    }
}
