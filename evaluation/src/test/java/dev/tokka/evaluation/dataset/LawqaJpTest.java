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
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.benchmark.TestFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LawqaJpTest {

    private static final String ROW = """
            {'ファイル名': '預金法_第1章_問題番号1', 'コンテキスト': '## 預金法\\n預金者は本人に限る。',
             '問題文': '正しいものはどれか。', '指示': '<following_context>一つ選んでください。',
             '選択肢': 'a 誰でもよい\\nb 本人に限る\\nc 法人に限る\\nd 定めがない', 'output': 'b', 'references': []}""";

    @TempDir
    Path folder;

    private Path file(String... rows) {
        return TestFiles.json(folder.resolve("selection.json"), "{'samples': [" + String.join(",", rows) + "]}");
    }

    @Test
    void aQuestionHasItsChoicesAndTheArticleAsEvidence() {
        Benchmark benchmark = LawqaJp.benchmark(file(ROW));
        Case only = benchmark.cases().get(0);

        assertThat(only.id()).isEqualTo("預金法_第1章_問題番号1");
        assertThat(only.question().text()).isEqualTo("正しいものはどれか。\na 誰でもよい\nb 本人に限る\nc 法人に限る\nd 定めがない");
        assertThat(only.question().instructions()).containsExactly("一つ選んでください。");
        assertThat(only.question().form()).isEqualTo(AnswerForm.oneOf("a", "b", "c", "d"));
        assertThat(only.question().evidence()).extracting(Passage::text).containsExactly("## 預金法\n預金者は本人に限る。");
        assertThat(only.expected()).isEqualTo(new Expected.Label("b"));
        assertThat(only.tags()).isEqualTo(Map.of(Tags.CLUSTER, "d000", Tags.GROUP, "預金法", Tags.LANGUAGE, "ja"));
        assertThat(DataFiles.value(benchmark, "accuracy", one -> DataFiles.reply("正解はbです。")))
                .isOne();
    }

    @Test
    void withoutContextNothingIsGivenToRead() {
        Benchmark with = LawqaJp.benchmark(file(ROW));
        Benchmark without = LawqaJp.withoutContext(file(ROW));

        assertThat(without.name()).isEqualTo("lawqa_jp without context");
        assertThat(without.cases().get(0).question().evidence()).isEmpty();
        assertThat(without.cases().get(0).question().text())
                .isEqualTo(with.cases().get(0).question().text());
        assertThat(without.hash()).isNotEqualTo(with.hash());
    }

    @Test
    void theSameArticleIsOneDocumentAndOneCluster() {
        String other = ROW.replace("番号1", "番号2");
        String third = ROW.replace("番号1", "番号3").replace("本人に限る。", "法人に限る。");

        assertThat(LawqaJp.benchmark(file(ROW, third, other)).cases())
                .extracting(item -> item.tags().get(Tags.CLUSTER))
                .containsExactly("d000", "d001", "d000");
        assertThat(LawqaJp.documents(file(ROW, third, other)))
                .extracting(BenchmarkDocument::id, BenchmarkDocument::text)
                .containsExactly(tuple("d000", "## 預金法\n預金者は本人に限る。"), tuple("d001", "## 預金法\n預金者は法人に限る。"));
    }

    @Test
    void ordersOfChoicesAreCasesOfTheirOwn() {
        String first = ROW.replace("'references'", "'回答オーダーマップ番号': '1', 'references'");
        String second = ROW.replace("'references'", "'回答オーダーマップ番号': 2, 'references'");

        assertThat(LawqaJp.benchmark(file(first, second)).cases())
                .extracting(Case::id)
                .containsExactly("預金法_第1章_問題番号1#1", "預金法_第1章_問題番号1#2");
        assertRefused(
                () -> LawqaJp.benchmark(file(ROW, ROW)),
                "selection.json, row 2, column ファイル名: expected an id that no row before has");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'output': 'b'|'output': 'e'|column output: expected one of [a, b, c, d], seen: e",
                "d 定めがない|e 定めがない|column 選択肢: expected four lines that begin with a, b, c and d",
                "一つ選んでください。|''|column 指示: expected an instruction beside its mark",
                "'問題文'|'設問'|column 問題文: expected a text, seen: no such column",
            })
    void aRowThatIsNotAsExpectedIsRefused(String old, String changed, String message) {
        assertRefused(
                () -> LawqaJp.benchmark(file(ROW.replace(old, changed.equals("''") ? "" : changed))),
                "selection.json, row 1, " + message);
    }

    @Test
    void anEmptyFileIsRefused() {
        assertRefused(() -> LawqaJp.benchmark(file()), "selection.json: expected at least one row, seen: none");
    }

    @Test
    void readsTheRealFile() {
        Path real = TestFiles.real("lawqa_jp/selection.json");
        Benchmark benchmark = LawqaJp.benchmark(real);

        assertThat(benchmark.cases()).hasSize(140);
        assertThat(counts(benchmark, item -> item.tags().getOrDefault(Tags.GROUP, "")))
                .isEqualTo(Map.of("金商法", 80, "薬機法", 39, "借地借家法", 21));
        assertThat(counts(benchmark, item -> ((Expected.Label) item.expected()).label()))
                .isEqualTo(Map.of("a", 23, "b", 37, "c", 48, "d", 32));
        assertThat(LawqaJp.documents(real)).hasSize(114);
    }

    @Test
    void retrievalHasTheSameDocumentsAndTheFigureOfItsAuthors() {
        Path beir = TestFiles.real("lawqa_jp/beir");
        Path selection = TestFiles.real("lawqa_jp/selection.json");
        Benchmark benchmark = Beir.benchmark("lawqa_jp", beir, "test");
        List<BenchmarkDocument> documents = new ArrayList<>();
        Beir.documents(beir, documents::add);
        Bm25 search = new Bm25(Bm25::pairs);
        documents.forEach(search::add);

        assertThat(documents)
                .extracting(BenchmarkDocument::id, BenchmarkDocument::text)
                .containsExactlyElementsOf(LawqaJp.documents(selection).stream()
                        .map(one -> tuple(one.id(), one.text()))
                        .toList());
        assertThat(item(benchmark, "20").expected()).isEqualTo(new Expected.Relevance(Map.of("d001", 1)));
        assertThat(DataFiles.value(
                        benchmark,
                        "nDCG@10",
                        item -> DataFiles.reply(search.rank(item.question().text(), 100))))
                .isCloseTo(0.777, within(0.02));
    }
}
