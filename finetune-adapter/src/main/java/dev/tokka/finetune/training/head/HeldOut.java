// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.head;

import dev.tokka.finetune.classification.HeadTask;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Scores of folds that were left out, with what their texts are.
 *
 * @param strength that the planes were learned with
 * @param scores for each fold, a row for each text
 * @param right for each fold
 * @param calibration of all folds together, for the head that learns from all texts
 */
record HeldOut(double strength, List<double[][]> scores, List<Targets> right, Calibration calibration) {

    /** Fits the calibration. */
    static HeldOut of(double strength, List<double[][]> scores, List<Targets> right) {
        return new HeldOut(strength, scores, right, Calibration.fit(joined(scores), joinedTargets(right)));
    }

    /** Returns the logarithmic loss after calibration; less is better. */
    double loss() {
        return calibration.quality(joined(scores), joinedTargets(right)).logLoss();
    }

    /** Returns for each label the least probability with which it is replied; 0 where exactly one is replied. */
    List<Double> thresholds() {
        Targets all = joinedTargets(right);
        return thresholds(calibration.probabilities(joined(scores), all.task()), all);
    }

    private static List<Double> thresholds(double[][] probabilities, Targets targets) {
        List<Double> thresholds = new ArrayList<>();
        for (int label = 0; label < targets.labels().size(); label++) {
            thresholds.add(
                    targets.task() == HeadTask.SEVERAL_LABELS
                            ? F1Threshold.of(probabilities, targets.has(), label)
                            : 0.0);
        }
        return thresholds;
    }

    /** Returns how good each fold is with the calibration and the thresholds of the others. */
    HeadMetrics metrics() {
        List<double[][]> probabilities = new ArrayList<>();
        List<boolean[][]> replies = new ArrayList<>();
        for (int fold = 0; fold < scores.size(); fold++) {
            List<double[][]> otherScores = without(scores, fold);
            Targets others = joinedTargets(without(right, fold));
            Calibration ofOthers = Calibration.fit(joined(otherScores), others);
            double[][] own = ofOthers.probabilities(scores.get(fold), others.task());
            probabilities.add(own);
            replies.add(Replies.of(
                    own,
                    others.task(),
                    thresholds(ofOthers.probabilities(joined(otherScores), others.task()), others)));
        }
        Targets all = joinedTargets(right);
        double[][] scoresOfAll = joined(scores);
        boolean[][] replied = replies.stream().flatMap(Stream::of).toArray(boolean[][]::new);
        return new HeadMetrics(
                replied.length,
                Replies.accuracy(replied, all.has()),
                Replies.macroF1(replied, all.has()),
                Calibration.none(scoresOfAll[0].length).quality(scoresOfAll, all),
                ProbabilityQuality.of(joined(probabilities), all),
                strength);
    }

    private static double[][] joined(List<double[][]> folds) {
        return folds.stream().flatMap(Stream::of).toArray(double[][]::new);
    }

    private static Targets joinedTargets(List<Targets> folds) {
        Targets first = folds.get(0);
        return new Targets(
                first.task(),
                first.labels(),
                folds.stream().flatMap(fold -> Stream.of(fold.has())).toArray(boolean[][]::new));
    }

    private static <T> List<T> without(List<T> folds, int fold) {
        List<T> others = new ArrayList<>(folds);
        others.remove(fold);
        return others;
    }
}
