// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.head;

import dev.tokka.finetune.classification.HeadFile;
import dev.tokka.finetune.classification.HeadTask;
import dev.tokka.finetune.training.graph.GraphBuilder;
import java.util.Arrays;
import java.util.List;

/** Writes a head as ONNX. */
record HeadGraph(TrainedHead.Learned learned, HeadTask task, int labels) {

    private static final String SCORES = "scores";

    byte[] toBytes() {
        GraphBuilder graph = new GraphBuilder("head")
                .input(HeadFile.INPUT, learned.featurizer().size());
        String mapped = learned.map().addTo(graph, HeadFile.INPUT);
        addScores(graph, mapped);
        switch (task) {
            case ONE_LABEL -> graph.node("Softmax", List.of(SCORES), HeadFile.OUTPUT);
            case SEVERAL_LABELS -> graph.node("Sigmoid", List.of(SCORES), HeadFile.OUTPUT);
            case ORDERED_LABELS -> addSteps(graph);
        }
        return graph.output(HeadFile.OUTPUT, labels).toBytes();
    }

    private void addScores(GraphBuilder graph, String mapped) {
        double[][] planes = learned.planes().weights();
        int width = learned.map().width();
        double[] weights = new double[width * planes.length];
        double[] biases = new double[planes.length];
        for (int plane = 0; plane < planes.length; plane++) {
            double[] own = Arrays.copyOf(planes[plane], width);
            if (learned.map() instanceof Landmarks landmarks) {
                own = landmarks.folded(own);
            }
            for (int column = 0; column < width; column++) {
                weights[column * planes.length + plane] = own[column];
            }
            biases[plane] = planes[plane][width];
        }
        graph.matrix("weights", planes.length, weights)
                .row("biases", biases)
                .node("MatMul", List.of(mapped, "weights"), "products_of_planes")
                .node("Add", List.of("products_of_planes", "biases"), SCORES);
    }

    /** Adds P(label) as the differences of P(label above k). */
    private void addSteps(GraphBuilder graph) {
        int between = labels - 1;
        double[] differences = new double[between * labels];
        for (int place = 0; place < between; place++) {
            differences[place * labels + place] = -1;
            differences[place * labels + place + 1] = 1;
        }
        double[] first = new double[labels];
        first[0] = 1;
        graph.matrix("differences", labels, differences)
                .row("first", first)
                .node("Sigmoid", List.of(SCORES), "above")
                .node("MatMul", List.of("above", "differences"), "steps")
                .node("Add", List.of("steps", "first"), "signed")
                .node("Relu", List.of("signed"), HeadFile.OUTPUT);
    }
}
