// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokka.DataClass;
import dev.tokka.finetune.training.job.TrainingException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingFileTest {

    private static final String CHAT = "{\"messages\": [{\"role\": \"assistant\", \"content\": \"Yes.\"}]}\n";
    private static final String RAW = "{\"prompt\": \"a\", \"completion\": \"b\"}\n";

    @TempDir
    private Path folder;

    private TrainingFile read(String text) throws IOException {
        return TrainingFile.of(Files.writeString(folder.resolve("rows.jsonl"), text));
    }

    @Test
    void rowsAreCountedAndDigested() throws IOException {
        TrainingFile file = read(RAW + RAW);

        assertThat(file.rows()).isEqualTo(2);
        assertThat(file.bytes()).isEqualTo(2L * RAW.length());
        assertThat(file.form()).isEqualTo(TrainingFile.Form.COMPLETION);
        assertThat(read(CHAT).form()).isEqualTo(TrainingFile.Form.CHAT);
        assertThat(read(CHAT).sha256()).isNotEqualTo(file.sha256());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no json | expected a JSON object but it is no JSON",
                "{} | expected a text 'prompt' but found none",
                "{\"prompt\": 1, \"completion\": \"b\"} | expected a text 'prompt' but found another type",
                "{\"prompt\": \"a\", \"completion\": \" \"} | expected words in completion but it is blank",
                "{\"messages\": []} | expected a list 'messages' but found an empty list",
                "{\"messages\": [{\"role\": \"tool\"}]} | messages[0]: expected a role system, developer, user or assistant but"
                        + " found another text",
                "{\"messages\": [{\"role\": \"user\"}]} | messages[0]: expected a text 'content' but found none",
                "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}]} | expected the last message to be the assistant's but"
                        + " it is another's"
            })
    void whatIsWrongWithARowIsToldWithItsLine(String row, String message) throws IOException {
        String first = row.contains("messages") ? CHAT : RAW;
        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(() -> read(first + row + "\n"))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.BAD_DATA))
                .withMessage(folder.resolve("rows.jsonl") + ":2: " + message)
                .withNoCause();
    }

    @Test
    void rowsOfTwoFormsAndNoRowsAreRefused() {
        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(() -> read(CHAT + RAW))
                .withMessageContaining(":2: expected 'messages', as in the first row, but found another form");
        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(() -> read(""))
                .withMessageContaining("expected rows but the file is empty");
    }

    @Test
    void plansAreKnownByWhatTheySay() throws IOException {
        TrainingFile rows = read(CHAT);
        TrainingPlan plan = TrainingPlan.of("desk", "small", rows, DataClass.INTERNAL);
        LoraSettings lora = LoraSettings.DEFAULT.withRank(16).on(List.of("q_proj"));
        TrainingSettings settings =
                TrainingSettings.DEFAULT.withEpochs(2).withLearningRate(2e-4).withLora(lora);
        TrainingPlan other = plan.withValidation(rows).withSettings(settings);

        assertThat(lora.alpha()).isEqualTo(64);
        assertThat(plan.id())
                .isEqualTo(TrainingPlan.of("desk", "small", rows.at(folder), DataClass.INTERNAL)
                        .id());
        assertThat(other.id()).isNotEqualTo(plan.id());
        try (JobDirectory made = JobDirectory.create(folder.resolve("job"), other, "test")) {
            assertThat(made.plan().id()).isEqualTo(other.id());
        }
        try (JobDirectory opened = JobDirectory.open(folder.resolve("job"), "test")) {
            assertThat(opened.plan().settings()).isEqualTo(settings);
            assertThat(opened.plan().id()).isEqualTo(other.id());
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingPlan.of("Desk!", "small", rows, DataClass.INTERNAL))
                .withMessageContaining("name must be up to 40 lower-case letters");
    }

    @Test
    void aStateIsReplacedAsAWholeAndADirectoryIsOfOneTrainer() throws IOException {
        TrainingPlan plan = TrainingPlan.of("desk", "small", read(CHAT), DataClass.INTERNAL);
        try (JobDirectory made = JobDirectory.create(folder.resolve("job"), plan, "test")) {
            assertThat(made.state()).isEmpty();
            made.save(made.state().put("job", "1"));
            assertThat(made.state().path("job").asText()).isEqualTo("1");
        }
        try (JobDirectory opened = JobDirectory.open(folder.resolve("job"), "test")) {
            assertThat(opened.state().path("job").asText()).isEqualTo("1");
        }
        assertThatExceptionOfType(TrainingException.class)
                .isThrownBy(() -> JobDirectory.open(folder.resolve("job"), "another"))
                .withMessageContaining("expected a job of another but it is of test");
    }
}
