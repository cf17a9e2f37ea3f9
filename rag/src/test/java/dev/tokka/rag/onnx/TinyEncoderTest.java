// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.ModelUnavailableException;
import dev.tokka.QuestionRejectedException;
import dev.tokka.onnx.GraphWriter;
import dev.tokka.onnx.ModelFileException;
import dev.tokka.onnx.ModelFileException.Reason;
import dev.tokka.rag.Encoder.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encoders whose vectors are worked out by hand. */
class TinyEncoderTest {

    private static final Offset<Float> TINY = within(1e-6f);

    /** [PAD], [UNK], [CLS], [SEP], fee, card, lost, nan, slow. */
    private static final float[] TABLE = {9, 9, 1, 1, 3, 4, 0, 5, 8, -6, 12, 5, 1, 0, Float.NaN, 0, 0, 0};

    @TempDir
    Path directory;

    private TinyModel tiny;

    @BeforeEach
    void encoder() throws IOException {
        tiny = new TinyModel(directory).bertTokenizer().graph(TinyModel.encoder(TABLE));
    }

    @Test
    void theMeanCountsEveryTokenTheMarksToo() throws IOException {
        tiny.file("tokka-encoder.json", "{\"pooling\": \"mean\"}");

        // [CLS] fee card [SEP]: (3+8+12+0, 4-6+5+5) / 4 = (23, 8) / 4
        assertVector(Role.PASSAGE, "fee card", 23, 8);
    }

    @Test
    void tokensHaveVectorsOfTheirOwn() throws IOException {
        tiny.file("tokka-encoder.json", "{\"pooling\": \"mean\", \"passagePrefix\": \"lost \", \"maxTokens\": 8}");

        try (OnnxEncoder encoder = OnnxEncoder.open(directory)) {
            assertThat(encoder.tokenVectors("fee card")).isDeepEqualTo(new float[][] {{8, -6}, {12, 5}});
            assertThat(encoder.tokenVectors("card card card card card fee fee fee"))
                    .as("eight tokens with the two marks")
                    .isDeepEqualTo(new float[][] {{12, 5}, {12, 5}, {12, 5}, {12, 5}, {12, 5}, {8, -6}});
            assertThatThrownBy(() -> encoder.tokenVectors("fee nan"))
                    .isInstanceOf(ModelUnavailableException.class)
                    .hasMessageContaining("finite numbers for each of 4 tokens");
        }
    }

    @Test
    void theFirstTokenIsTheMarkAtTheStart() throws IOException {
        tiny.file("tokka-encoder.json", "{\"pooling\": \"cls\"}");

        assertVector(Role.PASSAGE, "fee card", 3, 4);
    }

    @Test
    void theLastTokenIsTheMarkAtTheEndIfThereIsOne() throws IOException {
        tiny.file("tokka-encoder.json", "{\"pooling\": \"last\"}");

        assertVector(Role.PASSAGE, "fee card", 0, 5);
        tiny.bareTokenizer();
        assertVector(Role.PASSAGE, "fee card", 12, 5);
    }

    @Test
    void theFileOfSentenceTransformersDecidesWhereTheOwnOneDoesNot() throws IOException {
        tiny.file("1_Pooling/config.json", "{\"pooling_mode_mean_tokens\": true, \"pooling_mode_cls_token\": false}");
        assertVector(Role.PASSAGE, "fee card", 23, 8);
        tiny.file("tokka-encoder.json", "{\"pooling\": \"cls\"}");
        assertVector(Role.PASSAGE, "fee card", 3, 4);
    }

    @Test
    void aCutVectorHasLengthOneAgain() throws IOException {
        tiny.file("tokka-encoder.json", "{\"pooling\": \"mean\", \"dimension\": 1}");

        assertVector(Role.PASSAGE, "fee card", 1);
        assertVector(Role.PASSAGE, "slow", 1);
        tiny.file("tokka-encoder.json", "{\"pooling\": \"mean\", \"dimension\": 3}");
        assertRefused(Reason.UNSUPPORTED, "3 dimensions but it has 2");
    }

    @Test
    void prefixesAreThoseOfTheSettingsFile() throws IOException {
        tiny.bareTokenizer()
                .file(
                        "tokka-encoder.json",
                        "{\"pooling\": \"mean\", \"queryPrefix\": \"card \"," + " \"passagePrefix\": \"lost \"}");

        assertVector(Role.QUERY, "fee", 20, -1); // card fee
        assertVector(Role.PASSAGE, "fee", 9, -6); // lost fee
    }

    @Test
    void prefixesAreThoseOfSentenceTransformersWhereTheOwnOneDoesNotSay() throws IOException {
        tiny.bareTokenizer()
                .file(
                        "config_sentence_transformers.json",
                        "{\"prompts\": {\"query\": \"card \", \"document\": \"lost \"}}")
                .file("tokka-encoder.json", "{\"pooling\": \"mean\"}");
        assertVector(Role.QUERY, "fee", 20, -1);
        assertVector(Role.PASSAGE, "fee", 9, -6);

        tiny.file("tokka-encoder.json", "{\"pooling\": \"mean\", \"passagePrefix\": \"\"}");
        assertVector(Role.QUERY, "fee", 20, -1);
        assertVector(Role.PASSAGE, "fee", 8, -6);
    }

