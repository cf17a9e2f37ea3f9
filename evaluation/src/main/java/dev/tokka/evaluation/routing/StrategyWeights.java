// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.routing;

/** How the features of a question tell whether one strategy answers it right. */
final class StrategyWeights {

    private final String name;
    private final double bias;
    private final double[] weights; // by the columns of QuestionFeatures

    StrategyWeights(String name, double bias, double[] weights) {
        this.name = name;
        this.bias = bias;
        this.weights = weights.clone();
    }

    String name() {
        return name;
    }

    double bias() {
        return bias;
    }

    double[] weights() {
        return weights.clone();
    }

    /**
     * Returns the chance that the strategy answers right.
     *
     * @param questions that this was learned from: nobody is surer than after as many successes in a row (Laplace)
     */
    double chance(FeatureVector features, int questions) {
        double surest = (questions + 1.0) / (questions + 2.0);
        double chance = Logistic.chance(features.dot(weights) + bias);
        return Math.max(1 - surest, Math.min(surest, chance));
    }
}
