// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.tokka.Example;
import dev.tokka.evaluation.dataset.Banking77;
import dev.tokka.finetune.classification.EmbeddingFeatures;
import dev.tokka.finetune.classification.FeatureVector;
import dev.tokka.finetune.training.head.HeadMetrics;
import dev.tokka.finetune.training.head.HeadOptions;
import dev.tokka.finetune.training.head.HeadTrainer;
import dev.tokka.finetune.training.head.LabeledFeatures;
import dev.tokka.finetune.training.head.NearestMean;
import dev.tokka.finetune.training.head.TrainedHead;
import dev.tokka.rag.Encoder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executor;

/**
 * Heads on Banking77: with all training rows, and with ten of each label.
 *
 * @param folder with {@code train.csv} and {@code test.csv}
 */
record IntentHeads(Path folder, EncodedTexts texts, Executor executor) {

    private static final int EACH = 10;
    private static final int SEEDS = 5;
    private static final int BINS = 15;
    /** The 0.975 quantile of Student's t distribution with 4 degrees of freedom. */
    private static final double STUDENT = 2.776;

    /** Texts with their features. */
    private record Rows(List<LabeledFeatures> train, List<LabeledFeatures> test) {}

    List<Figure> measure() throws IOException {
        EmbeddingFeatures features = EmbeddingFeatures.of(text ->
                texts.encoder().encode(Encoder.Role.PASSAGE, List.of(text)).get(0));
        Rows rows = new Rows(rows("train", features), rows("test", features));
        HeadTrainer trainer = new HeadTrainer(features, executor);
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of("Banking77, nearest mean, accuracy", new NearestMean(rows.train).accuracy(rows.test)));
        long start = System.nanoTime();
        double processor = processorSeconds();
        TrainedHead head = trainer.train(rows.train, HeadOptions.oneLabel(1));
        double seconds = (System.nanoTime() - start) / 1e9;
        double used = processorSeconds() - processor;
        figures.add(Figure.of("Banking77, all rows, accuracy", accuracy(head, rows.test))
                .atLeast(0.90));
        figures.add(Figure.of("Banking77, all rows, training", seconds, "s").atMost(60));
        figures.add(Figure.of("Banking77, all rows, training, processor time", used, "s"));
        figures.addAll(calibration(head.metrics()));
        figures.add(Figure.of("Banking77, test, calibration error", calibrationError(head, rows.test))
                .atMost(0.05));
        figures.addAll(few(trainer, rows));
        return figures;
    }

    /** Returns the processor time of all threads, which a busy machine changes less than the clock. */
    private static double processorSeconds() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }

    private List<LabeledFeatures> rows(String split, EmbeddingFeatures features) throws IOException {
        List<Example> examples = Banking77.examples(folder.resolve(split + ".csv"));
        List<float[]> vectors = texts.of(
                "banking77-" + split,
                Encoder.Role.PASSAGE,
                examples.stream().map(Example::question).toList());
        List<LabeledFeatures> rows = new ArrayList<>();
        for (int i = 0; i < vectors.size(); i++) {
            rows.add(LabeledFeatures.of(
                    features.features(vectors.get(i)), examples.get(i).answer()));
        }
        return rows;
    }

    private static List<Figure> calibration(HeadMetrics metrics) {
        return List.of(
                Figure.of(
                        "Banking77, folds, calibration error before",
                        metrics.raw().calibrationError()),
                Figure.of(
                                "Banking77, folds, calibration error after",
                                metrics.calibrated().calibrationError())
                        .atMost(0.05),
                Figure.of("Banking77, folds, Brier score before", metrics.raw().brier()),
                Figure.of(
                        "Banking77, folds, Brier score after",
                        metrics.calibrated().brier()));
    }

    private static List<Figure> few(HeadTrainer trainer, Rows rows) {
        double[] accuracies = new double[SEEDS];
        double sum = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            accuracies[seed] =
                    accuracy(trainer.train(some(rows.train, seed + 1), HeadOptions.oneLabel(seed + 1)), rows.test);
            sum += accuracies[seed];
        }
        double mean = sum / SEEDS;
        double square = 0;
        for (double accuracy : accuracies) {
            square += (accuracy - mean) * (accuracy - mean);
        }
        double margin = STUDENT * Math.sqrt(square / (SEEDS - 1) / SEEDS);
        return List.of(
                Figure.of("Banking77, 10 of each, accuracy, mean of 5", mean).atLeast(0.80),
                Figure.of("Banking77, 10 of each, lower end (95 %)", mean - margin),
                Figure.of("Banking77, 10 of each, upper end (95 %)", mean + margin));
    }

    private static List<LabeledFeatures> some(List<LabeledFeatures> rows, int seed) {
        List<LabeledFeatures> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(seed));
        Map<String, Integer> taken = new HashMap<>();
        return shuffled.stream()
                .filter(row -> taken.merge(row.labels().get(0), 1, Integer::sum) <= EACH)
                .toList();
    }

    private static double accuracy(TrainedHead head, List<LabeledFeatures> rows) {
        long right = rows.stream()
                .filter(row -> row.labels().contains(likeliest(head, row.features())))
                .count();
        return (double) right / rows.size();
    }

    /** Returns the expected calibration error in 15 bins of equal width. */
    private static double calibrationError(TrainedHead head, List<LabeledFeatures> rows) {
        double[] gaps = new double[BINS];
        for (LabeledFeatures row : rows) {
            double[] probabilities = head.probabilities(row.features());
            double most = Arrays.stream(probabilities).max().orElseThrow();
            boolean right = row.labels().contains(likeliest(head, row.features()));
            gaps[Math.min(BINS - 1, (int) (most * BINS))] += most - (right ? 1 : 0);
        }
        return Arrays.stream(gaps).map(Math::abs).sum() / rows.size();
    }

    /** Returns the most probable label. */
    static String likeliest(TrainedHead head, FeatureVector features) {
        double[] probabilities = head.probabilities(features);
        int most = 0;
        for (int label = 1; label < probabilities.length; label++) {
            most = probabilities[label] > probabilities[most] ? label : most;
        }
        return head.labels().get(most);
    }
}