    @Test
    void typesAreZeroAndPositionsCountFromZero() throws IOException {
        tiny.graph(TinyModel.encoder(TABLE, "token_type_ids", "position_ids"))
                .file("tokka-encoder.json", "{\"pooling\": \"mean\"}");

        // Four tokens at 0, 1, 2, 3 add 6 to each sum.
        assertVector(Role.PASSAGE, "fee card", 29, 14);
    }

    @Test
    void aPassageIsCutBeforeTheLastMarkAndAQuestionRefused() throws IOException {
        tiny.file("tokka-encoder.json", "{\"pooling\": \"mean\", \"maxTokens\": 8}");

        // [CLS] lost (6 times) [SEP]
        assertVector(Role.PASSAGE, "lost ".repeat(6) + "card card", 9, 9);
        try (OnnxEncoder encoder = OnnxEncoder.open(directory)) {
            assertThatThrownBy(() -> encoder.encode(Role.QUERY, List.of("lost ".repeat(7))))
                    .isInstanceOf(QuestionRejectedException.class)
                    .hasMessageContaining("8")
                    .hasMessageContaining("9");
        }
    }

    @Test
    void numbersThatAreNotFiniteAreRefused() throws IOException {
        tiny.file("tokka-encoder.json", "{\"pooling\": \"mean\"}");
        try (OnnxEncoder encoder = OnnxEncoder.open(directory)) {
            assertThatThrownBy(() -> encoder.encode(Role.PASSAGE, List.of("fee", "nan")))
                    .isInstanceOf(ModelUnavailableException.class)
                    .hasMessageContaining("finite")
                    .hasMessageNotContaining("nan");
        }
        float[] always = TABLE.clone();
        always[4] = Float.NaN; // of [CLS]
        tiny.graph(TinyModel.encoder(always));
        assertRefused(Reason.WRONG_RESULT, "short text");
    }

    @Test
    void aVectorOfTheGraphItselfIsTakenWhereNothingSaysHowToPool() throws IOException {
        GraphWriter graph = TinyModel.encoder(TABLE)
                .integers("tokens", 1)
                .node("sentence_embedding = ReduceSum last_hidden_state tokens", GraphWriter.attribute("keepdims", 0))
                .output("sentence_embedding", GraphWriter.FLOAT, "b", "2");
        tiny.graph(graph);

        assertVector(Role.PASSAGE, "fee", 3 + 8 + 0, 4 - 6 + 5);
        try (OnnxEncoder encoder = OnnxEncoder.open(directory)) {
            assertThatThrownBy(() -> encoder.tokenVectors("fee"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("one vector, and its tokens none");
        }
    }

    @Test
    void otherInputsAndOutputsAreRefused() throws IOException {
        assertRefused(Reason.UNDECIDED, "pooling");
        tiny.file("tokka-encoder.json", "{\"pooling\": \"mean\", \"output\": \"pooled\"}");
        assertRefused(Reason.UNSUPPORTED, "last_hidden_state");
        tiny.file("tokka-encoder.json", "{\"pooling\": \"mean\"}");
        tiny.graph(TinyModel.encoder(TABLE).input("past_key_values", GraphWriter.FLOAT, "b", "t"));
        assertRefused(Reason.UNSUPPORTED, "past_key_values");
        tiny.graph(TinyModel.scorer(1, new float[9]));
        assertRefused(Reason.UNSUPPORTED, "logits");
        tiny.file("tokka-encoder.json", "{\"pooling\": \"max\"}");
        assertRefused(Reason.UNSUPPORTED, "mean, cls or last");
    }

    @Test
    void slipsInTheSettingsFileAreRefused() throws IOException {
        tiny.file("tokka-encoder.json", "{\"pooling\": \"mean\", \"querPrefix\": \"card \"}");
        assertRefused(Reason.UNSUPPORTED, "queryPrefix");
        tiny.file("tokka-encoder.json", "{\"pooling\": \"mean\", \"dimension\": \"1\"}");
        assertRefused(Reason.UNSUPPORTED, "\"dimension\" to be a whole NUMBER");
        for (String number : List.of("-1", "1.5", "1e300")) {
            tiny.file("tokka-encoder.json", "{\"pooling\": \"mean\", \"dimension\": " + number + "}");
            assertRefused(Reason.UNSUPPORTED, "\"dimension\" to be a whole NUMBER");
        }
        tiny.file("tokka-encoder.json", "[]");
        assertRefused(Reason.MALFORMED, "tokka-encoder.json");
    }

    private void assertVector(Role role, String text, float... direction) {
        double squares = 0;
        for (float each : direction) {
            squares += each * each;
        }
        try (OnnxEncoder encoder = OnnxEncoder.open(directory)) {
            float[] vector = encoder.encode(role, List.of(text)).get(0);
            assertThat(vector).hasSize(direction.length);
            for (int i = 0; i < direction.length; i++) {
                assertThat(vector[i]).isCloseTo((float) (direction[i] / Math.sqrt(squares)), TINY);
            }
        }
    }

    private void assertRefused(Reason reason, String words) {
        assertThatThrownBy(() -> OnnxEncoder.open(directory))
                .isInstanceOfSatisfying(
                        ModelFileException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(words);
    }
}
