// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.routing;

import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.Tags;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What routing is learned from: for each question its features, and how often each strategy was right.
 *
 * @param strategies the cheapest first
 * @param questions in the order of their ids, so that the order of the cases does not matter
 */
record RoutingData(List<String> strategies, List<Asked> questions) {

    /**
     * One question.
     *
     * @param id of its case
     * @param cluster of its case
     * @param features of the question
     * @param right by strategy: the share of right answers over the seeds
     */
    record Asked(String id, String cluster, FeatureVector features, List<Double> right) {}

    RoutingData {
        strategies = List.copyOf(strategies);
        questions = List.copyOf(questions);
    }

    static RoutingData of(Results results, Right metric, List<String> strategies, QuestionFeatures features) {
        List<Map<String, List<Score>>> scores = strategies.stream()
                .map(strategy -> results.scores(strategy, metric))
                .toList();
        List<Asked> questions = results.benchmark().cases().stream()
                .sorted(Comparator.comparing(Case::id))
                .map(item -> new Asked(
                        item.id(),
                        cluster(item),
                        features.of(item.question()),
                        scores.stream()
                                .map(each -> metric.value(each.getOrDefault(item.id(), List.of())))
                                .toList()))
                .toList();
        return new RoutingData(strategies, questions);
    }

    /** Returns what a case belongs to; a case without the tag belongs to nothing else. */
    static String cluster(Case item) {
        return item.tag(Tags.CLUSTER).map(tag -> "cluster " + tag).orElse("case " + item.id());
    }

    RoutingData only(List<Integer> positions) {
        return new RoutingData(
                strategies, positions.stream().map(questions::get).toList());
    }

    /**
     * Returns the questions as they are dealt to folds. The kind of a cluster is the strategy that is right most often in it:
     * a fold without those of one kind would say nothing about what is learned of it, and the others too much.
     */
    List<Folds.Member> members() {
        Map<String, double[]> sums = new HashMap<>();
        for (Asked asked : questions) {
            double[] sum = sums.computeIfAbsent(asked.cluster(), cluster -> new double[strategies.size()]);
            for (int strategy = 0; strategy < sum.length; strategy++) {
                sum[strategy] += asked.right().get(strategy);
            }
        }
        Map<String, Integer> kinds = new HashMap<>();
        sums.forEach((cluster, sum) -> kinds.put(cluster, most(sum)));
        return questions.stream()
                .map(asked -> new Folds.Member(asked.cluster(), kinds.getOrDefault(asked.cluster(), 0)))
                .toList();
    }

    private static int most(double[] sums) {
        int most = 0;
        for (int i = 1; i < sums.length; i++) {
            most = sums[i] > sums[most] ? i : most;
        }
        return most;
    }

    /** Returns for each question how often a strategy was right. */
    double[] right(int strategy) {
        return questions.stream()
                .mapToDouble(asked -> asked.right().get(strategy))
                .toArray();
    }

    /** Returns the share of right answers of a strategy. */
    double share(int strategy) {
        return questions.stream()
                .mapToDouble(asked -> asked.right().get(strategy))
                .average()
                .orElse(0);
    }

    /** Returns the strategy that is right most often, and of several the cheapest. */
    int best() {
        int best = 0;
        for (int strategy = 1; strategy < strategies.size(); strategy++) {
            best = share(strategy) > share(best) ? strategy : best;
        }
        return best;
    }
}
