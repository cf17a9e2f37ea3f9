// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.finetune.classification.CharacterFeatures;
import dev.tokka.finetune.classification.FeatureVector;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class HeadTrainerTest {

    private static String label(TrainedHead head, FeatureVector features) {
        return head.labels().get(ProbabilityQuality.most(head.probabilities(features)));
    }

    private static double accuracy(TrainedHead head, List<LabeledFeatures> rows) {
        long right = rows.stream()
                .filter(row -> row.labels().contains(label(head, row.features())))
                .count();
        return (double) right / rows.size();
    }

    @Test
    void labelsWhatItHasNotSeen() {
        TrainedHead head = Toy.trainer(3).train(Toy.corners(30, 0.2, 1), HeadOptions.oneLabel(7));

        assertThat(head.labels()).containsExactly("east", "north", "west");
        assertThat(accuracy(head, Toy.corners(100, 0.2, 2))).isGreaterThan(0.97);
        double[] probabilities = head.probabilities(FeatureVector.dense(new float[] {1, 0, 0}));
        assertThat(Arrays.stream(probabilities).sum()).isCloseTo(1, within(1e-9));
        assertThat(head.metrics().accuracy()).isGreaterThan(0.95);
        assertThat(head.metrics().rows()).isEqualTo(90);
    }

    @Test
    void equalSeedsGiveEqualBytesWhateverTheExecutor() {
        List<LabeledFeatures> rows = Toy.corners(30, 0.6, 1);
        byte[] once = Toy.trainer(3).train(rows, HeadOptions.oneLabel(7)).toOnnx();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            HeadTrainer parallel = new HeadTrainer(new Toy.Points(3), threads);

            assertThat(parallel.train(rows, HeadOptions.oneLabel(7)).toOnnx()).isEqualTo(once);
            assertThat(parallel.train(rows, HeadOptions.oneLabel(8)).toOnnx()).isNotEqualTo(once);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void calibrationLowersTheLossOfOverlappingLabels() {
        TrainedHead head = Toy.trainer(3).train(Toy.corners(200, 0.8, 3), HeadOptions.oneLabel(1));

        ProbabilityQuality raw = head.metrics().raw();
        ProbabilityQuality calibrated = head.metrics().calibrated();
        assertThat(calibrated.logLoss()).isLessThan(raw.logLoss());
        assertThat(calibrated.brier()).isLessThan(raw.brier());
        assertThat(calibrated.calibrationError()).isLessThan(0.06);
    }

    @Test
    void aKernelSeparatesWhatPlanesCannot() {
        List<LabeledFeatures> rows = Toy.rings(200, 1);
        HeadOptions options = HeadOptions.oneLabel(1);

        TrainedHead planes = Toy.trainer(2).train(rows, options);
        TrainedHead kernel = Toy.trainer(2).train(rows, options.withKernel(Kernel.gaussian(50)));

        assertThat(accuracy(planes, Toy.rings(200, 2))).isLessThan(0.8);
        assertThat(accuracy(kernel, Toy.rings(200, 2))).isGreaterThan(0.97);
    }

    @Test
    void orderedLabelsShareADirection() {
        HeadOptions options = HeadOptions.ordered(List.of("low", "middle", "high"), 1);
        TrainedHead head = Toy.trainer(3).train(Toy.grades(150, 0.25, 1), options);

        assertThat(accuracy(head, Toy.grades(150, 0.25, 2))).isGreaterThan(0.9);
        double before = 0;
        for (int i = -20; i <= 20; i++) { // the mean grade never falls along the direction
            double[] chances = head.probabilities(FeatureVector.dense(new float[] {i / 10f, 0, 0}));
            double grade = chances[1] + 2 * chances[2];
            assertThat(grade).isGreaterThanOrEqualTo(before);
            assertThat(Arrays.stream(chances).sum()).isCloseTo(1, within(1e-9));
            before = grade;
        }
        assertThat(before).isGreaterThan(1.8);
    }

    @Test
    void severalLabelsHaveThresholdsOfTheirOwn() {
        TrainedHead head = Toy.trainer(3).train(Toy.tags(300, 0.3, 1), HeadOptions.severalLabels(1));

        double[] both = head.probabilities(FeatureVector.dense(new float[] {1, 1, 0}));
        double[] none = head.probabilities(FeatureVector.dense(new float[] {0, 0, 0}));
        for (int label = 0; label < 2; label++) {
            assertThat(both[label]).isGreaterThan(head.thresholds().get(label));
            assertThat(none[label]).isLessThan(head.thresholds().get(label));
        }
        assertThat(head.metrics().macroF1()).isGreaterThan(0.85);
    }

    @Test
    void rareLabelsCountAsMuchWhereThatIsAsked() {
        List<LabeledFeatures> rows = Toy.tags(600, 0.8, 1).stream()
                .map(row -> LabeledFeatures.of(row.features(), row.labels().contains("b") ? "rare" : "usual"))
                .toList();
        HeadOptions options = HeadOptions.oneLabel(1);

        TrainedHead balanced = Toy.trainer(3).train(rows, options.withBalance(true));
        TrainedHead unbalanced = Toy.trainer(3).train(rows, options);

        assertThat(replies(balanced, "rare")).isGreaterThan(replies(unbalanced, "rare"));
    }

    private static long replies(TrainedHead head, String label) {
        return Toy.tags(600, 0.8, 2).stream()
                .filter(row -> label(head, row.features()).equals(label))
                .count();
    }

    @Test
    void countsAreEnoughWithoutAnEncoder() {
        CharacterFeatures characters = new CharacterFeatures(1, 2, 1 << 10);
        List<LabeledFeatures> rows = List.of("売上が増えた", "利益が増えた", "受注が増えた", "売上が減った", "利益が減った", "受注が減った").stream()
                .map(text ->
                        LabeledFeatures.of(characters.features(text), text.contains("増") ? "positive" : "negative"))
                .toList();

        TrainedHead head = new HeadTrainer(characters, Runnable::run).train(rows, HeadOptions.oneLabel(1));

        assertThat(label(head, characters.features("残高が増えた"))).isEqualTo("positive");
        assertThat(label(head, characters.features("残高が減った"))).isEqualTo("negative");
    }

    @Test
    void whatNothingCanBeLearnedFromIsRefused() {
        HeadTrainer trainer = Toy.trainer(3);
        List<LabeledFeatures> rows = Toy.corners(5, 0.2, 1);
        List<LabeledFeatures> east =
                rows.stream().filter(row -> row.labels().contains("east")).toList();

        assertThatThrownBy(() -> trainer.train(east, HeadOptions.oneLabel(1)))
                .isInstanceOf(HeadTrainingException.class)
                .hasMessage("expected texts of at least two labels but there are 1");
        assertThatThrownBy(() -> trainer.train(rows.subList(0, 4), HeadOptions.oneLabel(1)))
                .hasMessageContaining("at least 3 texts with and without each label")
                .hasMessageContaining("\"east\" has 2");
        assertThatThrownBy(() -> Toy.trainer(4).train(rows, HeadOptions.oneLabel(1)))
                .hasMessage("expected 4 features but text number 1 has 3");
        assertThatThrownBy(() -> trainer.train(rows, HeadOptions.ordered(List.of("east", "west"), 1)))
                .hasMessage("expected labels among [east, west] but text number 2 has another");
        assertThatThrownBy(() -> trainer.train(Toy.tags(20, 0.1, 1), HeadOptions.oneLabel(1)))
                .hasMessageContaining("expected one label for each text but text number");
    }

    @Test
    void wrongOptionsAreRefusedWhereTheyAreGiven() {
        assertThatThrownBy(() -> HeadOptions.ordered(List.of(), 1)).hasMessageContaining("from low to high");
        assertThatThrownBy(() -> new Search(List.of(1.0, 1.0), 3, 10)).hasMessageContaining("ascending");
        assertThatThrownBy(() -> new Search(List.of(Double.NaN), 3, 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Search(List.of(), 3, 10)).hasMessageContaining("number of strengths");
        assertThatThrownBy(() -> Kernel.gaussian(0)).hasMessageContaining("landmarks");
        assertThatThrownBy(() -> Kernel.LINEAR.withGamma(Double.NaN)).hasMessageContaining("gamma");
    }
}
