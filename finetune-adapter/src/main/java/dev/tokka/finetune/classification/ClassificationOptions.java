// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.classification;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * How a classifier or tagger is opened and used. Everything has a default; what changes answers is part of the model's
 * description.
 *
 * @param model the file of the graph, relative to the directory, such as {@code "onnx/model_quantized.onnx"}; empty for
 *     {@code onnx/model.onnx} or {@code model.onnx}, else the only {@code .onnx} file
 * @param labels other names for labels of the model, by the model's own name; often empty
 * @param threshold the least probability of a label that is replied, from 0 to 1; empty for 0, but 0.5 where a text can
 *     have several labels
 * @param maxTokens the longest text in tokens, special ones included, at least 8; empty for what the files say
 * @param truncates whether what is too long is cut at its end; else it is refused
 * @param threads on which one run is made; at least 1
 */
public record ClassificationOptions(
        String model,
        Map<String, String> labels,
        OptionalDouble threshold,
        OptionalInt maxTokens,
        boolean truncates,
        int threads) {

    /** Everything as the files say, no least probability, too long texts refused, one thread for each run. */
    public static ClassificationOptions defaults() {
        return new ClassificationOptions("", Map.of(), OptionalDouble.empty(), OptionalInt.empty(), false, 1);
    }

    /** Checks and copies the components. */
    public ClassificationOptions {
        requireNonNull(model, "model");
        labels = Map.copyOf(labels);
        labels.values().forEach(label -> Checks.requireText(label, "label"));
        threshold.ifPresent(value -> Checks.requireShare(value, "threshold"));
        maxTokens.ifPresent(value -> Checks.requireAtLeast(8, value, "maxTokens"));
        Checks.requireAtLeast(1, threads, "threads");
    }

    /** Returns these options with another graph. */
    public ClassificationOptions withModel(String newModel) {
        return new ClassificationOptions(newModel, labels, threshold, maxTokens, truncates, threads);
    }

    /** Returns these options in which the label {@code own} of the model is called {@code name}. */
    public ClassificationOptions withLabel(String own, String name) {
        Map<String, String> copy = new TreeMap<>(labels);
        copy.put(own, name);
        return new ClassificationOptions(model, copy, threshold, maxTokens, truncates, threads);
    }

    /** Returns these options with another least probability. */
    public ClassificationOptions withThreshold(double newThreshold) {
        return new ClassificationOptions(model, labels, OptionalDouble.of(newThreshold), maxTokens, truncates, threads);
    }

    /** Returns these options with another longest text. */
    public ClassificationOptions withMaxTokens(int newMaxTokens) {
        return new ClassificationOptions(model, labels, threshold, OptionalInt.of(newMaxTokens), truncates, threads);
    }

    /** Returns these options in which too long texts are cut, or refused. */
    public ClassificationOptions withTruncation(boolean newTruncates) {
        return new ClassificationOptions(model, labels, threshold, maxTokens, newTruncates, threads);
    }

    /** Returns these options with another number of threads for each run. */
    public ClassificationOptions withThreads(int newThreads) {
        return new ClassificationOptions(model, labels, threshold, maxTokens, truncates, newThreads);
    }
}
