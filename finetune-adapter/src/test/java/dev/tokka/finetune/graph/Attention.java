// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.graph;

import dev.tokka.onnx.GraphWriter;

/**
 * Attention in which each head has its keys.
 *
 * @param heads how many there are
 * @param width of one
 * @param scaled whether scores are divided by the root of the width
 */
record Attention(Layers layers, int heads, int width, boolean scaled) {

    /** Returns {@code [batch, heads, length, width]} of {@code [batch, length, heads * width]}. */
    String split(String x) {
        return layers.nodes().transpose(layers.nodes().reshape(x, 0, 0, heads, width), 0, 2, 1, 3);
    }

    /** Returns the mean of values by scores, {@code [batch, length, heads * width]}; all are split, {@code mask} is added. */
    String mixed(String q, String k, String v, String mask) {
        Nodes nodes = layers.nodes();
        String query = scaled ? nodes.of("Mul " + q + " " + nodes.real(1 / Math.sqrt(width))) : q;
        String scores = nodes.of("MatMul " + query + " " + nodes.transpose(k, 0, 1, 3, 2));
        String shares = nodes.of("Softmax " + layers.add(scores, mask), GraphWriter.attribute("axis", -1));
        String mean = nodes.of("MatMul " + shares + " " + v);
        return nodes.reshape(nodes.transpose(mean, 0, 2, 1, 3), 0, 0, (long) heads * width);
    }

    /** Returns what is added to scores, {@code [batch, 1, 1, length]}: 0 for tokens that {@code mask} has, an input of 0 and 1. */
    static String hidden(Nodes nodes, String mask) {
        String seen = nodes.cast(nodes.unsqueeze(mask, 1, 2), GraphWriter.BOOL);
        return nodes.of("Where " + seen + " " + nodes.real(0) + " " + nodes.real(-3e4));
    }
}
