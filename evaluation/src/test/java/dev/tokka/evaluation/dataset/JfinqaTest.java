// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.dataset;

import static dev.tokka.evaluation.benchmark.TestFiles.assertRefused;
import static dev.tokka.evaluation.dataset.DataFiles.counts;
import static dev.tokka.evaluation.dataset.DataFiles.item;
import static dev.tokka.evaluation.dataset.DataFiles.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Passage;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.benchmark.TestFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JfinqaTest {

    private static final String ROW = """
            {'id': 'nr_1', 'subtask': 'numerical_reasoning', 'source_doc_id': 'S1', 'accounting_standard': 'IFRS',
             'pre_text': ['以下は要約である。'], 'post_text': ['以上。'],
             'table': {'headers': ['項目', '金額(百万円)'], 'rows': [['売上高', '1,000'], ['利益', '105']]},
             'qa': {'question': '利益率は何%か。', 'answer': '10.5%', 'program': ['divide(105, 1000)']}}""";

    @TempDir
    Path folder;

    private Path file(String... rows) {
        return TestFiles.json(folder.resolve("jfinqa.json"), "[" + String.join(",", rows) + "]");
    }

    @Test
    void textAndTableAreTheEvidence() {
        Benchmark benchmark = Jfinqa.benchmark(file(ROW));
        Case only = benchmark.cases().get(0);

        assertThat(only.id()).isEqualTo("nr_1");
        assertThat(only.question().text()).isEqualTo("利益率は何%か。");
        assertThat(only.question().evidence())
                .extracting(Passage::text)
                .containsExactly("以下は要約である。\n\n| 項目 | 金額(百万円) |\n| --- | --- |\n| 売上高 | 1,000 |\n| 利益 | 105 |\n\n以上。");
        assertThat(only.expected()).isEqualTo(new Expected.Texts(List.of("10.5%")));
        assertThat(only.tags())
                .isEqualTo(Map.of(
                        Tags.CLUSTER,
                        "S1",
                        Tags.GROUP,
                        "numerical_reasoning",
                        Tags.LANGUAGE,
                        "ja",
                        "accounting standard",
                        "IFRS"));
        assertThat(benchmark.metrics())
                .extracting(Metric::name)
                .containsExactly("jfinqa numeric match", "jfinqa exact match");
        assertThat(value(benchmark, "jfinqa numeric match", item -> DataFiles.reply("105 / 1000\nAnswer: 10.5%")))
                .isOne();
    }

    @Test
    void theFlatColumnsOfHuggingFaceReadAlike() {
        String flat = ROW.replace("'table': {'headers'", "'table_headers'")
                .replace("'rows'", "'table_rows'")
                .replace("]]},", "]],")
                .replace("'qa': {", "")
                .replace("]}}", "]}");

        assertThat(Jfinqa.benchmark(file(flat)).hash())
                .isEqualTo(Jfinqa.benchmark(file(ROW)).hash());
    }

    @Test
    void withoutContextNothingIsGivenToRead() {
        assertThat(Jfinqa.withoutContext(file(ROW)).cases().get(0).question().evidence())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'10.5%'|''|row 1, column qa.answer: expected a text that is not blank",
                "numerical_reasoning|guessing|row 1, column subtask: expected one of [numerical_reasoning,",
                "['項目', '金額(百万円)']|[]|row 1, column table.headers: expected at least one column, seen: none",
                "'pre_text'|'text'|row 1, column pre_text: expected a list of texts, seen: no such column",
            })
    void aRowThatIsNotAsExpectedIsRefused(String old, String changed, String message) {
        assertRefused(() -> Jfinqa.benchmark(file(ROW.replace(old, changed))), "jfinqa.json, " + message);
    }

    @Test
    void idsAreThereOnceAndThereIsOne() {
        assertRefused(
                () -> Jfinqa.benchmark(file(ROW, ROW)),
                "jfinqa.json, row 2, column id: expected an id that no row before has, seen: nr_1");
        assertRefused(() -> Jfinqa.benchmark(file()), "jfinqa.json: expected at least one row, seen: none");
    }

    @Test
    void readsTheRealFileInWhichEveryExpectedAnswerIsRight() {
        Benchmark benchmark = Jfinqa.benchmark(TestFiles.real("jfinqa/jfinqa_lite_v1.json"));

        assertThat(counts(benchmark, item -> item.tags().getOrDefault(Tags.GROUP, "")))
                .isEqualTo(Map.of("numerical_reasoning", 84, "consistency_checking", 29, "temporal_reasoning", 37));
        assertThat(counts(benchmark, item -> item.tags().getOrDefault(Tags.CLUSTER, "")))
                .hasSize(82);
        assertThat(item(benchmark, "nr_009").expected()).isEqualTo(new Expected.Texts(List.of("10.55%")));
        for (Metric metric : benchmark.metrics()) {
            assertThat(value(
                            benchmark,
                            metric.name(),
                            item -> DataFiles.reply(((Expected.Texts) item.expected())
                                    .accepted()
                                    .get(0))))
                    .isOne();
        }
    }
}
