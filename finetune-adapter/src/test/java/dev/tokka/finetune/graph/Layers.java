// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.graph;

import dev.tokka.finetune.graph.DecoderShape.Export;
import dev.tokka.onnx.GraphWriter;

/**
 * The parts that layers are made of, with their weights.
 *
 * @param nodes of the graph or branch
 * @param weights of the graph, which branches share
 * @param whole the graph that has the inputs
 */
record Layers(Nodes nodes, Weights weights, GraphWriter whole, Export export) {

    private static final double DEVIATION = 0.06; // of weights; more than usual, so that tokens differ clearly
    private static final int BLOCK = 32;

    int type() {
        return export.weights() == DecoderShape.Weights.FP16 ? GraphWriter.FLOAT16 : GraphWriter.FLOAT;
    }

    /** Returns {@code x} times a matrix of {@code in} rows and {@code out} columns. */
    String linear(String x, String name, int in, int out, boolean bias) {
        String weight = name + ".weight";
        String product = switch (export.weights()) {
            case FP32, FP16 -> nodes.of("MatMul " + x + " " + weights.normal(weight, 0, DEVIATION, in, out));
            case INT8 -> eightBits(x, weight, in, out);
            case INT4 -> fourBits(x, weight, in, out);
        };
        String sum = export.lora() ? nodes.of("Add " + product + " " + adapted(x, name, in, out)) : product;
        return bias ? nodes.of("Add " + sum + " " + weights.normal(name + ".bias", 0, DEVIATION, out)) : sum;
    }

    private String eightBits(String x, String weight, int in, int out) {
        String matrix = weights.bytes(weight + "_quantized", GraphWriter.INT8, in, out);
        String scale = weights.constant(weight + "_scale", DEVIATION / 37, out); // 37: of 7 bits as likely each
        if (weights.isNew(weight + "_zero_point")) {
            whole.tensor(weight + "_zero_point", GraphWriter.INT8, new byte[1]);
        }
        String[] input = nodes.several(3, "DynamicQuantizeLinear " + x);
        String product =
                nodes.of("MatMulInteger " + input[0] + " " + matrix + " " + input[2] + " " + weight + "_zero_point");
        return nodes.of(
                "Mul " + nodes.cast(product, GraphWriter.FLOAT) + " " + nodes.of("Mul " + input[1] + " " + scale));
    }

    private String fourBits(String x, String weight, int in, int out) {
        int blocks = (in + BLOCK - 1) / BLOCK;
        String matrix = weights.bytes(weight + "_Q4", GraphWriter.UINT8, out, blocks, BLOCK / 2);
        String scales = weights.constant(weight + "_scales", DEVIATION / 4.6, (long) out * blocks);
        return nodes.of(
                "com.microsoft.MatMulNBits " + x + " " + matrix + " " + scales,
                GraphWriter.attribute("K", in),
                GraphWriter.attribute("N", out),
                GraphWriter.attribute("bits", 4),
                GraphWriter.attribute("block_size", BLOCK));
    }

    private String adapted(String x, String name, int in, int out) {
        String down = name + ".lora_A.weight";
        String up = name + ".lora_B.weight";
        if (weights.isNew(down)) {
            whole.input(down, type(), Integer.toString(in), "lora_rank")
                    .tensor(down, type(), new byte[0], in, 0)
                    .input(up, type(), "lora_rank", Integer.toString(out))
                    .tensor(up, type(), new byte[0], 0, out);
        }
        return nodes.of("MatMul " + nodes.of("MatMul " + x + " " + down) + " " + up);
    }

    /** Returns the logits: {@code x} times the table of tokens, turned round. */
    String logits(String x, String table, int hidden, int vocabulary) {
        return switch (export.weights()) {
            case FP32, FP16 -> nodes.of("MatMul " + x + " " + nodes.transpose(table, 1, 0));
            case INT8 -> eightBits(x, "lm_head.weight", hidden, vocabulary);
            case INT4 -> fourBits(x, "lm_head.weight", hidden, vocabulary);
        };
    }

    /** Returns the rows of a new table for {@code ids}. */
    String rows(String name, int count, int hidden, String ids) {
        return nodes.of("Gather " + table(name, count, hidden) + " " + ids);
    }

    String table(String name, int count, int hidden) {
        return weights.normal(name, 0, DEVIATION, count, hidden);
    }

    /** Returns {@code x} divided by the root of its mean square; {@code mean} is that of the weights. */
    String rmsNorm(String x, String name, int width, double mean) {
        String wide = nodes.wide(x);
        String square = nodes.of(
                "ReduceMean " + nodes.of("Mul " + wide + " " + wide),
                GraphWriter.list("axes", -1),
                GraphWriter.attribute("keepdims", 1));
        String root = nodes.of("Sqrt " + nodes.of("Add " + square + " " + nodes.single(1e-6)));
        String weight = weights.normal(name + ".weight", mean, 0.1, width);
        String factor = mean == 0 ? nodes.of("Add " + weight + " " + nodes.real(1)) : weight;
        return nodes.of("Mul " + nodes.own(nodes.of("Div " + wide + " " + root)) + " " + factor);
    }

    String layerNorm(String x, String name, int width) {
        String scale = weights.normal(name + ".weight", 1, 0.1, width);
        String shift = weights.normal(name + ".bias", 0, 0.1, width);
        return nodes.of(
                "LayerNormalization " + x + " " + scale + " " + shift,
                GraphWriter.attribute("axis", -1),
                GraphWriter.attribute("epsilon", 1e-5f));
    }

    /** Returns {@code x + y}. */
    String add(String x, String y) {
        return nodes.of("Add " + x + " " + y);
    }
}
