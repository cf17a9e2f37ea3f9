// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.dataset;

import static dev.tokka.evaluation.benchmark.TestFiles.assertRefused;
import static dev.tokka.evaluation.dataset.DataFiles.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.benchmark.TestFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BeirTest {

    private static final String HEADER = "query-id\tcorpus-id\tscore\n";

    @TempDir
    Path folder;

    @BeforeEach
    void aSmallDataSet() {
        TestFiles.json(folder.resolve("corpus.jsonl"), """
                {'_id': 'd1', 'title': 'Fees', 'text': 'A transfer is free.', 'metadata': {}}
                {'_id': 'd2', 'title': '', 'text': 'The card costs 5 euro.'}
                {'_id': 'd3', 'title': '', 'text': ''}
                """);
        TestFiles.json(folder.resolve("queries.jsonl"), """
                {'_id': 'q1', 'text': 'What does a transfer cost?', 'metadata': {}}
                {'_id': 'q2', 'text': 'What does a card cost?'}
                {'_id': 'q3', 'text': 'Not judged'}
                """);
        judge("q2\td2\t2\nq2\td1\t1\nq1\td1\t1\nq1\td2\t0\n");
    }

    private void judge(String rows) {
        TestFiles.write(folder.resolve("qrels/test.tsv"), HEADER + rows);
    }

    @Test
    void judgedQueriesExpectTheirRelevantDocuments() {
        Benchmark benchmark = Beir.benchmark("small", folder, "test");

        assertThat(benchmark.cases()).extracting(item -> item.id()).containsExactly("q1", "q2");
        assertThat(item(benchmark, "q1").question().text()).isEqualTo("What does a transfer cost?");
        assertThat(item(benchmark, "q1").expected()).isEqualTo(new Expected.Relevance(Map.of("d1", 1)));
        assertThat(item(benchmark, "q2").expected()).isEqualTo(new Expected.Relevance(Map.of("d1", 1, "d2", 2)));
        assertThat(benchmark.metrics())
                .extracting(Metric::name)
                .containsExactly("nDCG@10", "recall@100", "MRR@10", "MAP");
    }

    @Test
    void aQueryForWhichNothingIsRelevantIsLeftOut() {
        judge("q1\td1\t-1\nq2\td2\t1\n");

        assertThat(Beir.benchmark("small", folder, "test").cases())
                .extracting(item -> item.id())
                .containsExactly("q2");
    }

    @Test
    void documentsComeOneByOneWithoutEmptyOnes() {
        List<BenchmarkDocument> documents = new ArrayList<>();
        Beir.documents(folder, documents::add);

        assertThat(documents)
                .containsExactly(
                        new BenchmarkDocument("d1", "Fees", "A transfer is free."),
                        new BenchmarkDocument("d2", "", "The card costs 5 euro."));
        assertThat(documents)
                .extracting(BenchmarkDocument::whole)
                .containsExactly("Fees\nA transfer is free.", "The card costs 5 euro.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "q1,d1,1~q1,d1,2|test.tsv, row 2, column corpus-id: expected a document that was not judged before",
                "q1,d1,1~q9,d1,1|queries.jsonl: expected each query of test.tsv, seen: none of [q9]",
                "q1,d1,yes|test.tsv, row 1, column score: expected a number, seen: yes",
                "q1,d1,0.5|test.tsv, row 1, column score: expected a whole number from",
                "q1,,1|test.tsv, row 1, column corpus-id: expected a text that is not blank",
                "''|test.tsv: expected at least one row, seen: none",
            })
    void judgementsThatAreNotAsExpectedAreRefused(String rows, String message) {
        judge(rows.replace(',', '\t').replace('~', '\n'));

        assertRefused(() -> Beir.benchmark("small", folder, "test"), message);
    }

    @Test
    void idsAreThereOnce() {
        TestFiles.json(folder.resolve("corpus.jsonl"), "{'_id': 'd', 'text': 'a'}\n{'_id': 'd', 'text': 'b'}\n");
        TestFiles.json(folder.resolve("queries.jsonl"), "{'_id': 'q1', 'text': 'a'}\n{'_id': 'q1', 'text': 'b'}\n");

        assertRefused(() -> Beir.documents(folder, document -> {}), "corpus.jsonl, row 2, column _id: expected an id");
        assertRefused(() -> Beir.benchmark("x", folder, "test"), "queries.jsonl, row 2, column _id: expected an id");
    }

    @Test
    void aDocumentHasSomethingToIndex() {
        assertThatIllegalArgumentException().isThrownBy(() -> new BenchmarkDocument("d", " ", "\n"));
        assertThat(new BenchmarkDocument("d", "Title", "").whole()).isEqualTo("Title");
    }

    @Test
    void readsSciFact() {
        Path scifact = TestFiles.real("scifact");
        Benchmark test = Beir.benchmark("SciFact", scifact, "test");
        List<BenchmarkDocument> documents = new ArrayList<>();
        Beir.documents(scifact, documents::add);

        assertThat(test.cases()).hasSize(300);
        assertThat(Beir.benchmark("SciFact", scifact, "train").cases()).hasSize(809);
        assertThat(documents).hasSize(5183);
        assertThat(item(test, "36").expected()).isEqualTo(new Expected.Relevance(Map.of("5152028", 1, "11705328", 1)));
    }

    /** BM25 with stems and without stop words has 0.679 and 0.925 (Anserini); bare words come near. */
    @Test
    void aPublishedSearchOfSciFactComesNearItsPublishedFigure() {
        Path scifact = TestFiles.real("scifact");
        Bm25 search = new Bm25(text -> List.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")));
        Beir.documents(scifact, document -> search.add(new BenchmarkDocument(document.id(), "", document.whole())));
        Benchmark test = Beir.benchmark("SciFact", scifact, "test");
        Map<String, String> found = new HashMap<>();
        test.cases()
                .forEach(
                        item -> found.put(item.id(), search.rank(item.question().text(), 100)));
        Function<Case, Outcome> answers = item -> DataFiles.reply(found.getOrDefault(item.id(), "none"));

        assertThat(DataFiles.value(test, "nDCG@10", answers)).isCloseTo(0.679, within(0.03));
        assertThat(DataFiles.value(test, "recall@100", answers)).isCloseTo(0.925, within(0.05));
    }
}
