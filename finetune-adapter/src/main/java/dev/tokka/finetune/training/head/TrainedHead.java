// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.head;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Digests;
import dev.tokka.finetune.classification.FeatureVector;
import dev.tokka.finetune.classification.Featurizer;
import dev.tokka.finetune.classification.HeadFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A head that was trained. Write it to a directory, which {@code HeadModel} serves. Immutable. */
public final class TrainedHead {

    private final Learned learned;
    private final HeadOptions options;
    private final List<String> labels;
    private final List<Double> thresholds;
    private final HeadMetrics metrics;
    private final int texts;

    /** What labels a text: its features, what is done with them, and calibrated planes. */
    record Learned(Featurizer featurizer, FeatureMap map, Planes planes) {}

    /** What was learned, from how many texts, and how good it is. */
    record Outcome(int texts, List<Double> thresholds, HeadMetrics metrics) {}

    TrainedHead(Learned learned, HeadOptions options, List<String> labels, Outcome outcome) {
        this.learned = learned;
        this.options = options;
        this.labels = List.copyOf(labels);
        this.thresholds = List.copyOf(outcome.thresholds);
        this.metrics = outcome.metrics;
        this.texts = outcome.texts;
    }

    /** Returns the labels, in the order of the probabilities. */
    public List<String> labels() {
        return labels;
    }

    /** Returns for each label the least probability with which it is replied; 0 where exactly one is replied. */
    public List<Double> thresholds() {
        return thresholds;
    }

    /** Returns how many texts it has learned from. */
    public int texts() {
        return texts;
    }

    /** Returns how it was trained. */
    public HeadOptions options() {
        return options;
    }

    /** Returns what its features come from. */
    public Featurizer featurizer() {
        return learned.featurizer;
    }

    /** Returns how good the head is on folds that were left out. */
    public HeadMetrics metrics() {
        return metrics;
    }

    /**
     * Returns the calibrated probability of each label.
     *
     * @param features of the featurizer that the head was trained on
     * @return {@code [labels]}: they sum to 1, unless a text can have several labels
     * @throws IllegalArgumentException if there are more or fewer features
     */
    public double[] probabilities(FeatureVector features) {
        if (features.size() != learned.featurizer.size()) {
            throw new IllegalArgumentException(
                    "expected " + learned.featurizer.size() + " features but there are " + features.size());
        }
        FeatureMap map = learned.map;
        return Probabilities.of(
                options.task(), learned.planes.scores(HeadTrainer.withBias(map.map(features), map.width())));
    }

    /** Returns the head as an ONNX graph: {@code features} in, {@code probabilities} out, a row for each text. */
    public byte[] toOnnx() {
        return new HeadGraph(learned, options.task(), labels.size()).toBytes();
    }

    /**
     * Writes the head to {@code directory}: {@value HeadFile#GRAPH} and {@value HeadFile#NAME}, which are replaced.
     *
     * @param directory made if it is not there
     * @param name what the head is called; not blank
     * @param datasheet where it is written what the texts are and who may use them; not blank
     * @throws IllegalStateException if the featurizer cannot say what it is made of, so that it could not be told from
     *     another when the head is served
     * @throws UncheckedIOException if it cannot be written
     */
    public void write(Path directory, String name, String datasheet) {
        requireNonNull(directory, "directory");
        if (learned.featurizer.describe().isOpaque()) {
            throw new IllegalStateException(
                    "expected a featurizer that describes itself but it is opaque: give the embedder"
                            + " a describe() with the digest of its weights");
        }
        byte[] graph = toOnnx();
        HeadFile file = new HeadFile(
                Checks.requireText(name, "name"),
                options.task(),
                new HeadFile.Labels(labels, thresholds),
                HeadFile.Source.of(learned.featurizer),
                Digests.sha256(graph),
                new HeadFile.Facts(Checks.requireText(datasheet, "datasheet"), facts()));
        try {
            Files.createDirectories(directory);
            Files.write(directory.resolve(HeadFile.GRAPH), graph);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + directory, e);
        }
        file.write(directory);
    }

    /** Returns the {@linkplain #metrics metrics} by name, as the file of the head has them. */
    public Map<String, Double> facts() {
        Map<String, Double> facts = new TreeMap<>();
        facts.put("heldOutTexts", (double) metrics.rows());
        facts.put("accuracy", metrics.accuracy());
        facts.put("macroF1", metrics.macroF1());
        facts.put("strength", metrics.strength());
        add(facts, "raw", metrics.raw());
        add(facts, "calibrated", metrics.calibrated());
        return Collections.unmodifiableMap(facts);
    }

    private static void add(Map<String, Double> facts, String name, ProbabilityQuality quality) {
        facts.put(name + "LogLoss", quality.logLoss());
        facts.put(name + "Brier", quality.brier());
        facts.put(name + "CalibrationError", quality.calibrationError());
    }
}
