// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokka.Answer;
import dev.tokka.AnswerForm;
import dev.tokka.Question;
import dev.tokka.QuestionRejectedException;
import dev.tokka.finetune.graph.EncoderGraph;
import dev.tokka.onnx.ModelFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnnxTaggerTest {

    @TempDir
    Path directory;

    private OnnxTagger open() {
        Names.write(directory);
        return OnnxTagger.open(directory);
    }

    @Test
    void joinsPiecesToWordsAndWordsToEntities() {
        try (OnnxTagger tagger = open()) {
            List<Entity> entities = tagger.entities("Toyota Motor met Honda and Bank of Japan, Tokyo.");

            assertThat(entities)
                    .extracting(entity -> entity.text() + "/" + entity.label())
                    .containsExactly("Toyota Motor/ORG", "Honda/ORG", "Bank of Japan/ORG", "Tokyo/LOC");
            assertThat(entities.get(0).probability()).isGreaterThan(0.9);
        }
    }

    /** The tokenizer counts characters of Unicode, Java counts halves of those beyond the first 65,536. */
    @Test
    void countsPlacesAsStringsDo() {
        String text = "🏦𠮷 東 \ud83d Toyota 🚗 Tokyo";
        try (OnnxTagger tagger = open()) {
            List<Entity> entities = tagger.entities(text);

            assertThat(entities).extracting(Entity::text).containsExactly("東", "Toyota", "Tokyo");
            assertThat(entities)
                    .allSatisfy(entity -> assertThat(text.substring(entity.start(), entity.end()))
                            .isEqualTo(entity.text()));
        }
    }

    @Test
    void repliesWithALineForEachEntity() {
        try (OnnxTagger tagger = open()) {
            Answer.Reply reply =
                    tagger.answer("Toyota Motor met Bank\nof Japan").reply().orElseThrow();

            assertThat(reply.text()).isEqualTo("Toyota Motor, ORG\nBank of Japan, ORG");
            assertThat(reply.confidence().orElseThrow()).isBetween(0.9, 1.0);
            assertThat(tagger.answer("nobody met")).isInstanceOf(Answer.Abstention.class);
            assertThat(tagger.entities(List.of("nobody", "Tokyo")))
                    .extracting(List::size)
                    .containsExactly(0, 1);
        }
    }

    @Test
    void writesJsonByItsOwnSchema() throws IOException {
        try (OnnxTagger tagger = open()) {
            AnswerForm form = new AnswerForm.JsonSchema(OnnxTagger.SCHEMA);

            JsonNode json = new ObjectMapper()
                    .readTree(tagger.answer(Question.of("met in Tokyo").withForm(form))
                            .reply()
                            .orElseThrow()
                            .text());

            assertThat(json.at("/entities/0/text").asText()).isEqualTo("Tokyo");
            assertThat(json.at("/entities/0/label").asText()).isEqualTo("LOC");
            assertThat(json.at("/entities/0/start").asInt()).isEqualTo(7);
            assertThat(json.at("/entities/0/end").asInt()).isEqualTo(12);
            assertThat(tagger.answer(Question.of("met").withForm(form))
                            .reply()
                            .orElseThrow()
                            .text())
                    .isEqualTo("{\"entities\":[]}");
        }
    }

    @Test
    void refusesOtherForms() {
        try (OnnxTagger tagger = open()) {
            for (AnswerForm form : List.of(
                    AnswerForm.oneOf("ORG", "LOC"),
                    new AnswerForm.JsonSchema("{\"type\": \"array\"}"),
                    new AnswerForm.JsonSchema("{no json"))) {
                assertThatThrownBy(() -> tagger.answer(Question.of("Tokyo").withForm(form)))
                        .isInstanceOf(QuestionRejectedException.class);
            }
        }
    }

    @Test
    void leavesOutWhatIsNotSure() {
        Names.write(directory);
        ClassificationOptions options = ClassificationOptions.defaults().withThreshold(0.9);
        try (OnnxTagger tagger = OnnxTagger.open(directory, options)) {
            assertThat(tagger.entities("Tokyo met Honda"))
                    .extracting(Entity::text)
                    .containsExactly("Tokyo");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "O, B-ORG, I-ORG, B-LOC, 3", // BIO: three entities
        "O, S-ORG, E-ORG, S-LOC, 4", // BIOES: what ended does not go on
        "O, U-ORG, L-ORG, U-LOC, 4", // BILOU
        "O, ORG, MISC, LOC, 4", // bare names
        "O, B-ORG, I-LOC, B-LOC, 4" // another kind begins without its mark
    })
    void knowsTheSchemes(String outside, String first, String further, String place, int expected) {
        Names.write(directory, outside, first, further, place);
        try (OnnxTagger tagger = OnnxTagger.open(directory)) {
            assertThat(tagger.entities("Toyota Motor met Honda Tokyo")).hasSize(expected);
        }
    }

    @Test
    void runsTheShapeOfBert() {
        byte[] graph = EncoderGraph.bert(EncoderGraph.Shape.small(4 + Names.PIECES.size(), 2), 4, true, 3);
        Names.write(directory).write(graph, "bert", "O", "A", "B", "C");
        try (OnnxTagger tagger = OnnxTagger.open(directory)) {
            String text = "Toyota Motor met Honda Tokyo and Bank of Japan";

            assertThat(tagger.entities(text)).isEqualTo(tagger.entities(text));
        }
    }

    @Test
    void refusesClassifiersOfTexts() {
        Names.write(directory).write(EncoderGraph.sums(false, new float[15][2]), "bert", "a", "b");

        assertThatThrownBy(() -> OnnxTagger.open(directory))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("token-classification");
    }
}
