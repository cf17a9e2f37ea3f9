// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.dataset;

import static dev.tokka.evaluation.benchmark.TestFiles.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tokka.Passage;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.benchmark.TestFiles;
import dev.tokka.evaluation.judge.CaseOutcome;
import dev.tokka.evaluation.judge.Judging;
import dev.tokka.evaluation.judge.Rubric;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FinanceBenchTest {

    /** Made up, in the layout of the official file. */
    private static final String ROW = "{'financebench_id': 'fb_1', 'company': 'Ada', 'doc_name': 'ADA_2023_10K',"
            + " 'question_type': 'metrics-generated', 'domain_question_num': null, 'question': 'What were the sales?',"
            + " 'answer': '$5.00', 'justification': 'Line 1 of the income statement.', 'evidence': ["
            + "{'evidence_text': 'Sales 5', 'doc_name': 'ADA_2023_10K', 'evidence_page_num': 3,"
            + " 'evidence_text_full_page': 'Income\\nSales 5\\nCosts 4'},"
            + " {'evidence_text': 'Sales rose', 'evidence_doc_name': 'ADA_2022_10K', 'evidence_page_num': 0},"
            + " {'evidence_text': ' ', 'evidence_page_num': 9}]}\n";

    @TempDir
    Path folder;

    private Path file(String rows) {
        return TestFiles.json(folder.resolve("financebench_open_source.jsonl"), rows);
    }

    @Test
    void aQuestionHasItsEvidenceWithPages() {
        Case only = FinanceBench.benchmark(file(ROW)).cases().get(0);

        assertThat(only.id()).isEqualTo("fb_1");
        assertThat(only.question().text()).isEqualTo("What were the sales?");
        assertThat(only.question().evidence())
                .extracting(
                        Passage::id, Passage::text, passage -> passage.source().label())
                .containsExactly(
                        tuple("fb_1#1", "Sales 5", "ADA_2023_10K > page 3"),
                        tuple("fb_1#2", "Sales rose", "ADA_2022_10K > page 0"));
        assertThat(only.expected()).isEqualTo(new Expected.Graded("$5.00", "Line 1 of the income statement."));
        assertThat(only.tags())
                .isEqualTo(Map.of(
                        Tags.CLUSTER,
                        "ADA_2023_10K",
                        Tags.GROUP,
                        "metrics-generated",
                        Tags.LANGUAGE,
                        "en",
                        "company",
                        "Ada"));
        assertThat(FinanceBench.withoutContext(file(ROW))
                        .cases()
                        .get(0)
                        .question()
                        .evidence())
                .isEmpty();
    }

    @Test
    void pagesAreThereOnce() {
        String twice = ROW + ROW.replace("fb_1", "fb_2");

        assertThat(FinanceBench.documents(file(twice)))
                .containsExactly(
                        new BenchmarkDocument("ADA_2023_10K#3", "", "Income\nSales 5\nCosts 4"),
                        new BenchmarkDocument("ADA_2022_10K#0", "", "Sales rose"));
    }

    @Test
    void aJudgeIsToldHowTheAnswerFollows() {
        Case only = FinanceBench.benchmark(file(ROW)).cases().get(0);
        Case judged = Judging.by(Rubric.correctnessInEnglish())
                .cases("base", List.of(new CaseOutcome(only, DataFiles.reply("Five dollars"))))
                .get(0);

        assertThat(judged.question().text()).contains("$5.00", "Line 1 of the income statement.", "Five dollars");
    }

    @Test
    void whatIsOptionalMayBeAbsent() {
        String bare = ROW.replace("'question_type': 'metrics-generated', ", "")
                .replace("'Line 1 of the income statement.'", "null");
        Case only = FinanceBench.benchmark(file(bare)).cases().get(0);

        assertThat(only.tag(Tags.GROUP)).isEmpty();
        assertThat(only.expected()).isEqualTo(new Expected.Graded("$5.00", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'$5.00'|''|row 1, column answer: expected a text that is not blank",
                "'evidence_page_num': 3|'evidence_page_num': -3|row 1, column evidence[0].evidence_page_num: expected a whole",
                "'evidence':|'proof':|row 1, column evidence: expected a list of objects, seen: no such column",
            })
    void aRowThatIsNotAsExpectedIsRefused(String old, String changed, String message) {
        assertRefused(
                () -> FinanceBench.benchmark(file(ROW.replace(old, changed))),
                "financebench_open_source.jsonl, " + message);
    }

    @Test
    void idsAreThereOnceAndThereIsOne() {
        assertRefused(
                () -> FinanceBench.benchmark(file(ROW + ROW)),
                "financebench_open_source.jsonl, row 2, column financebench_id: expected an id that no row before has");
        assertRefused(
                () -> FinanceBench.benchmark(file("")),
                "financebench_open_source.jsonl: expected at least one row, seen: none");
    }
}
