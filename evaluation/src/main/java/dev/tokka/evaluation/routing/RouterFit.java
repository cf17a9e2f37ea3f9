// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Learns a router.
 *
 * @param rule of the router
 * @param features of its questions
 * @param seed by which questions are dealt to folds
 */
record RouterFit(RoutingRule rule, QuestionFeatures features, long seed) {

    static final int FOLDS = 5;

    LearnedRouter fit(RoutingData data) {
        int[] used = data.questions().stream()
                .flatMapToInt(asked -> IntStream.of(asked.features().columns()))
                .distinct()
                .sorted()
                .toArray();
        List<FeatureVector> rows = data.questions().stream()
                .map(asked -> asked.features().renumbered(used))
                .toList();
        int[] folds = Folds.of(data.members(), FOLDS, seed);
        List<StrategyWeights> strategies = new ArrayList<>();
        for (int i = 0; i < data.strategies().size(); i++) {
            double[] fitted = StrategyFit.fit(rows, data.right(i), folds, used.length);
            double[] weights = new double[features.columns()];
            for (int column = 0; column < used.length; column++) {
                weights[used[column]] = fitted[column];
            }
            strategies.add(new StrategyWeights(data.strategies().get(i), fitted[used.length], weights));
        }
        return new LearnedRouter(rule, features, data.questions().size(), strategies);
    }
}
