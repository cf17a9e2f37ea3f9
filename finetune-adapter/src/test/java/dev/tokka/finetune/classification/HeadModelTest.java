// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.Answer;
import dev.tokka.AnswerForm;
import dev.tokka.Question;
import dev.tokka.QuestionRejectedException;
import dev.tokka.finetune.training.head.HeadOptions;
import dev.tokka.finetune.training.head.HeadTrainer;
import dev.tokka.finetune.training.head.LabeledFeatures;
import dev.tokka.onnx.ModelDirectory;
import dev.tokka.onnx.ModelFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadModelTest {

    private static final EmbeddingFeatures WORDS = EmbeddingFeatures.of(new Heads.Words("w"));

    @TempDir
    Path directory;

    private static Answer.Reply reply(HeadModel model, Question question) {
        return model.answer(question).reply().orElseThrow();
    }

    @Test
    void repliesWithTheMostProbableLabelAndItsProbability() {
        try (HeadModel model = HeadModel.open(Heads.write(directory, WORDS), WORDS)) {
            Answer.Reply reply = reply(model, Question.of("my card"));
            List<LabelScore> scores = model.classify("my card");

            assertThat(reply.text()).isEqualTo("card");
            assertThat(scores).hasSize(3);
            assertThat(scores.get(0).label()).isEqualTo("card");
            assertThat(reply.confidence().orElseThrow()).isEqualTo(scores.get(0).probability());
            assertThat(scores.stream().mapToDouble(LabelScore::probability).sum())
                    .isCloseTo(1, within(1e-6));
            assertThat(model.file().facts().metrics())
                    .containsKeys("accuracy", "calibratedBrier", "rawCalibrationError");
            assertThat(model).hasToString("topics");
        }
    }

    @Test
    void abstainsBelowTheThreshold() {
        try (HeadModel model = HeadModel.open(Heads.write(directory, WORDS), WORDS)) {
            HeadModel sure = model.withThreshold(0.6);

            assertThat(sure.answer("card card card").reply()).isPresent();
            assertThat(sure.answer("nothing known")).isInstanceOf(Answer.Abstention.class);
            assertThat(model.answer("nothing known").reply()).isPresent();
            assertThatThrownBy(() -> model.withThreshold(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void spellsLabelsAsTheQuestionDoesAndLeavesOthersOut() {
        try (HeadModel model = HeadModel.open(Heads.write(directory, WORDS), WORDS)) {
            Question question = Question.of("card card cash").withForm(AnswerForm.oneOf("CASH", "Transfer"));

            Answer.Reply reply = reply(model, question);

            assertThat(reply.text()).isEqualTo("CASH");
            assertThat(reply.confidence().orElseThrow()).isGreaterThan(0.5);
            assertThatThrownBy(() -> model.answer(question.withForm(AnswerForm.oneOf("loan", "cash"))))
                    .isInstanceOf(QuestionRejectedException.class)
                    .hasMessageContaining("topics knows the labels [card, cash, transfer]");
            assertThatThrownBy(() -> model.answer(question.withForm(new AnswerForm.JsonSchema("{}"))))
                    .isInstanceOf(QuestionRejectedException.class);
        }
    }

    @Test
    void repliesWithAllLabelsThatReachTheirThresholds() {
        try (HeadModel model = HeadModel.open(Heads.writeSeveral(directory, WORDS), WORDS)) {
            assertThat(reply(model, Question.of("cash fee")).text().split("\n"))
                    .containsExactlyInAnyOrder("fee", "cash");
            assertThat(model.answer("card card")).isInstanceOf(Answer.Abstention.class);
        }
    }

    @Test
    void isNeverServedOnAnotherEncoder() {
        Heads.write(directory, WORDS);
        EmbeddingFeatures other = EmbeddingFeatures.of(new Heads.Words("v"));

        assertThatThrownBy(() -> HeadModel.open(directory, other))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("expected the featurizer of the training, with the fingerprint "
                        + WORDS.describe().fingerprint());
        assertThatThrownBy(() -> HeadModel.open(directory))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("trained on an encoder: open it with that");
    }

    @Test
    void headsOnCharactersNeedNoEncoder() {
        CharacterFeatures characters = new CharacterFeatures(1, 3, 512);
        try (HeadModel model = HeadModel.open(Heads.write(directory, characters))) {
            assertThat(reply(model, Question.of("another transfer")).text()).isEqualTo("transfer");
            assertThat(model.describe().parts()).containsExactly(characters.describe());
        }
    }

    @Test
    void anotherGraphIsRefused() throws IOException {
        Heads.write(directory, WORDS);
        Files.write(directory.resolve(HeadFile.GRAPH), new byte[] {0x08, 0x08}, StandardOpenOption.APPEND);

        assertThatThrownBy(() -> HeadModel.open(directory, WORDS))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("but its content has");
    }

    @Test
    void damagedFilesAreRefused() throws IOException {
        Path file = Heads.write(directory, WORDS).resolve(HeadFile.NAME);
        String sound = Files.readString(file);
        for (String[] change : new String[][] {
            {"\"format\" : 1", "\"format\" : 2"},
            {"ONE_LABEL", "MANY"},
            {"\"card\"", "\"cash\""},
            {"\"thresholds\" : [ 0.0,", "\"thresholds\" : [ 7.0,"},
            {"\"datasheet\" : \"none\"", "\"datasheet\" : \"\""}
        }) {
            assertThat(sound).contains(change[0]);
            Files.writeString(file, sound.replace(change[0], change[1]));

            assertThatThrownBy(() -> HeadModel.open(directory, WORDS))
                    .as(change[1])
                    .isInstanceOf(ModelFileException.class);
        }
    }

    @Test
    void theFileIsReadAsItWasWritten() {
        Heads.writeSeveral(directory, WORDS);

        HeadFile file = HeadFile.read(ModelDirectory.of(directory));
        file.write(directory);

        assertThat(HeadFile.read(ModelDirectory.of(directory))).isEqualTo(file);
        assertThat(file.task()).isEqualTo(HeadTask.SEVERAL_LABELS);
    }

    @Test
    void whatCannotBeToldFromAnotherIsNotWritten() {
        EmbeddingFeatures opaque = EmbeddingFeatures.of(text -> new float[] {text.length(), 1});
        List<LabeledFeatures> rows = Stream.of("a", "b", "c", "long text", "long text!", "long texts!")
                .map(text -> LabeledFeatures.of(opaque.features(text), text.length() > 3 ? "long" : "short"))
                .toList();

        assertThatThrownBy(() -> new HeadTrainer(opaque, Runnable::run)
                        .train(rows, HeadOptions.oneLabel(1))
                        .write(directory, "lengths", "none"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("opaque");
    }

    @Test
    void aClosedHeadSaysSo() {
        HeadModel model = HeadModel.open(Heads.write(directory, WORDS), WORDS);
        model.close();
        model.close();

        assertThatThrownBy(() -> model.answer("card")).isInstanceOf(IllegalStateException.class);
    }
}
