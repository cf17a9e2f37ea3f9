// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.dataset;

import static dev.tokka.evaluation.benchmark.TestFiles.assertRefused;
import static dev.tokka.evaluation.dataset.DataFiles.counts;
import static dev.tokka.evaluation.dataset.DataFiles.item;
import static dev.tokka.evaluation.dataset.DataFiles.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.Passage;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.benchmark.TestFiles;
import dev.tokka.evaluation.metric.text.TatQaMatch;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TatQaTest {

    private static final String CONTEXT = """
            {'table': {'uid': 't1', 'table': [['', '2023'], ['Sales | net', '$5'], ['Costs', null]]},
             'paragraphs': [{'uid': 'p2', 'order': 2, 'text': 'Costs fell.'}, {'uid': 'p1', 'order': 1, 'text': 'Sales rose.'}],
             'questions': [
              {'uid': 'q1', 'order': 1, 'question': 'What were the sales?', 'answer': ['$5'], 'answer_type': 'span',
               'answer_from': 'table', 'scale': 'million', 'derivation': ''},
              {'uid': 'q2', 'question': 'What rose and what fell?', 'answer': ['Sales', '', 'Costs'],
               'answer_type': 'multi-span', 'answer_from': 'text', 'scale': ''},
              {'uid': 'q3', 'question': 'By how much?', 'answer': -12.60, 'answer_type': 'arithmetic',
               'answer_from': 'table-text', 'scale': 'percent'},
              {'uid': 'q4', 'question': 'How many?', 'answer': '2', 'answer_type': 'count', 'answer_from': 'table',
               'scale': ''}]}""";

    @TempDir
    Path folder;

    private Path file(String... contexts) {
        return TestFiles.json(folder.resolve("dev.json"), "[" + String.join(",", contexts) + "]");
    }

    @Test
    void answersStandInTheFormThatTheMetricReads() {
        Benchmark benchmark = TatQa.benchmark(file(CONTEXT));

        assertThat(benchmark.cases())
                .extracting(Case::id, Case::expected)
                .containsExactly(
                        tuple("q1", new Expected.Texts(List.of("$5 million"))),
                        tuple("q2", new Expected.Texts(List.of("Sales\nCosts"))),
                        tuple("q3", new Expected.Texts(List.of("-12.6 percent"))),
                        tuple("q4", new Expected.Texts(List.of("2"))));
        assertThat(item(benchmark, "q1").tags())
                .isEqualTo(Map.of(
                        Tags.CLUSTER,
                        "t1",
                        Tags.GROUP,
                        "span",
                        Tags.LANGUAGE,
                        "en",
                        TatQaMatch.SCALE,
                        "million",
                        "answer from",
                        "table"));
        assertThat(benchmark.metrics()).extracting(Metric::name).containsExactly("TAT-QA exact match", "TAT-QA F1");
    }

    @Test
    void tableAndParagraphsInTheirOrderAreEvidence() {
        List<Passage> evidence =
                TatQa.benchmark(file(CONTEXT)).cases().get(0).question().evidence();

        assertThat(evidence)
                .extracting(
                        Passage::id, Passage::text, passage -> passage.source().label())
                .containsExactly(
                        tuple("t1", "|  | 2023 |\n| --- | --- |\n| Sales \\| net | $5 |\n| Costs |  |", "t1 > table"),
                        tuple("p1", "Sales rose.", "t1 > text"),
                        tuple("p2", "Costs fell.", "t1 > text"));
        assertThat(TatQa.withoutContext(file(CONTEXT)).cases().get(0).question().evidence())
                .isEmpty();
    }

    @Test
    void retrievalExpectsTheContext() {
        Benchmark benchmark = TatQa.retrieval(file(CONTEXT));

        assertThat(item(benchmark, "q3").expected()).isEqualTo(new Expected.Relevance(Map.of("t1", 1)));
        assertThat(item(benchmark, "q3").question().evidence()).isEmpty();
        assertThat(TatQa.documents(file(CONTEXT))).singleElement().satisfies(document -> {
            assertThat(document.id()).isEqualTo("t1");
            assertThat(document.text()).startsWith("Sales rose.\n\nCosts fell.\n\n|  | 2023 |");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'answer': ['$5']|'answer': ['$5', '$6']|row 1, column questions[0].answer: expected one text, seen: [$5, $6]",
                "'answer': ['$5']|'answer': '$5'|row 1, column questions[0].answer: expected a list of texts",
                "-12.60|true|row 1, column questions[2].answer: expected a number, seen: true",
                "'answer': '2'|'answer': 2.5|row 1, column questions[3].answer: expected a whole number from 0",
                "'count'|'guess'|row 1, column questions[3].answer_type: expected one of [span, multi-span,",
                "'percent'|'dozen'|row 1, column questions[2].scale: expected one of [, thousand, million,",
                "'q2'|'q1'|row 1, column questions[1].uid: expected an id that no row before has, seen: q1",
                "'uid': 't1'|'uid': ' '|row 1, column table.uid: expected a text that is not blank",
            })
    void aRowThatIsNotAsExpectedIsRefused(String old, String changed, String message) {
        assertRefused(() -> TatQa.benchmark(file(CONTEXT.replace(old, changed))), "dev.json, " + message);
    }

    @Test
    void anEmptyTableAndAnEmptyFileAreRefused() {
        String empty = CONTEXT.replaceFirst("\\[\\['.*null\\]\\]", "[]");

        assertRefused(
                () -> TatQa.benchmark(file(empty)), "dev.json, row 1, column table.table: expected at least one row");
        assertRefused(() -> TatQa.benchmark(file()), "dev.json: expected at least one row, seen: none");
        assertRefused(() -> TatQa.documents(file(CONTEXT, CONTEXT)), "dev.json, row 2, column table: expected an id");
    }

    @Test
    void readsTheRealFileInWhichEveryExpectedAnswerIsRight() {
        Benchmark benchmark = TatQa.benchmark(TestFiles.real("tatqa/tatqa_dataset_dev.json"));

        assertThat(counts(benchmark, item -> item.tags().getOrDefault(Tags.GROUP, "")))
                .isEqualTo(Map.of("span", 701, "multi-span", 217, "arithmetic", 718, "count", 32));
        assertThat(item(benchmark, "4960801d-277d-4f79-8eca-c4d0200fa9d6").expected())
                .isEqualTo(new Expected.Texts(List.of("$1,496.5 million")));
        for (String metric : List.of("TAT-QA exact match", "TAT-QA F1")) {
            assertThat(value(benchmark, metric, item -> DataFiles.reply(answer(item))))
                    .isOne();
        }
        // 799 of 1,668 are right without their scale, by a program of its own
        assertThat(value(benchmark, "TAT-QA exact match", item -> DataFiles.reply(unscaled(item))))
                .isCloseTo(799 / 1668.0, within(1e-12));
    }

    /** BM25 has nDCG@10 0.691. */
    @Test
    void aSearchOfTheRealContextsComesNearItsFigure() {
        Path real = TestFiles.real("tatqa/tatqa_dataset_dev.json");
        Bm25 search = new Bm25(text -> List.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")));
        TatQa.documents(real).forEach(search::add);

        assertThat(value(
                        TatQa.retrieval(real),
                        "nDCG@10",
                        item -> DataFiles.reply(search.rank(item.question().text(), 10))))
                .isCloseTo(0.691, within(0.03));
    }

    private static String answer(Case item) {
        return ((Expected.Texts) item.expected()).accepted().get(0);
    }

    private static String unscaled(Case item) {
        String end = " " + item.tag(TatQaMatch.SCALE).orElseThrow();
        return answer(item)
                .lines()
                .map(line -> line.endsWith(end) ? line.substring(0, line.length() - end.length()) : line)
                .collect(Collectors.joining("\n"));
    }
}
