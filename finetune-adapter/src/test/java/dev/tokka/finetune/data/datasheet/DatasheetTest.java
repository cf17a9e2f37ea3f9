// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.datasheet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Question;
import dev.tokka.finetune.data.Rows;
import dev.tokka.finetune.data.SourceDocument;
import dev.tokka.finetune.data.TrainingSet;
import dev.tokka.finetune.data.cleaning.Cleaning;
import dev.tokka.finetune.data.cleaning.Cleaning.Cleaned;
import dev.tokka.finetune.data.cleaning.Duplicates;
import dev.tokka.finetune.data.datasheet.Datasheet.About;
import dev.tokka.finetune.data.generation.DocumentQuestions;
import dev.tokka.finetune.data.generation.Generated;
import dev.tokka.finetune.data.generation.Paraphrases;
import dev.tokka.finetune.data.generation.RowGeneration;
import dev.tokka.finetune.data.generation.TeacherBudget;
import dev.tokka.governance.inventory.Development.Ingredient;
import dev.tokka.governance.inventory.Development.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasheetTest {

    private static final About ABOUT =
            new About("fees 1", "Teaches | the fees.", "Not for advice.", Instant.parse("2026-01-01T00:00:00Z"));
    private static final List<SourceDocument> DOCUMENTS = List.of(
            SourceDocument.of("a.md", "The fee of the card is 500 yen.", "own work"),
            SourceDocument.of("b.md", "カードの手数料は、500円です。", "CC BY 4.0"));

    @TempDir
    private Path folder;

    private Datasheet sheet() throws IOException {
        DomainModel teacher = new DomainModel() {

            @Override
            public Answer answer(Question question) {
                return Answer.reply("{\"texts\":[\"And " + question.text() + "\"]}");
            }

            @Override
            public Description describe() {
                return Description.of("teacher");
            }
        };
        Generated made = RowGeneration.of(DocumentQuestions.inWordings(1).then(new Paraphrases(1)), DOCUMENTS)
                .teacher(teacher, TeacherBudget.of(100, 1_000_000, 10))
                .build()
                .run(folder.resolve("made"));
        Cleaned cleaned = Cleaning.NONE
                .thenNew("duplicates", Duplicates::exact)
                .run(made.set().orElseThrow(), folder.resolve("cleaned"));
        return Datasheet.of(ABOUT, cleaned.set()).with(made).with(cleaned).withSources(DOCUMENTS);
    }

    @Test
    void aSheetSaysWhatIsInTheSetAndHowItCameToBe() throws IOException {
        Datasheet sheet = sheet().withSetting("seed", "0");
        JsonNode json = new ObjectMapper().readTree(sheet.toJson());

        assertThat(json.path("rows").asInt()).isEqualTo(10);
        assertThat(json.path("documents").asInt()).isEqualTo(2);
        assertThat(json.path("counts").path("licence").toString()).isEqualTo("{\"CC BY 4.0\":6,\"own work\":4}");
        assertThat(json.path("counts").path("language").toString()).isEqualTo("{\"en\":4,\"ja\":6}");
        assertThat(json.path("counts").path("step").toString())
                .isEqualTo("{\"document questions\":10,\"paraphrase\":5}");
        assertThat(json.path("counts")
                        .path("teacher")
                        .path(Description.of("teacher").fingerprint())
                        .asInt())
                .isEqualTo(5);
        assertThat(json.path("steps").get(0).path("before").asInt()).isEqualTo(2);
        assertThat(json.path("steps").get(1).path("step").asText()).isEqualTo("duplicates");
        assertThat(json.path("sources").path("a.md").asText())
                .isEqualTo(DOCUMENTS.get(0).digest());
        assertThat(json.path("settings").path("teacher calls").asText()).isEqualTo("5");
        assertThat(json.path("files").path("rows.jsonl").asText()).hasSize(64);
    }

    @Test
    void thePageAnswersTheQuestionsOfThePaper() throws IOException {
        String page = sheet().toMarkdown();

        assertThat(page)
                .startsWith("# Datasheet: fees 1\n\n## Motivation\n\nTeaches | the fees.\n")
                .contains("## Composition", "10 rows from 2 documents.", "| licence | CC BY 4.0 | 6 |")
                .contains("## Collection and cleaning", "| generation | 2 | 10 |", "| duplicates | 10 | 10 |  |")
                .contains("| a.md | `", "## Settings", "## Uses and limits\n\nNot for advice.", "## Files");
    }

    @Test
    void governanceRecordsASetByTheDigestOfItsSheet() throws IOException {
        Datasheet sheet = sheet();

        Ingredient ingredient = sheet.ingredient();

        assertThat(ingredient)
                .isEqualTo(Ingredient.of(
                        Ingredient.Kind.TRAINING_DATA, "fees 1", "sha256:" + sheet.digest(), "CC BY 4.0, own work"));
        assertThat(Recipe.of(Description.of("model")).with(ingredient).ingredients())
                .containsExactly(ingredient);
        assertThat(sheet.withSetting("x", "y").digest()).isNotEqualTo(sheet.digest());
        Path file = Files.writeString(folder.resolve("chat.jsonl"), "x");
        assertThat(sheet.withFile(file).files()).containsKeys("rows.jsonl", "chat.jsonl");
    }

    @Test
    void lengthsAreThoseOfTheTexts() throws IOException {
        TrainingSet set = TrainingSet.write(
                folder.resolve("set"),
                Stream.concat(
                        IntStream.rangeClosed(1, 99).mapToObj(i -> Rows.of("q", "x".repeat(i))),
                        Stream.of(Rows.of("q", "x".repeat(70_000)))));

        Composition composition = Composition.of(set);

        assertThat(composition.wanted()).isEqualTo(new Lengths(1, 5, 50, 95, 70_000, 749.5));
        assertThat(composition.asked()).isEqualTo(new Lengths(1, 1, 1, 1, 1, 1));
        assertThat(composition.licences()).containsExactly("unknown");
        assertThat(composition.counts().get("content")).isEqualTo(Map.of("supervised", 100L));
    }

    @Test
    void anEmptySetHasASheet() throws IOException {
        TrainingSet set = TrainingSet.write(folder.resolve("set"), Stream.empty());

        assertThat(Datasheet.of(ABOUT, set).ingredient().licence()).contains("unknown");
    }
}
