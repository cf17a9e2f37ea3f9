// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.meditron;

import static dev.tokka.evaluation.benchmark.TestFiles.assertRefused;
import static dev.tokka.evaluation.benchmark.TestFiles.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.AnswerForm;
import dev.tokka.Example;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.benchmark.TestFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeditronPubMedQaTest {

    private static final String QUESTIONS = """
            {'11': {'QUESTION': 'Does tea help?', 'CONTEXTS': ['We gave tea.', 'It helped 9 of 10.'],
                    'final_decision': 'yes', 'LONG_ANSWER': 'Tea helps.'},
             '12': {'QUESTION': 'Does coffee help?', 'CONTEXTS': ['We gave coffee.'], 'final_decision': 'maybe'}}
            """;

    @TempDir
    Path folder;

    private Path questions() {
        return json(folder.resolve("ori_pqal.json"), QUESTIONS);
    }

    private Benchmark benchmark(String truth) {
        return MeditronPubMedQa.benchmark(
                questions(), json(folder.resolve("test_ground_truth.json"), truth), Asking.AT_ONCE);
    }

    @Test
    void theAbstractStandsBeforeTheQuestion() {
        Case only = benchmark("{'11': 'yes'}").cases().get(0);

        assertThat(only.id()).isEqualTo("11");
        assertThat(only.question().text()).isEqualTo("We gave tea.\nIt helped 9 of 10.\nDoes tea help?");
        assertThat(only.question().form()).isEqualTo(AnswerForm.oneOf("yes", "no", "maybe"));
        assertThat(MeditronPubMedQa.examples(questions()))
                .extracting(Example::answer)
                .containsExactly("yes", "maybe");
    }

    @Test
    void maybeIsNeverRightForThePublishedProgram() {
        Benchmark benchmark = benchmark("{'12': 'maybe'}");

        assertThat(MedicalFiles.value(benchmark, "accuracy", item -> "Maybe.")).isEqualTo(1);
        assertThat(MedicalFiles.value(benchmark, "Meditron accuracy", item -> "maybe"))
                .isZero();
        assertThat(MedicalFiles.value(benchmark, "Meditron accuracy of the found", item -> "maybe"))
                .isZero(); // 0/0
        assertThat(MedicalFiles.value(benchmark, "Meditron unable to find", item -> "maybe"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'11': 'perhaps'}|test_ground_truth.json, row 1, column value: expected one of [yes, no, maybe]",
                "{'11': 'no'}|ori_pqal.json, row 1, column final_decision: expected one of [no], seen: yes",
                "{'13': 'no'}|ori_pqal.json: expected a question for each id of test_ground_truth.json, seen: none for [13]",
                "{}|ori_pqal.json: expected at least one question, seen: none",
            })
    void aTruthThatDoesNotFitIsRefused(String truth, String message) {
        assertRefused(() -> benchmark(truth), message);
    }

    @Test
    void readsTheRealFiles() {
        Benchmark benchmark = MeditronPubMedQa.benchmark(
                TestFiles.real("pubmedqa/ori_pqal.json"),
                TestFiles.real("pubmedqa/test_ground_truth.json"),
                Asking.AT_ONCE);

        assertThat(benchmark.cases()).hasSize(500);
        assertThat(MedicalFiles.value(benchmark, "accuracy", item -> "Yes."))
                .isCloseTo(0.552, within(1e-9)); // the majority of the paper
        assertThat(MedicalFiles.value(benchmark, "Meditron accuracy", MedicalFiles::label))
                .isCloseTo(0.89, within(1e-9)); // all but the 55 of maybe
        assertThat(MedicalFiles.value(benchmark, "Meditron unable to find", MedicalFiles::label))
                .isCloseTo(0.11, within(1e-9));
    }
}
