// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.training;

import dev.tokka.Description;
import dev.tokka.Embedder;
import dev.tokka.Example;
import dev.tokka.Question;
import dev.tokka.finetune.classification.EmbeddingFeatures;
import dev.tokka.finetune.classification.HeadModel;
import dev.tokka.finetune.training.head.HeadMetrics;
import dev.tokka.finetune.training.head.HeadOptions;
import dev.tokka.finetune.training.head.HeadTrainer;
import dev.tokka.finetune.training.head.LabeledFeatures;
import dev.tokka.finetune.training.head.NearestMean;
import dev.tokka.finetune.training.head.TrainedHead;
import dev.tokka.rag.Encoder;
import dev.tokka.rag.onnx.OnnxEncoder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Trains a head on the bundled encoder and prints how often labels are right before and after.
 *
 * <p>Started by {@code mvn -q -Ptrain-head}, with {@code -Dtokka.data=FOLDER} on {@code FOLDER/banking77}, else on the
 * bundled handbook: which document a text belongs to. <i>Before</i> is the label whose mean vector is nearest.
 */
public final class TrainHead {

    private static final int AT_ONCE = 256;

    private final PrintStream out;
    private final Path directory;

    /** Makes a training that prints to {@code out} and writes the head to {@code directory}. */
    TrainHead(PrintStream out, Path directory) {
        this.out = out;
        this.directory = directory;
    }

    /** Runs the example from the root of the repository. */
    public static void main(String... args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        String data = System.getProperty("tokka.data", "");
        Path banking = Path.of(data.isEmpty() ? "data" : data).resolve("banking77");
        LabeledTexts texts = Files.isRegularFile(banking.resolve("train.csv"))
                ? LabeledTexts.banking77(banking)
                : LabeledTexts.handbook(Path.of("examples"));
        new TrainHead(out, Path.of("examples", "target", "heads", "intents")).run(texts);
    }

    /** The vectors of messages, each as a passage, since messages are compared with messages. */
    private record Messages(OnnxEncoder encoder) implements Embedder {

        @Override
        public float[] embed(String text) {
            return embed(List.of(text)).get(0);
        }

        List<float[]> embed(List<String> texts) {
            return encoder.encode(Encoder.Role.PASSAGE, texts);
        }

        @Override
        public Description describe() {
            return Description.of("passages").withPart(encoder.describe());
        }
    }

    /** Trains, serves what was written, and prints. */
    void run(LabeledTexts texts) throws IOException {
        ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try (OnnxEncoder encoder = OnnxEncoder.bgeSmallEn()) {
            Messages messages = new Messages(encoder);
            EmbeddingFeatures features = new EmbeddingFeatures(messages, encoder.dimension());
            out.printf(
                    Locale.ROOT,
                    "%s: %d texts to learn from, %d to ask%n",
                    texts.name(),
                    texts.train().size(),
                    texts.test().size());
            List<LabeledFeatures> train = rows(texts.train(), messages, features);
            List<LabeledFeatures> test = rows(texts.test(), messages, features);
            long start = System.nanoTime();
            TrainedHead head = new HeadTrainer(features, workers).train(train, HeadOptions.oneLabel(1));
            double seconds = (System.nanoTime() - start) / 1e9;
            head.write(directory, "intents", "see " + texts.name());
            double after = accuracy(texts.test(), features);
            print(head.metrics(), seconds);
            out.printf(Locale.ROOT, "before (nearest mean)  %.4f%n", new NearestMean(train).accuracy(test));
            out.printf(Locale.ROOT, "after  (head)          %.4f%n", after);
            out.println("written to " + directory);
        } finally {
            workers.shutdownNow();
        }
    }

    private static List<LabeledFeatures> rows(List<Example> examples, Messages messages, EmbeddingFeatures features) {
        List<LabeledFeatures> rows = new ArrayList<>();
        for (int start = 0; start < examples.size(); start += AT_ONCE) {
            List<Example> some = examples.subList(start, Math.min(examples.size(), start + AT_ONCE));
            List<float[]> vectors =
                    messages.embed(some.stream().map(Example::question).toList());
            for (int i = 0; i < some.size(); i++) {
                rows.add(LabeledFeatures.of(
                        features.features(vectors.get(i)), some.get(i).answer()));
            }
        }
        return rows;
    }

    /** Asks the head as it was written, text by text. */
    private double accuracy(List<Example> test, EmbeddingFeatures features) throws IOException {
        int right = 0;
        try (HeadModel model = HeadModel.open(directory, features)) {
            for (Example example : test) {
                right += model.answer(Question.of(example.question()))
                                .reply()
                                .filter(reply -> reply.text().equals(example.answer()))
                                .isPresent()
                        ? 1
                        : 0;
            }
        }
        return (double) right / test.size();
    }

    private void print(HeadMetrics metrics, double seconds) {
        out.printf(Locale.ROOT, "trained in %.1f s, strength %s%n", seconds, metrics.strength());
        out.printf(
                Locale.ROOT,
                "calibration error on folds left out: %.4f before calibration, %.4f after%n",
                metrics.raw().calibrationError(),
                metrics.calibrated().calibrationError());
    }
}
