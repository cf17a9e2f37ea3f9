// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import java.util.List;

/** Chooses among settings on all folds but one and takes the quality on that one. */
final class CrossValidation {

    private CrossValidation() {}

    /**
     * Returns the mean over the folds of the quality on each of the settings that are best on the other folds.
     *
     * @param qualities for each setting the quality on each fold; the first of equally good settings is chosen
     */
    static double quality(List<List<Double>> qualities) {
        int folds = qualities.get(0).size();
        double sum = 0;
        for (int fold = 0; fold < folds; fold++) {
            double highest = Double.NEGATIVE_INFINITY;
            double measured = 0;
            for (List<Double> setting : qualities) {
                double others = mean(setting) * folds - setting.get(fold);
                if (others > highest) {
                    highest = others;
                    measured = setting.get(fold);
                }
            }
            sum += measured;
        }
        return sum / folds;
    }

    static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }
}
