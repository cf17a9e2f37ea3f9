// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.training;

import dev.tokka.AnswerForm;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Embedder;
import dev.tokka.Example;
import dev.tokka.Question;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Candidate;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.metric.Classification;
import dev.tokka.finetune.FineTunedModel;
import dev.tokka.finetune.ModelCard;
import dev.tokka.finetune.classification.EmbeddingFeatures;
import dev.tokka.finetune.data.TrainingSet;
import dev.tokka.finetune.data.datasheet.Datasheet;
import dev.tokka.finetune.data.datasheet.Datasheet.About;
import dev.tokka.finetune.data.generation.LabelRows;
import dev.tokka.finetune.data.generation.LabelledText;
import dev.tokka.finetune.data.generation.RowGeneration;
import dev.tokka.finetune.onnx.OnnxChatModel;
import dev.tokka.finetune.training.head.HeadMetrics;
import dev.tokka.finetune.training.head.HeadOptions;
import dev.tokka.finetune.training.head.HeadTrainer;
import dev.tokka.finetune.training.head.LabeledFeatures;
import dev.tokka.finetune.training.head.NearestMean;
import dev.tokka.finetune.training.head.TrainedHead;
import dev.tokka.finetune.training.job.TunedModelFile;
import dev.tokka.prompting.Prompting;
import dev.tokka.rag.Encoder;
import dev.tokka.rag.onnx.OnnxEncoder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Trains a head on the bundled encoder, prints how often labels are right before and after, and compares it with a small
 * language model, as it is and prompted.
 *
 * <p>Started by {@code mvn -q -Ptrain-head}, with {@code -Dtokka.data=FOLDER} on {@code FOLDER/banking77}, else on the
 * bundled handbook: which document a text belongs to. <i>Before</i> is the label whose mean vector is nearest.
 */
public final class TrainHead {

    private static final int AT_ONCE = 256;
    private static final int MOST_CASES = 100;
    private static final String TOLD = "Say which of the labels the text has.";

    private final PrintStream out;
    private final Path examples;
    private final Path directory;

    /**
     * Makes a training that prints to {@code out} and writes the head to {@code directory}.
     *
     * @param examples the folder {@code examples} of the repository, which has a small language model to compare with
     */
    TrainHead(PrintStream out, Path examples, Path directory) {
        this.out = out;
        this.examples = examples;
        this.directory = directory;
    }

    /** Runs the example from the root of the repository. */
    public static void main(String... args) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        String data = System.getProperty("tokka.data", "");
        Path banking = Path.of(data.isEmpty() ? "data" : data).resolve("banking77");
        Path examples = Path.of("examples");
        LabeledTexts texts = Files.isRegularFile(banking.resolve("train.csv"))
                ? LabeledTexts.banking77(banking)
                : LabeledTexts.handbook(examples);
        new TrainHead(out, examples, examples.resolve(Path.of("target", "heads", "intents"))).run(texts);
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
    void run(LabeledTexts texts) throws IOException, InterruptedException {
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
            print(head.metrics(), seconds);
            out.printf(Locale.ROOT, "before (nearest mean)  %.4f%n", new NearestMean(train).accuracy(test));
            Path work = Files.createTempDirectory("tokka-head");
            Path file = write(head, texts, work);
            try (FineTunedModel model = FineTunedModel.open(file, features)) {
                out.printf(Locale.ROOT, "after  (head)          %.4f%n", accuracy(texts.test(), model));
                out.println("written to " + file);
                compare(model, texts, work);
            }
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

    private Path write(TrainedHead head, LabeledTexts texts, Path work) throws IOException {
        List<LabelledText> sources = new ArrayList<>();
        for (Example example : texts.train()) {
            sources.add(new LabelledText("text " + sources.size(), example.question(), example.answer()));
        }
        TrainingSet rows = RowGeneration.of(LabelRows.classification(TOLD, head.labels(), texts.licence()), sources)
                .build()
                .run(work.resolve("rows"))
                .set()
                .orElseThrow();
        About about = new About(texts.name(), "Teaches which label a text has.", "", Instant.EPOCH);
        ModelCard card = new ModelCard("1", texts.licence(), texts.name(), "to label texts", "texts of another kind");
        return TunedModelFile.of("intents", head, card)
                .with(Datasheet.of(about, rows))
                .write(directory);
    }

    private static double accuracy(List<Example> test, FineTunedModel model) {
        long right = test.stream()
                .filter(example -> model.answer(Question.of(example.question()))
                        .reply()
                        .filter(reply -> reply.text().equals(example.answer()))
                        .isPresent())
                .count();
        return (double) right / test.size();
    }

    /** Asks the head and a language model, which chooses among the labels by probability, a part of the texts. */
    private void compare(FineTunedModel head, LabeledTexts texts, Path work) throws IOException, InterruptedException {
        List<String> labels =
                texts.train().stream().map(Example::answer).distinct().sorted().toList();
        List<Case> cases = new ArrayList<>();
        int step = Math.max(1, texts.test().size() / MOST_CASES);
        for (int i = 0; i < texts.test().size() && cases.size() < MOST_CASES; i += step) {
            Example example = texts.test().get(i);
            cases.add(Case.of(
                    "text " + i,
                    Question.of(example.question()).withForm(new AnswerForm.OneOf(labels)),
                    new Expected.Label(example.answer())));
        }
        Benchmark benchmark = Benchmark.of(texts.name(), cases, Classification.accuracy());
        try (OnnxChatModel chat =
                OnnxChatModel.open(examples.resolve("demo-bank").resolve("model"))) {
            DomainModel base = chat.asDomainModel();
            List<Candidate> candidates = List.of(
                    new Candidate("base", base),
                    new Candidate("prompted", base.with(Prompting.instructions(TOLD))),
                    new Candidate("head", head));
            new TunedComparison(out, work).of(benchmark, candidates);
        }
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
