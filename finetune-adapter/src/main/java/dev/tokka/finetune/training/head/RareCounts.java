// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.head;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import dev.tokka.finetune.classification.FeatureVector;
import dev.tokka.finetune.training.graph.GraphBuilder;
import java.util.List;

/**
 * Counts, weighed by how rare they are, and divided by their length:
 *
 * <pre>{@code
 * log(1 + count) * (log((1 + texts) / (1 + texts with the column)) + 1)
 * }</pre>
 */
final class RareCounts implements FeatureMap {

    private static final double LEAST_LENGTH = 1e-12;

    private final double[] weights;

    private RareCounts(double[] weights) {
        this.weights = weights;
    }

    /** Returns the map that the columns of {@code rows} give. */
    static RareCounts of(List<FeatureVector> rows, int width) {
        double[] weights = new double[width];
        for (FeatureVector row : rows) {
            for (int i = 0; i < row.kept(); i++) {
                weights[row.column(i)]++;
            }
        }
        for (int column = 0; column < width; column++) {
            weights[column] = StrictMath.log((1.0 + rows.size()) / (1 + weights[column])) + 1;
        }
        return new RareCounts(weights);
    }

    @Override
    public int width() {
        return weights.length;
    }

    @Override
    public Feature[] map(FeatureVector features) {
        double[] values = new double[features.kept()];
        double square = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = StrictMath.log1p(features.value(i)) * weights[features.column(i)];
            square += values[i] * values[i];
        }
        double length = Math.max(Math.sqrt(square), LEAST_LENGTH);
        Feature[] mapped = new Feature[values.length];
        for (int i = 0; i < mapped.length; i++) {
            mapped[i] = new FeatureNode(features.column(i) + 1, values[i] / length);
        }
        return mapped;
    }

    @Override
    public String addTo(GraphBuilder graph, String input) {
        graph.constant("one", 1)
                .constant("least", LEAST_LENGTH)
                .row("rarity", weights)
                .node("Add", List.of(input, "one"), "more")
                .node("Log", List.of("more"), "logarithms")
                .node("Mul", List.of("logarithms", "rarity"), "weighed")
                .perRow("ReduceL2", "weighed", "length")
                .node("Max", List.of("length", "least"), "divisor")
                .node("Div", List.of("weighed", "divisor"), "scaled");
        return "scaled";
    }
}
