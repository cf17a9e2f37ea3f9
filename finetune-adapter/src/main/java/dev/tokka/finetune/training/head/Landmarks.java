// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.head;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import dev.tokka.finetune.classification.FeatureVector;
import dev.tokka.finetune.training.graph.GraphBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The Gaussian kernel by Nyström's method: with k(x) the likeness of a text to each landmark, and K = L Lᵀ that of the
 * landmarks to each other, the columns are L⁻¹ k(x), whose dot products are near the kernel.
 */
final class Landmarks implements FeatureMap {

    /** Added to the diagonal, so that landmarks that are alike do no harm. */
    private static final double RIDGE = 1e-4;

    private final double[][] landmarks;
    private final double gamma;
    private final double[][] lower;

    private Landmarks(double[][] landmarks, double gamma) {
        this.landmarks = landmarks;
        this.gamma = gamma;
        this.lower = new double[landmarks.length][landmarks.length];
        for (int i = 0; i < landmarks.length; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = likeness(landmarks[i], landmarks[j]) + (i == j ? RIDGE : 0);
                for (int k = 0; k < j; k++) {
                    sum -= lower[i][k] * lower[j][k];
                }
                lower[i][j] = i == j ? Math.sqrt(sum) : sum / lower[j][j];
            }
        }
    }

    /** Chooses landmarks from {@code rows} by {@code random}. */
    static Landmarks of(List<FeatureVector> rows, Kernel kernel, Random random) {
        List<FeatureVector> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);
        double[][] landmarks = shuffled.stream()
                .distinct()
                .limit(kernel.landmarks())
                .map(Landmarks::numbers)
                .toArray(double[][]::new);
        return new Landmarks(landmarks, kernel.gamma().orElseGet(() -> 1 / median(landmarks)));
    }

    private static double median(double[][] landmarks) {
        int some = Math.min(landmarks.length, 200);
        double[] distances = new double[some * (some - 1) / 2];
        int place = 0;
        for (int i = 0; i < some; i++) {
            for (int j = 0; j < i; j++) {
                distances[place++] = distance(landmarks[i], landmarks[j]);
            }
        }
        Arrays.sort(distances);
        return distances.length == 0 ? 1 : distances[distances.length / 2]; // they are distinct, so it is not 0
    }

    private static double[] numbers(FeatureVector features) {
        double[] numbers = new double[features.size()];
        for (int i = 0; i < features.kept(); i++) {
            numbers[features.column(i)] = features.value(i);
        }
        return numbers;
    }

    private double likeness(double[] one, double[] other) {
        return StrictMath.exp(-gamma * distance(one, other));
    }

    private static double distance(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            double apart = one[i] - other[i];
            sum += apart * apart;
        }
        return sum;
    }

    @Override
    public int width() {
        return landmarks.length;
    }

    @Override
    public Feature[] map(FeatureVector features) {
        double[] numbers = numbers(features);
        double[] columns = new double[landmarks.length];
        Feature[] mapped = new Feature[landmarks.length];
        for (int i = 0; i < columns.length; i++) {
            double sum = likeness(numbers, landmarks[i]);
            for (int k = 0; k < i; k++) {
                sum -= lower[i][k] * columns[k];
            }
            columns[i] = sum / lower[i][i];
            mapped[i] = new FeatureNode(i + 1, columns[i]);
        }
        return mapped;
    }

    /** Adds k(x); what L⁻¹ does is done by {@link #folded} weights, which are better conditioned in 32 bits. */
    @Override
    public String addTo(GraphBuilder graph, String input) {
        int size = landmarks[0].length;
        double[] transposed = new double[size * landmarks.length];
        double[] squares = new double[landmarks.length];
        for (int i = 0; i < landmarks.length; i++) {
            for (int column = 0; column < size; column++) {
                transposed[column * landmarks.length + i] = landmarks[i][column];
                squares[i] += landmarks[i][column] * landmarks[i][column];
            }
        }
        graph.matrix("landmarks", landmarks.length, transposed)
                .row("landmarkSquares", squares)
                .constant("two", 2)
                .constant("minusGamma", -gamma)
                .perRow("ReduceSumSquare", input, "square")
                .node("MatMul", List.of(input, "landmarks"), "products")
                .node("Mul", List.of("products", "two"), "twice")
                .node("Add", List.of("square", "landmarkSquares"), "squares")
                .node("Sub", List.of("squares", "twice"), "distances")
                .node("Mul", List.of("distances", "minusGamma"), "exponents")
                .node("Exp", List.of("exponents"), "likeness");
        return "likeness";
    }

    /** Returns L⁻ᵀ times weights of the columns: weights of the likenesses. */
    double[] folded(double[] weights) {
        double[] folded = weights.clone();
        for (int i = folded.length - 1; i >= 0; i--) {
            for (int k = i + 1; k < folded.length; k++) {
                folded[i] -= lower[k][i] * folded[k];
            }
            folded[i] /= lower[i][i];
        }
        return folded;
    }
}
