// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.fingpt;

import static dev.tokka.evaluation.benchmark.TestFiles.assertRefused;
import static dev.tokka.evaluation.fingpt.FinGptFiles.instructed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.AnswerForm;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.Tags;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Choices and numbers. */
class AnswersTest {

    @TempDir
    Path folder;

    private Path file(List<String> outputs) {
        List<ObjectNode> rows = outputs.stream()
                .map(output -> instructed("请选择。", "哪一个？\nA. 一\nB. 二\nC. 三\nD. 四", output))
                .toList();
        return FinGptFiles.write(folder.resolve("test.jsonl"), rows);
    }

    @Test
    void theCompatibleChoiceIsTheFirstCapital() {
        JsonNode published = FinGptFiles.published("fineval");
        for (JsonNode each : published) {
            for (String letter : List.of("A", "B", "C", "D")) {
                Benchmark benchmark = FinEval.benchmark(file(List.of(letter)));
                Score score = FinGptFiles.scoresOfReplies(
                                benchmark,
                                "FinGPT accuracy",
                                List.of(each.get(0).asText()))
                        .get(0);
                assertThat(score.value())
                        .as(each.toString())
                        .isEqualTo(each.get(1).asText().equals(letter) ? 1 : 0);
                assertThat(score.readable()).isEqualTo(!each.get(1).asText().isEmpty());
            }
        }
    }

    @Test
    void anExamQuestionIsAskedAsItIs() {
        Benchmark benchmark = FinEval.benchmark(file(List.of("正确答案是C。", "D")));

        assertThat(benchmark.cases().get(0).question().form()).isEqualTo(AnswerForm.FREE_TEXT);
        assertThat(benchmark.cases().get(0).question().instructions()).containsExactly("请选择。");
        assertThat(benchmark.cases().get(0).expected()).isEqualTo(new Expected.Label("C"));
        assertThat(benchmark.cases().get(0).tag(Tags.LANGUAGE)).contains("zh");
        assertThat(FinGptFiles.value(benchmark, "accuracy", List.of("答案：C", "Because D")))
                .isEqualTo(1);
        assertThat(FinGptFiles.value(benchmark, "FinGPT accuracy", List.of("答案：C", "Because D")))
                .isEqualTo(0.5);
        FinGptFiles.assertLaws(benchmark, List.of("C", "no"), 1);
        assertRefused(
                () -> FinEval.benchmark(file(List.of("e"))),
                "test.jsonl, row 1, column output: expected a text with a letter from A to D, seen: e");
    }

    @Test
    void compatibleNumbersAreThoseOfThePublishedProgram() {
        for (JsonNode each : FinGptFiles.published("convfinqa")) {
            Benchmark benchmark = ConvFinQa.benchmark(file(List.of(each.get(0).asText())));
            assertThat(FinGptFiles.value(
                            benchmark,
                            "FinGPT right numbers",
                            List.of(each.get(1).asText())))
                    .as(each.toString())
                    .isEqualTo(each.get(2).asBoolean() ? 1 : 0);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-0.45|It is -0.45|1|1|true",
                "-0.45|0.45|0|1|true", // the published program does not see the sign
                "7|It is 7.|1|1|false",
                "7|8|0|1|false",
                "1234.5|1,234.5|1|0|false",
                "60.94|60.940004|1|0|true",
                "60.94|60.95|0|0|true",
                "yes|Yes |1|1|false",
                "yes|no|0|1|false",
            })
    void strictNumbersHaveSignsAndSeparators(
            String output, String reply, double strict, double compatible, boolean read) {
        Benchmark benchmark = ConvFinQa.benchmark(file(List.of(output)));

        assertThat(FinGptFiles.value(benchmark, "right numbers", List.of(reply)))
                .isEqualTo(strict);
        Score score = FinGptFiles.scoresOfReplies(benchmark, "FinGPT right numbers", List.of(reply))
                .get(0);
        assertThat(score.value()).isEqualTo(compatible);
        assertThat(score.readable()).isEqualTo(read);
        FinGptFiles.assertLaws(benchmark, List.of(reply), 1);
    }
}
