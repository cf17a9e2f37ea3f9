// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.graph;

import dev.tokka.finetune.graph.DecoderShape.Positions;
import dev.tokka.onnx.GraphWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The graph of a decoder with a cache of keys and values, as Optimum exports it. */
final class DecoderGraph implements AutoCloseable {

    private static final int OPERATORS = 17; // the first with layer normalization

    private final DecoderShape shape;
    private final GraphWriter graph = new GraphWriter(OPERATORS);
    private final boolean half;
    private final Weights weights;

    private DecoderGraph(DecoderShape shape, long seed, Optional<Path> data) {
        this.shape = shape;
        this.half = shape.export().weights() == DecoderShape.Weights.FP16;
        this.weights = new Weights(graph, half, seed, data);
    }

    /** Returns the graph, with random weights that are the same for the same seed; large ones are written to {@code data}. */
    static byte[] of(DecoderShape shape, long seed, Optional<Path> data) {
        try (DecoderGraph decoder = new DecoderGraph(shape, seed, data)) {
            return decoder.write();
        }
    }

    private byte[] write() {
        inputs();
        if (!shape.export().merged()) {
            new DecoderBody(shape, layers(graph, "")).write(true);
            DecoderBody.outputs(shape, graph, "");
        } else {
            String[] names = DecoderBody.outputs(shape).stream()
                    .map(DecoderBody.Output::name)
                    .toArray(String[]::new);
            graph.node(
                    String.join(",", names) + " = If use_cache_branch",
                    GraphWriter.attribute("then_branch", branch("past/", true)),
                    GraphWriter.attribute("else_branch", branch("first/", false)));
            DecoderBody.outputs(shape, graph, "");
        }
        return graph.toBytes();
    }

    private GraphWriter branch(String prefix, boolean past) {
        GraphWriter branch = new GraphWriter(OPERATORS);
        new DecoderBody(shape, layers(branch, prefix)).write(past);
        DecoderBody.outputs(shape, branch, prefix);
        return branch;
    }

    private Layers layers(GraphWriter part, String prefix) {
        return new Layers(new Nodes(part, prefix, half), weights, graph, shape.export());
    }

    private void inputs() {
        graph.input("input_ids", GraphWriter.INT64, "batch_size", "sequence_length");
        graph.input("attention_mask", GraphWriter.INT64, "batch_size", "total_sequence_length");
        if (shape.export().positions() == Positions.INPUT) {
            graph.input("position_ids", GraphWriter.INT64, "batch_size", "sequence_length");
        }
        String heads = Integer.toString(shape.heads().keyValue());
        String width = Integer.toString(shape.heads().width());
        int type = half ? GraphWriter.FLOAT16 : GraphWriter.FLOAT;
        for (int i = 0; i < shape.size().layers(); i++) {
            for (String part : List.of("key", "value")) {
                String name = "past_key_values." + i + "." + part;
                graph.input(name, type, "batch_size", heads, "past_sequence_length", width);
            }
        }
        if (shape.export().merged()) {
            graph.input("use_cache_branch", GraphWriter.BOOL, "1");
        }
    }

    @Override
    public void close() {
        weights.close();
    }
}
