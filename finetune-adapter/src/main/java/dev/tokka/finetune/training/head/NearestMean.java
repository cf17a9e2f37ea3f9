// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.head;

import dev.tokka.finetune.classification.FeatureVector;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Labels texts as the label whose mean is nearest in direction: what there is before anything is trained, and what a head must beat.
 * Immutable.
 */
public final class NearestMean {

    private final Map<String, double[]> means = new TreeMap<>();

    /** Takes the means of {@code rows}, of which each counts for the first of its labels; their features are as many. */
    public NearestMean(List<LabeledFeatures> rows) {
        for (LabeledFeatures row : rows) {
            double[] sum = means.computeIfAbsent(
                    row.labels().get(0), label -> new double[row.features().size()]);
            float[] features = row.features().toArray();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += features[i];
            }
        }
        means.values().forEach(NearestMean::normalize);
    }

    private static void normalize(double[] vector) {
        double square = 0;
        for (double value : vector) {
            square += value * value;
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= Math.sqrt(square);
        }
    }

    /** Returns the share of {@code rows}, from 0 to 1, whose nearest label is one of theirs; at least one row. */
    public double accuracy(List<LabeledFeatures> rows) {
        long right = rows.stream()
                .filter(row -> row.labels().contains(label(row.features())))
                .count();
        return (double) right / rows.size();
    }

    private String label(FeatureVector features) {
        float[] numbers = features.toArray();
        String nearest = "";
        double best = Double.NEGATIVE_INFINITY;
        for (Map.Entry<String, double[]> mean : means.entrySet()) {
            double likeness = 0;
            for (int i = 0; i < numbers.length; i++) {
                likeness += numbers[i] * mean.getValue()[i];
            }
            if (likeness > best) {
                best = likeness;
                nearest = mean.getKey();
            }
        }
        return nearest;
    }
}
