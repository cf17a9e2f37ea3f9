// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.classification;

import dev.tokka.Description;
import dev.tokka.Embedder;
import dev.tokka.finetune.training.head.HeadOptions;
import dev.tokka.finetune.training.head.HeadTrainer;
import dev.tokka.finetune.training.head.LabeledFeatures;
import dev.tokka.finetune.training.head.TrainedHead;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Heads that say whether a text is about a card, a transfer or cash. */
public final class Heads {

    private static final List<String> TEXTS = List.of(
            "lost card",
            "card card",
            "card pin",
            "slow transfer",
            "transfer fee",
            "transfer abroad",
            "cash machine",
            "cash limit",
            "cash fee");

    private Heads() {}

    /** An encoder that knows four words. */
    public record Words(String name) implements Embedder {

        private static final List<String> KNOWN = List.of("card", "transfer", "cash", "fee");

        @Override
        public float[] embed(String text) {
            float[] vector = new float[KNOWN.size()];
            Arrays.fill(vector, 0.1f);
            for (String word : text.split("\\W+", -1)) {
                if (KNOWN.contains(word)) {
                    vector[KNOWN.indexOf(word)]++;
                }
            }
            return vector;
        }

        @Override
        public Description describe() {
            return Description.of("words", name);
        }
    }

    /** Writes a head that has one label for each text. */
    public static Path write(Path directory, Featurizer featurizer) {
        train(featurizer).write(directory, "topics", "none");
        return directory;
    }

    /** Trains a head that has one label for each text. */
    public static TrainedHead train(Featurizer featurizer) {
        List<LabeledFeatures> rows = TEXTS.stream()
                .map(text -> LabeledFeatures.of(featurizer.features(text), label(text)))
                .toList();
        return new HeadTrainer(featurizer, Runnable::run).train(rows, HeadOptions.oneLabel(1));
    }

    /** Writes a head that gives a text any of the labels {@code fee} and {@code cash}. */
    static Path writeSeveral(Path directory, Featurizer featurizer) {
        List<String> texts =
                List.of("cash", "cash fee", "fee", "card", "cash machine", "fee cash", "fee fee", "card pin");
        List<LabeledFeatures> rows = texts.stream()
                .map(text -> new LabeledFeatures(
                        featurizer.features(text),
                        List.of("fee", "cash").stream().filter(text::contains).toList()))
                .toList();
        new HeadTrainer(featurizer, Runnable::run)
                .train(rows, HeadOptions.severalLabels(1))
                .write(directory, "tags", "none");
        return directory;
    }

    private static String label(String text) {
        return List.of("card", "transfer", "cash").stream()
                .filter(text::contains)
                .findFirst()
                .orElseThrow();
    }
}
