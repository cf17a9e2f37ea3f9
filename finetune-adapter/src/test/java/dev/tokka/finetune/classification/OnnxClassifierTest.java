// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.tokka.Answer;
import dev.tokka.AnswerForm;
import dev.tokka.Question;
import dev.tokka.QuestionRejectedException;
import dev.tokka.finetune.graph.EncoderFiles;
import dev.tokka.finetune.graph.EncoderGraph;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxClassifierTest {

    @TempDir
    Path directory;

    private EncoderFiles files;

    @BeforeEach
    void write() {
        files = Sentiment.write(directory);
    }

    private static Answer.Reply reply(OnnxClassifier classifier, Question question) {
        return classifier.answer(question).reply().orElseThrow();
    }

    @Test
    void repliesWithTheMostProbableLabelAndItsProbability() {
        try (OnnxClassifier classifier = OnnxClassifier.open(directory)) {
            Answer.Reply reply = reply(classifier, Question.of("Profit rose"));

            assertThat(reply.text()).isEqualTo("Positive");
            double expected = Math.exp(3) / (Math.exp(3) + 2);
            assertThat(reply.confidence().orElseThrow()).isCloseTo(expected, within(1e-6));
            assertThat(reply.trace().usage().input()).isEqualTo(4);
            assertThat(classifier.labels()).containsExactly("negative", "neutral", "Positive");
        }
    }

    @Test
    void ranksAllLabels() {
        try (OnnxClassifier classifier = OnnxClassifier.open(directory)) {
            List<LabelScore> scores = classifier.classify("the loss");

            assertThat(scores).extracting(LabelScore::label).containsExactly("negative", "neutral", "Positive");
            assertThat(scores.stream().mapToDouble(LabelScore::probability).sum())
                    .isCloseTo(1, within(1e-9));
            assertThat(classifier.classify(List.of("the loss", "profit")).get(0))
                    .isEqualTo(scores);
            assertThat(classifier.classify("the", "loss")).isEqualTo(scores);
        }
    }

    @Test
    void spellsLabelsAsTheQuestionDoesAndLeavesOthersOut() {
        try (OnnxClassifier classifier = OnnxClassifier.open(directory)) {
            Question question =
                    Question.of("the the the the the profit").withForm(AnswerForm.oneOf("POSITIVE", "Negative"));

            Answer.Reply reply = reply(classifier, question);

            assertThat(reply.text()).as("neutral would win").isEqualTo("POSITIVE");
            assertThat(reply.confidence().orElseThrow()).isCloseTo(1 / (1 + Math.exp(-2)), within(1e-6));
        }
    }

    @Test
    void refusesLabelsThatItDoesNotKnow() {
        try (OnnxClassifier classifier = OnnxClassifier.open(directory)) {
            Question strange = Question.of("profit").withForm(AnswerForm.oneOf("bullish", "negative"));
            Question twice = Question.of("profit").withForm(AnswerForm.oneOf("Positive", "positive"));
            Question json = Question.of("profit").withForm(new AnswerForm.JsonSchema("{}"));

            assertThatThrownBy(() -> classifier.answer(strange))
                    .isInstanceOf(QuestionRejectedException.class)
                    .hasMessageContaining("knows the labels [negative, neutral, Positive]");
            assertThatThrownBy(() -> classifier.answer(twice)).isInstanceOf(QuestionRejectedException.class);
            assertThatThrownBy(() -> classifier.answer(json)).isInstanceOf(QuestionRejectedException.class);
        }
    }

    @Test
    void givesLabelsOtherNames() {
        ClassificationOptions options = ClassificationOptions.defaults().withLabel("Positive", "bullish");
        try (OnnxClassifier classifier = OnnxClassifier.open(directory, options)) {
            Question question = Question.of("profit").withForm(AnswerForm.oneOf("bullish", "negative"));

            assertThat(reply(classifier, question).text()).isEqualTo("bullish");
        }
        assertThatThrownBy(() -> OnnxClassifier.open(
                        directory, ClassificationOptions.defaults().withLabel("positiv", "bullish")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("among [Positive, negative, neutral]");
    }

    @Test
    void abstainsBelowTheThreshold() {
        ClassificationOptions options = ClassificationOptions.defaults().withThreshold(0.5);
        try (OnnxClassifier classifier = OnnxClassifier.open(directory, options)) {
            assertThat(classifier.answer("fell").reply()).isPresent();
            assertThat(classifier.answer("nothing known")).isInstanceOf(Answer.Abstention.class);
        }
    }

    @Test
    void repliesWithSeveralLabelsWhereATextCanHaveThem() {
        files.config("problem_type", TextNode.valueOf("multi_label_classification"));
        try (OnnxClassifier classifier =
                OnnxClassifier.open(directory, ClassificationOptions.defaults().withThreshold(0.6))) {
            Answer.Reply reply = reply(classifier, Question.of("the loss"));

            assertThat(reply.text()).isEqualTo("negative\nneutral");
            assertThat(reply.confidence().orElseThrow()).isCloseTo(1 / (1 + Math.exp(-0.5)), within(1e-6));
            Question one = Question.of("the loss").withForm(AnswerForm.oneOf("neutral", "positive"));
            assertThat(reply(classifier, one).text()).isEqualTo("neutral");
        }
    }

    @Test
    void refusesOrCutsWhatIsTooLong() {
        String text = "loss ".repeat(5) + "profit ".repeat(60);
        try (OnnxClassifier classifier = OnnxClassifier.open(directory)) {
            assertThatThrownBy(() -> classifier.answer(text))
                    .isInstanceOf(QuestionRejectedException.class)
                    .hasMessageContaining("up to 64 tokens but this one has 67");
        }
        ClassificationOptions options =
                ClassificationOptions.defaults().withTruncation(true).withMaxTokens(10);
        try (OnnxClassifier classifier = OnnxClassifier.open(directory, options)) {
            assertThat(reply(classifier, Question.of(text)).text()).isEqualTo("negative");
            assertThat(classifier.answer("profit \ud83d".repeat(9_000)).reply()).isPresent();
        }
    }

    @Test
    void refusesDirectoriesOfOtherThings() throws IOException {
        files.write(EncoderGraph.sums(true, new float[11][3]), "bert", "a", "b", "c");
        requireRefused(Reason.UNSUPPORTED, "text-classification");
        files.write(EncoderGraph.sums(false, new float[11][3]), "bert", "a", "b");
        requireRefused(Reason.UNSUPPORTED, "each of the 2 labels");
        files.write(EncoderGraph.sums(false, new float[11][3]), "bert");
        requireRefused(Reason.UNDECIDED, "id2label");
        files.write(EncoderGraph.sums(false, new float[11][2]), "bert", "a", "a");
        requireRefused(Reason.MALFORMED, "id2label");
        Sentiment.write(directory).config("problem_type", TextNode.valueOf("regression"));
        requireRefused(Reason.UNSUPPORTED, "regression");
        Sentiment.write(directory);
        Files.delete(directory.resolve("tokenizer.json"));
        requireRefused(Reason.MISSING, "tokenizer.json");
        Sentiment.write(directory);
        byte[] graph = Files.readAllBytes(directory.resolve("onnx/model.onnx"));
        Files.write(directory.resolve("onnx/model.onnx"), Arrays.copyOf(graph, graph.length / 2));
        requireRefused(Reason.MALFORMED, "cut off");
    }

    private void requireRefused(Reason reason, String words) {
        assertThatThrownBy(() -> OnnxClassifier.open(directory))
                .isInstanceOfSatisfying(
                        ModelFileException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(words);
    }

    @Test
    void runsTheShapeOfBertAndOfDistilBert() {
        for (int types : new int[] {2, 0}) {
            files.write(
                    EncoderGraph.bert(EncoderGraph.Shape.small(files.vocabulary(), types), 3, false, 1),
                    types == 0 ? "distilbert" : "bert",
                    "positive",
                    "negative",
                    "neutral");
            try (OnnxClassifier classifier = OnnxClassifier.open(directory)) {
                assertThat(classifier.classify("profit rose")).isNotEqualTo(classifier.classify("profit fell"));
                assertThat(classifier.classify("rose profit")).isNotEqualTo(classifier.classify("profit rose"));
            }
        }
    }

    @Test
    void saysThatItIsClosed() {
        OnnxClassifier classifier = OnnxClassifier.open(directory);
        classifier.close();
        classifier.close();

        assertThatThrownBy(() -> classifier.answer("profit")).isInstanceOf(IllegalStateException.class);
    }
}
