// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.dataset;

import static dev.tokka.evaluation.benchmark.TestFiles.assertRefused;
import static dev.tokka.evaluation.dataset.DataFiles.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.AnswerForm;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.benchmark.TestFiles;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChabsaTest {

    private static final String REPORT = """
            {'header': {'document_id': 'E99999'}, 'sentences': [
             {'sentence_id': 0, 'sentence': '売上は増え、費用は変わらない', 'opinions': [
               {'target': '売上', 'category': 'NULL#sales', 'polarity': 'positive', 'from': 0, 'to': 2},
               {'target': '費用', 'category': 'NULL#cost', 'polarity': 'neutral', 'from': 6, 'to': 8}]},
             {'sentence_id': 1, 'sentence': '以上', 'opinions': []},
             {'sentence_id': 2, 'sentence': '利益は減った', 'opinions': [
               {'target': '利益', 'category': 'NULL#profit', 'polarity': 'negative', 'from': 0, 'to': 2}]}]}
            """;

    @TempDir
    Path folder;

    private Path with(String report) {
        TestFiles.json(folder.resolve("e99999_ann.json"), report);
        return folder;
    }

    @Test
    void eachOpinionIsACase() {
        Benchmark benchmark = Chabsa.benchmark(with(REPORT));
        Case first = benchmark.cases().get(0);

        assertThat(benchmark.cases())
                .extracting(Case::id, Case::expected)
                .containsExactly(
                        tuple("e99999-0-1", new Expected.Label("positive")),
                        tuple("e99999-0-2", new Expected.Label("neutral")),
                        tuple("e99999-2-1", new Expected.Label("negative")));
        assertThat(first.question().text()).isEqualTo("文: 売上は増え、費用は変わらない\n対象: 売上");
        assertThat(first.question().form()).isEqualTo(AnswerForm.oneOf("positive", "negative", "neutral"));
        assertThat(first.tags())
                .isEqualTo(Map.of(Tags.CLUSTER, "e99999", Tags.GROUP, "NULL#sales", Tags.LANGUAGE, "ja"));
        assertThat(benchmark.metrics()).extracting(Metric::name).containsExactly("macro F1", "accuracy");
        assertThat(benchmark.protocol().instructions())
                .containsExactly("文の中の対象について、書き手の評価を positive、negative、neutral から一つ選んでください。");
    }

    @Test
    void withTwoLabelsTheNeutralAreLeftOutAndTheOthersKeepTheirIds() {
        Benchmark benchmark = Chabsa.positiveOrNegative(with(REPORT));

        assertThat(benchmark.cases()).extracting(Case::id).containsExactly("e99999-0-1", "e99999-2-1");
        assertThat(benchmark.cases().get(0).question().form()).isEqualTo(AnswerForm.oneOf("positive", "negative"));
        assertThat(benchmark.name()).isEqualTo("chABSA positive or negative");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'positive'|'good'|opinions[0].polarity|one of [positive, negative, neutral], seen: good",
                "'from': 6|'from': 7|target|what stands at 7 to 8: 用, seen: 費用",
                "'to': 8|'to': 80|to|a whole number from 6 to 14, seen: 80",
                "'sentence_id': 2|'sentence_id': 0|sentence_id|an id that no row before has, seen: e99999-0-1",
                "'売上は増え、費用は変わらない'|' '|sentence|a text that is not blank",
            })
    void aRowThatIsNotAsExpectedIsRefused(String old, String changed, String column, String expected) {
        assertThatThrownBy(() -> Chabsa.benchmark(with(REPORT.replace(old, changed))))
                .hasMessageStartingWith("e99999_ann.json, row ")
                .hasMessageContaining(column)
                .hasMessageContaining("expected " + expected);
    }

    @Test
    void aFolderWithoutFilesIsRefused() {
        assertRefused(() -> Chabsa.benchmark(folder), folder.getFileName() + ": expected files that end in .json");
        assertThatThrownBy(() -> Chabsa.benchmark(folder.resolve("none")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none");
    }

    @Test
    void readsTheRealFiles() {
        Path real = TestFiles.real("chabsa/chABSA");
        Benchmark benchmark = Chabsa.benchmark(real);

        assertThat(DataFiles.counts(benchmark, item -> ((Expected.Label) item.expected()).label()))
                .isEqualTo(Map.of("positive", 4334, "negative", 3131, "neutral", 258));
        assertThat(DataFiles.counts(benchmark, item -> item.tags().getOrDefault(Tags.CLUSTER, "")))
                .hasSizeLessThanOrEqualTo(230)
                .hasSizeGreaterThan(200);
        assertThat(item(benchmark, "e00008-0-2").question().text()).endsWith("\n対象: 企業業績");
        // F1 of always positive: 2 * 4334 / (7723 + 4334), and 0 for the others
        assertThat(DataFiles.value(benchmark, "macro F1", item -> DataFiles.reply("positive")))
                .isCloseTo(2 * 4334.0 / (7723 + 4334) / 3, within(1e-12));
        assertThat(Chabsa.positiveOrNegative(real).cases()).hasSize(7465);
    }
}
