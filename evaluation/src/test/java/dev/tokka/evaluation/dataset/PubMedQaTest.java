// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.dataset;

import static dev.tokka.evaluation.benchmark.TestFiles.assertRefused;
import static dev.tokka.evaluation.dataset.DataFiles.counts;
import static dev.tokka.evaluation.dataset.DataFiles.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.AnswerForm;
import dev.tokka.Passage;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.benchmark.TestFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PubMedQaTest {

    private static final String QUESTIONS = """
            {'11': {'QUESTION': 'Does tea help?', 'CONTEXTS': ['We gave tea.', 'It helped 9 of 10.'],
                    'LABELS': ['METHODS', 'RESULTS'], 'MESHES': ['Tea'], 'YEAR': '2011',
                    'final_decision': 'yes', 'LONG_ANSWER': 'Tea helps.'},
             '12': {'QUESTION': 'Does coffee help?', 'CONTEXTS': ['We gave coffee.'], 'LABELS': ['METHODS'],
                    'final_decision': 'maybe', 'LONG_ANSWER': 'Unclear.'}}
            """;

    @TempDir
    Path folder;

    private Benchmark read(String questions, String truth) {
        return PubMedQa.benchmark(
                TestFiles.json(folder.resolve("ori_pqal.json"), questions),
                TestFiles.json(folder.resolve("test_ground_truth.json"), truth));
    }

    @Test
    void onlyQuestionsOfTheTestAreAskedWithTheirAbstractButNotItsConclusion() {
        Case only = read(QUESTIONS, "{'11': 'yes'}").cases().get(0);

        assertThat(only.id()).isEqualTo("11");
        assertThat(only.question().text()).isEqualTo("Does tea help?");
        assertThat(only.question().form()).isEqualTo(AnswerForm.oneOf("yes", "no", "maybe"));
        assertThat(only.question().evidence())
                .extracting(
                        Passage::id, Passage::text, passage -> passage.source().label())
                .containsExactly(
                        tuple("11#1", "We gave tea.", "11 > METHODS"),
                        tuple("11#2", "It helped 9 of 10.", "11 > RESULTS"));
        assertThat(only.expected()).isEqualTo(new Expected.Label("yes"));
    }

    @Test
    void abstractsAreDocumentsOfTheirOwn() {
        Path questions = TestFiles.json(folder.resolve("ori_pqal.json"), QUESTIONS);
        Path truth = TestFiles.json(folder.resolve("test_ground_truth.json"), "{'12': 'maybe'}");

        assertThat(PubMedQa.documents(questions))
                .containsExactly(
                        new BenchmarkDocument("11", "", "We gave tea.\n\nIt helped 9 of 10."),
                        new BenchmarkDocument("12", "", "We gave coffee."));
        assertThat(PubMedQa.withoutContext(questions, truth)
                        .cases()
                        .get(0)
                        .question()
                        .evidence())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'11': 'perhaps'}|test_ground_truth.json, row 1, column value: expected one of [yes, no, maybe]",
                "{'11': 'no'}|ori_pqal.json, row 1, column final_decision: expected no, as the ground truth says, seen: yes",
                "{'13': 'no'}|ori_pqal.json: expected a question for each id of test_ground_truth.json, seen: none for [13]",
                "{}|ori_pqal.json: expected at least one row, seen: none",
            })
    void aTruthThatDoesNotFitIsRefused(String truth, String message) {
        assertRefused(() -> read(QUESTIONS, truth), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "['METHODS', 'RESULTS']|['METHODS']|column LABELS: expected 2 of them, one for each context",
                "'We gave tea.'|''|column CONTEXTS: expected at least one text, none blank",
                "'Does tea help?'|' '|column QUESTION: expected a text that is not blank",
            })
    void aRowThatIsNotAsExpectedIsRefused(String old, String changed, String message) {
        assertRefused(() -> read(QUESTIONS.replace(old, changed), "{'11': 'yes'}"), "ori_pqal.json, row 1, " + message);
    }

    @Test
    void readsTheRealFiles() {
        Path questions = TestFiles.real("pubmedqa/ori_pqal.json");
        Benchmark benchmark = PubMedQa.benchmark(questions, TestFiles.real("pubmedqa/test_ground_truth.json"));

        assertThat(benchmark.cases()).hasSize(500);
        assertThat(counts(benchmark, item -> ((Expected.Label) item.expected()).label()))
                .isEqualTo(Map.of("yes", 276, "no", 169, "maybe", 55));
        assertThat(PubMedQa.documents(questions)).hasSize(1000);
        assertThat(item(benchmark, "12377809").expected()).isEqualTo(new Expected.Label("yes"));
        assertThat(DataFiles.value(benchmark, "accuracy", item -> DataFiles.reply("Yes.")))
                .isCloseTo(0.552, within(1e-9)); // the majority of the paper
        assertThat(benchmark.cases())
                .allSatisfy(item -> assertThat(item.question().evidence()).isNotEqualTo(List.of()));
    }
}
