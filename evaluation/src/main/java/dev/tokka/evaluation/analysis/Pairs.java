// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.analysis;

import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.statistics.EffectSize;
import dev.tokka.evaluation.statistics.Holm;
import dev.tokka.evaluation.statistics.Power;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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

    private record Pair(ScoredModel first, ScoredModel second) {}

    /** Returns where the comparisons are found when they are wanted. */
    Supplier<List<Comparison>> compare(List<ScoredModel> models) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < models.size(); i++) {
            for (int j = i + 1; j < models.size(); j++) {
                pairs.add(new Pair(models.get(i), models.get(j)));
            }
        }
        double[] raw = pairs.stream().mapToDouble(this::pValue).toArray();
        double[] adjusted = Holm.adjusted(raw);
        List<Supplier<Comparison>> comparisons = new ArrayList<>();
        for (int i = 0; i < raw.length; i++) {
            comparisons.add(comparison(pairs.get(i), new Comparison.PValue(raw[i], adjusted[i]), raw.length));
        }
        return () -> comparisons.stream().map(Supplier::get).toList();
    }

    private Supplier<Comparison> comparison(Pair pair, Comparison.PValue pValue, int tests) {
        String metric = pair.first.metric().name();
        String first = pair.first.name();
        String second = pair.second.name();
        Supplier<Estimate> difference = difference(pair);
        Optional<Sensitivity.Effect> effect = effectSize(pair);
        return () -> {
            Estimate found = difference.get();
            Sensitivity sensitivity = Sensitivity.of(found, effect, grouping.questions(), Power.DEFAULT.over(tests));
            return new Comparison(metric, first, second, found.interval(), pValue, sensitivity);
        };
    }

    private Supplier<Estimate> difference(Pair pair) {
        Supplier<Estimate> resampled = pair.second.minus(pair.first, resamples);
        if (!areMeans(pair)) {
            return resampled;
        }
        double standardError = grouping.mean(differences(pair)).standardError();
        return () -> new Estimate(resampled.get().interval(), standardError);
    }

    private Optional<Sensitivity.Effect> effectSize(Pair pair) {
        if (!areMeans(pair)) {
            return Optional.empty();
        }
        if (pair.first.isRightOrWrong() && pair.second.isRightOrWrong()) {
            return Optional.of(new Sensitivity.Effect(
                    Sensitivity.Measure.COHENS_H, EffectSize.cohensH(share(pair.first), share(pair.second))));
        }
        double[] differences = byQuestion(differences(pair));
        return Optional.of(differences)
                .filter(some -> some.length > 2)
                .map(EffectSize::hedgesG)
                .filter(Double::isFinite)
                .map(g -> new Sensitivity.Effect(Sensitivity.Measure.HEDGES_G, g));
    }

    private static boolean areMeans(Pair pair) {
        return pair.first.isMean() && pair.second.isMean();
    }

    private static double share(ScoredModel model) {
        return Arrays.stream(model.values()).sum() / model.scores().size();
    }

    private static double[] differences(Pair pair) {
        double[] differences = pair.second.values();
        double[] first = pair.first.values();
        Arrays.setAll(differences, i -> differences[i] - first[i]);
        return differences;
    }

    /** The mean over the seeds of each question, which are next to each other. */
    private double[] byQuestion(double[] answers) {
        int seeds = grouping.seeds();
        double[] means = new double[grouping.questions()];
        for (int i = 0; i < answers.length; i++) {
            means[i / seeds] += answers[i] / seeds;
        }
        return means;
    }

    private double pValue(Pair pair) {
        int[] differing = differing(pair);
        if (grouping.isTrivial() && pair.first.isRightOrWrong() && pair.second.isRightOrWrong()) {
            int onlyFirst = (int) Arrays.stream(differing)
                    .filter(i -> pair.first.scores().get(i).value() == 1)
                    .count();
            return SwapTest.mcNemar(onlyFirst, differing.length - onlyFirst);
        }
        boolean[] movable = new boolean[grouping.count()];
        Arrays.stream(differing).forEach(i -> movable[grouping.of(i)] = true);
        ToDoubleFunction<boolean[]> difference = pair.first.metric() instanceof AdditiveMetric
                ? new SwappedSums(grouping, differing, pair.first, pair.second)
                : swapped -> difference(pair, swapped);
        return SwapTest.pValue(difference, movable, settings.resamples(), new SplittableRandom(settings.seed()));
    }

    private static int[] differing(Pair pair) {
        return IntStream.range(0, pair.first.scores().size())
                .filter(i -> !pair.first
                        .scores()
                        .get(i)
                        .terms()
                        .equals(pair.second.scores().get(i).terms()))
                .toArray();
    }

    private double difference(Pair pair, boolean[] swapped) {
        List<Score> one = new ArrayList<>(pair.first.scores());
        List<Score> other = new ArrayList<>(pair.second.scores());
        for (int i = 0; i < one.size(); i++) {
            if (swapped[grouping.of(i)]) {
                one.set(i, pair.second.scores().get(i));
                other.set(i, pair.first.scores().get(i));
            }
        }
        return pair.first.metric().value(other) - pair.first.metric().value(one);
    }
}
