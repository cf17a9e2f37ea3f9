// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import dev.tokka.finetune.classification.FeatureVector;
import dev.tokka.finetune.classification.HeadTask;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The parts of training, each worked out by hand or held to its law. */
class PiecesTest {

    private static Targets targets(HeadTask task, boolean[]... has) {
        List<String> labels = IntStream.range(0, has[0].length)
                .mapToObj(label -> "label " + label)
                .toList();
        return new Targets(task, labels, has);
    }

    @Test
    void theSolverFindsTheLeastPoint() {
        Feature[][] rows = {{new FeatureNode(1, 2)}, {new FeatureNode(1, -2)}};

        double weight = new LinearSolver(1, 1, false, 1).fit(rows, new boolean[] {true, false})[0];

        // the derivative of w²/2 + 2 log(1 + exp(-2w)) is 0
        assertThat(weight).isCloseTo(4 / (1 + Math.exp(2 * weight)), within(0.02));
        double other = new LinearSolver(1, 1, false, 1).fit(rows, new boolean[] {false, true})[0];
        assertThat(other).as("the sides are not mixed up").isCloseTo(-weight, within(0.02));
    }

    @Test
    void qualityIsWorkedByHand() {
        Targets targets = targets(HeadTask.ONE_LABEL, new boolean[] {true, false}, new boolean[] {true, false});
        double[][] probabilities = {{0.8, 0.2}, {0.4, 0.6}};

        ProbabilityQuality quality = ProbabilityQuality.of(probabilities, targets);

        assertThat(quality.logLoss()).isCloseTo(-(Math.log(0.8) + Math.log(0.4)) / 2, within(1e-12));
        assertThat(quality.brier()).isCloseTo((2 * 0.04 + 2 * 0.36) / 2, within(1e-12));
        assertThat(quality.calibrationError()).isCloseTo((0.2 + 0.6) / 2, within(1e-12));
    }

    @Test
    void qualityOfSeveralLabelsLooksAtEach() {
        Targets targets = targets(HeadTask.SEVERAL_LABELS, new boolean[] {true, false});

        ProbabilityQuality quality = ProbabilityQuality.of(new double[][] {{0.9, 0.3}}, targets);

        assertThat(quality.logLoss()).isCloseTo(-(Math.log(0.9) + Math.log(0.7)) / 2, within(1e-12));
        assertThat(quality.calibrationError()).isCloseTo((0.1 + 0.3) / 2, within(1e-12));
    }

    @Test
    void temperatureUndoesAFactor() {
        Random random = new Random(1);
        double[][] scores = new double[2_000][2];
        boolean[][] has = new boolean[scores.length][2];
        for (int row = 0; row < scores.length; row++) {
            double odds = 2 * random.nextGaussian();
            boolean first = random.nextDouble() < 1 / (1 + Math.exp(-odds));
            scores[row] = new double[] {5 * odds, 0}; // five times too sure
            has[row] = new boolean[] {first, !first};
        }

        Calibration calibration = Calibration.fit(scores, targets(HeadTask.ONE_LABEL, has));

        assertThat(calibration.factors()[0]).isCloseTo(0.2, within(0.02));
        assertThat(calibration.quality(scores, targets(HeadTask.ONE_LABEL, has)).calibrationError())
                .isLessThan(0.03);
    }

    @Test
    void plattFindsFactorAndShift() {
        Random random = new Random(1);
        double[][] scores = new double[3_000][1];
        boolean[][] has = new boolean[scores.length][1];
        for (int row = 0; row < scores.length; row++) {
            scores[row][0] = random.nextGaussian();
            has[row][0] = random.nextDouble() < 1 / (1 + Math.exp(-(2 * scores[row][0] - 1)));
        }

        PlattScale scale = PlattScale.fit(scores, has, 0);

        assertThat(scale.factor()).isCloseTo(2, within(0.2));
        assertThat(scale.shift()).isCloseTo(-1, within(0.2));
    }

    @Test
    void thresholdsMakeF1Greatest() {
        double[][] probabilities = {{0.9}, {0.6}, {0.4}, {0.2}};
        boolean[][] has = {{true}, {false}, {true}, {false}};

        // 0.9: F1 = 2/3; 0.9 and 0.6: 2/4; down to 0.4: 4/5; all: 4/6
        assertThat(F1Threshold.of(probabilities, has, 0)).isCloseTo(0.3, within(1e-12));
        assertThat(F1Threshold.of(probabilities, new boolean[4][1], 0)).isEqualTo(0.5);
    }

    @Test
    void macroF1IsTheMeanOfLabels() {
        boolean[][] has = {{true, false}, {true, false}, {false, true}};
        boolean[][] replies = {{true, false}, {false, true}, {false, true}};

        assertThat(Replies.macroF1(replies, has)).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(Replies.accuracy(replies, has)).isCloseTo(2.0 / 3, within(1e-12));
    }

    @Test
    void rareCountsWeighMore() {
        List<FeatureVector> rows =
                List.of(FeatureVector.dense(new float[] {1, 0}), FeatureVector.dense(new float[] {1, 1}));

        Feature[] mapped = RareCounts.of(rows, 2).map(rows.get(1));

        double usual = Math.log(2) * (Math.log(3.0 / 3) + 1);
        double rare = Math.log(2) * (Math.log(3.0 / 2) + 1);
        double length = Math.sqrt(usual * usual + rare * rare);
        assertThat(mapped[0].getValue()).isCloseTo(usual / length, within(1e-12));
        assertThat(mapped[1].getValue()).isCloseTo(rare / length, within(1e-12));
    }

    @Property(tries = 20)
    void landmarksGiveTheKernel(@ForAll @IntRange(max = 1_000) int seed) {
        List<FeatureVector> rows =
                Toy.rings(20, seed).stream().map(LabeledFeatures::features).toList();
        Landmarks map = Landmarks.of(rows, Kernel.gaussian(20).withGamma(2), new Random(seed));

        double[] one = values(map.map(rows.get(0)));
        double[] other = values(map.map(rows.get(1)));

        double distance = 0;
        for (int i = 0; i < 2; i++) {
            distance += Math.pow(rows.get(0).toArray()[i] - rows.get(1).toArray()[i], 2);
        }
        assertThat(dot(one, other)).isCloseTo(Math.exp(-2 * distance), within(0.01));
        assertThat(dot(one, one)).isCloseTo(1, within(0.01));
    }

    private static double[] values(Feature[] features) {
        return Arrays.stream(features).mapToDouble(Feature::getValue).toArray();
    }

    private static double dot(double[] one, double[] other) {
        return IntStream.range(0, one.length)
                .mapToDouble(i -> one[i] * other[i])
                .sum();
    }

    @Property(tries = 50)
    void foldsShareEveryLabel(
            @ForAll @IntRange(min = 6, max = 60) int texts, @ForAll @IntRange(min = 2, max = 5) int folds) {
        int[] groups = IntStream.range(0, texts * folds).map(text -> text % 3).toArray();

        Folds dealt = Folds.of(groups, new Search(List.of(1.0), folds, 30), new Random(texts));

        List<Integer> all = dealt.parts().stream().flatMap(List::stream).toList();
        assertThat(all).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(Math.max(33, 3 * folds));
        for (int fold = 0; fold < folds; fold++) {
            assertThat(dealt.of(fold)).isNotEmpty();
            assertThat(Arrays.stream(dealt.others(fold))
                            .map(text -> groups[text])
                            .distinct()
                            .count())
                    .isEqualTo(3);
            assertThat(dealt.of(fold).length + dealt.others(fold).length).isEqualTo(all.size());
        }
    }
}
