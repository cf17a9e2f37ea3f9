// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.analysis;

import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.statistics.Holm;
import dev.tokka.evaluation.statistics.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Compares every two models by one metric.
 *
 * @param settings of the analysis
 * @param grouping of the answers
 * @param resamples of the answers
 */
record Pairs(Analysis settings, Grouping grouping, Resamples resamples) {

    /** Returns where the comparisons are found when they are wanted. */
    Supplier<List<Comparison>> compare(List<ScoredModel> models) {
        List<Supplier<Comparison>> comparisons = new ArrayList<>();
        for (int i = 0; i < models.size(); i++) {
            for (int j = i + 1; j < models.size(); j++) {
                ScoredModel first = models.get(i);
                ScoredModel second = models.get(j);
                comparisons.add(comparison(first, second));
            }
        }
        return () -> adjusted(comparisons.stream().map(Supplier::get).toList());
    }

    private Supplier<Comparison> comparison(ScoredModel first, ScoredModel second) {
        String metric = first.metric().name();
        String one = first.name();
        String other = second.name();
        Supplier<Interval> difference = second.minus(first, resamples);
        double pValue = pValue(first, second);
        return () -> new Comparison(metric, one, other, difference.get(), pValue, pValue);
    }

    private static List<Comparison> adjusted(List<Comparison> comparisons) {
        double[] adjusted = Holm.adjusted(
                comparisons.stream().mapToDouble(Comparison::pValue).toArray());
        List<Comparison> corrected = new ArrayList<>();
        for (Comparison one : comparisons) {
            corrected.add(new Comparison(
                    one.metric(),
                    one.first(),
                    one.second(),
                    one.difference(),
                    one.pValue(),
                    adjusted[corrected.size()]));
        }
        return List.copyOf(corrected);
    }

    private double pValue(ScoredModel first, ScoredModel second) {
        int[] differing = differing(first, second);
        boolean single = first.metric() instanceof AdditiveMetric && grouping.isTrivial();
        if (single && first.isRightOrWrong() && second.isRightOrWrong()) {
            int onlyFirst = (int) Arrays.stream(differing)
                    .filter(i -> first.scores().get(i).value() == 1)
                    .count();
            return SwapTest.mcNemar(onlyFirst, differing.length - onlyFirst);
        }
        boolean[] movable = new boolean[grouping.count()];
        Arrays.stream(differing).forEach(i -> movable[grouping.of(i)] = true);
        ToDoubleFunction<boolean[]> difference = first.metric() instanceof AdditiveMetric
                ? new SwappedSums(grouping, differing, first, second)
                : swapped -> difference(first, second, swapped);
        return SwapTest.pValue(difference, movable, settings.resamples(), new SplittableRandom(settings.seed()));
    }

    private static int[] differing(ScoredModel first, ScoredModel second) {
        return IntStream.range(0, first.scores().size())
                .filter(i -> !first.scores()
                        .get(i)
                        .terms()
                        .equals(second.scores().get(i).terms()))
                .toArray();
    }

    private double difference(ScoredModel first, ScoredModel second, boolean[] swapped) {
        List<Score> one = new ArrayList<>(first.scores());
        List<Score> other = new ArrayList<>(second.scores());
        for (int i = 0; i < one.size(); i++) {
            if (swapped[grouping.of(i)]) {
                one.set(i, second.scores().get(i));
                other.set(i, first.scores().get(i));
            }
        }
        return first.metric().value(other) - first.metric().value(one);
    }
}
