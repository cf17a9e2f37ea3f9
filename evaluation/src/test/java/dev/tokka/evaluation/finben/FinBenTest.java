// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.finben;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.AnswerForm;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Protocol;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.benchmark.BenchmarkFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FinBenTest {

    @TempDir
    Path folder;

    @Test
    void aRowOfChoicesIsAQuestionWithAForm() {
        Case first = cases(
                        FinBenDataset.FPB,
                        "{'id': 'fpb1', 'query': 'Text: up~Answer:', 'choices': ['positive', 'neutral', 'negative'],"
                                + " 'gold': 2, 'answer': 'negative', 'text': 'up', 'more': 1}")
                .get(0);

        assertThat(first.id()).isEqualTo("fpb1");
        assertThat(first.question().text()).isEqualTo("Text: up\nAnswer:");
        assertThat(first.question().form()).isEqualTo(AnswerForm.oneOf("positive", "neutral", "negative"));
        assertThat(first.expected()).isEqualTo(new Expected.Label("negative"));
        assertThat(first.tags()).isEqualTo(Map.of(Tags.LANGUAGE, "en"));
    }

    @Test
    void listsInCsvAreThoseOfPython() throws IOException {
        Path file = Files.writeString(
                folder.resolve("a.csv"),
                "id,query,token,label\n1,Tag it,\"['It\"\"s', 'Acme']\",\"['O', 'B-ORG']\"\n"
                        .replace("'It\"\"s'", "\"\"It's\"\""));

        Benchmark benchmark = FinBen.benchmark(FinBenDataset.FINER_ORD, file, Scoring.STRICT);

        assertThat(benchmark.cases().get(0).expected())
                .isEqualTo(new Expected.TokenTags(List.of("It's", "Acme"), List.of("O", "B-ORG")));
    }

    @Test
    void parquetIsRead() throws SQLException {
        Path file = folder.resolve("a.parquet");
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = database.createStatement()) {
            statement.execute("COPY (SELECT 7 AS id, 'Is it so?' AS query, ['Rise', 'Fall'] AS choices, 1 AS gold) TO '"
                    + file + "' (FORMAT parquet)");
        }

        Case only = FinBen.benchmark(FinBenDataset.CIKM_18, file, Scoring.COMPAT)
                .cases()
                .get(0);

        assertThat(only.id()).isEqualTo("7");
        assertThat(only.expected()).isEqualTo(new Expected.Label("Fall"));
    }

    @Test
    void choicesThatComeTwiceCountOnce() {
        Case only = cases(FinBenDataset.MLESG, "{'query': 'q', 'choices': ['x', 'y', 'x', 'z'], 'gold': 3}")
                .get(0);

        assertThat(only.question().form()).isEqualTo(AnswerForm.oneOf("x", "y", "z"));
        assertThat(only.expected()).isEqualTo(new Expected.Label("z"));
        assertThat(only.id()).isEqualTo("row 1");
    }

    @Test
    void headlinesAreGroupedByWhatIsAsked() {
        assertThat(cases(
                                FinBenDataset.HEADLINES,
                                "{'query': 'q', 'choices': ['Yes', 'No'], 'gold': 0, 'label_type': 'price_up'}")
                        .get(0)
                        .tag(Tags.GROUP))
                .hasValue("price_up");
    }

    @Test
    void relationsAreHeadTailRelation() {
        assertThat(cases(FinBenDataset.FIN_RED, "{'query': 'q', 'label': ['A ; B ; C ; brand', 'X ; Y ; owned_by']}")
                        .get(0)
                        .expected())
                .isEqualTo(new Expected.Relations(
                        Set.of(new Expected.Triple("A", "brand", "B ; C"), new Expected.Triple("X", "owned_by", "Y"))));
    }

    @Test
    void aTextWithOtherSpacesIsKept() {
        List<Case> both = cases(
                FinBenDataset.NER,
                "{'query': 'q', 'text': 'Acme  pays', 'label': ['B-ORG', 'O']}",
                "{'query': 'q', 'text': 'Acme pays', 'label': ['B-ORG', 'O']}");

        assertThat(both.get(0).tag(FlareCases.TEXT)).hasValue("Acme  pays");
        assertThat(both.get(1).tag(FlareCases.TEXT)).isEmpty();
        assertThat(both.get(0).expected()).isEqualTo(both.get(1).expected());
    }

    @Test
    void sentencesWithoutALabelAreNotInTheSummary() {
        assertThat(cases(FinBenDataset.ECT_SUM, "{'query': 'q', 'text': 'a~b~c', 'label': [0, 1]}")
                        .get(0)
                        .expected())
                .isEqualTo(new Expected.TokenTags(List.of("a", "b", "c"), List.of("0", "1", "0")));
    }

    @Test
    void laterTurnsHoldTheRightAnswersToEarlierOnes() {
        List<Case> turns = cases(
                FinBenDataset.CONV_FIN_QA,
                "{'query': 'and then? {answer0} {answer00} {x}', 'answer': '$2\\\\', 'dialogue_id': 'd', 'turn': 1}",
                "{'query': 'first?', 'answer': '$1\\\\', 'dialogue_id': 'd', 'turn': 0}",
                "{'query': 'first?', 'answer': '9', 'dialogue_id': 'e', 'turn': 0}");

        assertThat(turns.get(0).question().text()).isEqualTo("and then? $1\\ $1\\ {x}");
        assertThat(turns)
                .extracting(turn -> turn.tag(Tags.CLUSTER).orElseThrow())
                .containsExactly("d", "d", "e");
    }

    @Test
    void theProtocolIsZeroShot() {
        assertThat(benchmark(FinBenDataset.FIN_QA, "{'query': 'q', 'answer': '4'}")
                        .protocol())
                .isEqualTo(Protocol.ZERO_SHOT);
        assertThat(benchmark(FinBenDataset.TSA, "{'query': 'q', 'answer': 0.5}")
                        .protocol()
                        .generation()
                        .stops())
                .containsExactly("Answer:");
    }

    @Test
    void bothScoringsAskTheSame() throws IOException {
        Path file = file("{'query': 'q', 'choices': ['rumour', 'complete'], 'gold': 0}");
        Benchmark both = FinBen.benchmark(FinBenDataset.MA, file);
        Benchmark strict = FinBen.benchmark(FinBenDataset.MA, file, Scoring.STRICT);
        Benchmark compat = FinBen.benchmark(FinBenDataset.MA, file, Scoring.COMPAT);

        assertThat(strict.metrics())
                .extracting(Metric::name)
                .containsExactly("micro F1", "accuracy", "weighted F1", "macro F1", "MCC");
        assertThat(compat.metrics())
                .extracting(Metric::name)
                .containsExactly("PIXIU weighted F1", "PIXIU accuracy", "PIXIU macro F1", "PIXIU MCC");
        assertThat(both.metrics()).hasSize(9).startsWith(strict.metrics().get(0));
        assertThat(both.hash()).isEqualTo(strict.hash()).isEqualTo(compat.hash());
        assertThat(both.name()).isEqualTo("FinBen MA");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FIN_TRADE")
    void everyDataSetHasMetricsUnderBothScorings(FinBenDataset dataset) throws IOException {
        String labels =
                dataset.labels().size() == 2 ? "['" + String.join("','", dataset.labels()) + "']" : "['good','bad']";
        String row = switch (dataset.layout()) {
            case CHOICE, TYPED_CHOICE -> "'choices': " + labels + ", 'gold': 1, 'label_type': 't'";
            case SCORE -> "'answer': 0.5";
            case TAGS -> "'token': ['a'], 'label': ['B-ORG']";
            case MENTIONS -> "'text': 'a', 'label': ['B-ORG']";
            case RELATIONS -> "'label': []";
            case EXTRACT -> "'text': 'a', 'label': [1]";
            default -> "'answer': 'a', 'dialogue_id': 'd', 'turn': 0";
        };

        Benchmark benchmark = FinBen.benchmark(dataset, file("{'query': 'q', " + row + "}"));

        assertThat(benchmark.metrics()).extracting(Metric::name).doesNotHaveDuplicates();
        assertThat(benchmark.metrics()).anyMatch(metric -> metric.name().startsWith("PIXIU "));
        assertThat(dataset.measures().get(0).toString().toLowerCase(java.util.Locale.ROOT))
                .isEqualTo(benchmark.metrics().get(0).name().toLowerCase(java.util.Locale.ROOT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FPB | {'query': ' '} | row 1, column query: expected a text that is not blank",
                "FPB | {'query': 'q', 'choices': ['a', 'b']} | row 1, column gold: expected a number",
                "FPB | {'query': 'q', 'choices': ['a', 'b'], 'gold': 2} | row 1, column gold: expected a whole number",
                "FPB | {'query': 'q', 'choices': ['a'], 'gold': 0} | row 1, column choices: expected at least two choices",
                "FPB | {'query': 'q', 'choices': ['a', 'A'], 'gold': 0} | row 1, column choices: expected at least two",
                "FPB | {'query': 'q', 'choices': 'a', 'gold': 0} | row 1, column choices: expected a list as Python",
                "FIN_QA | {'id': 1, 'query': 'q', 'answer': 'a'}~{'id': 1, 'query': 'q', 'answer': 'a'} |"
                        + " row 2, column id: expected an id that no row before has, seen: 1",
                "FIN_QA | {'query': 'q', 'answer': ''} | row 1, column answer: expected a text that is not blank",
                "TSA | {'query': 'q', 'answer': 1.5} | row 1, column answer: expected a number from -1 to 1, seen: 1.5",
                "FNXL | {'query': 'q', 'token': ['a'], 'label': []} | row 1, column label: expected as many tags as token",
                "FNXL | {'query': 'q', 'token': ['a'], 'label': ['ORG']} | row 1, column label: expected tags that",
                "NER | {'query': 'q', 'text': 'a b', 'label': ['O']} | row 1, column label: expected as many tags as text",
                "FIN_RED | {'query': 'q', 'label': ['a ; b']} | row 1, column label: expected relations: head",
                "FIN_RED | {'query': 'q', 'label': ['a ;  ; b']} | row 1, column label: expected relations: head",
                "ECT_SUM | {'query': 'q', 'text': 'a', 'label': [2]} | row 1, column label: expected 1 or 0",
                "CONV_FIN_QA | {'query': '{answer1}', 'answer': 'a', 'dialogue_id': 'd', 'turn': 1} |"
                        + " row 1, column query: expected answers to earlier turns that the file has, seen: {answer1}",
                "CONV_FIN_QA | {'query': 'q', 'answer': 'a', 'dialogue_id': 'd', 'turn': 0}~{'query': 'q', 'answer': 'a',"
                        + " 'dialogue_id': 'd', 'turn': 0} | row 2, column turn: expected a turn that no row before has",
            })
    void aRowThatIsNotAsTheLayoutSaysIsRefused(FinBenDataset dataset, String rows, String message) throws IOException {
        Path file = file(rows.split("~"));

        assertThatThrownBy(() -> FinBen.benchmark(dataset, file, Scoring.STRICT))
                .isInstanceOf(BenchmarkFormatException.class)
                .hasMessageStartingWith("a.jsonl, " + message);
    }

    @Test
    void aFileWithoutRowsIsRefused() throws IOException {
        Path file = file();

        assertThatThrownBy(() -> FinBen.benchmark(FinBenDataset.FPB, file))
                .isInstanceOf(BenchmarkFormatException.class)
                .hasMessageContaining("expected at least one row");
    }

    @Test
    void otherChoicesThanThoseOfTheSynonymsAreRefusedByThePublishedScoring() throws IOException {
        Path file = file("{'query': 'q', 'choices': ['up', 'down'], 'gold': 0}");

        assertThat(FinBen.benchmark(FinBenDataset.ACL_18, file, Scoring.STRICT).cases())
                .hasSize(1);
        assertThatThrownBy(() -> FinBen.benchmark(FinBenDataset.ACL_18, file, Scoring.COMPAT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("case row 1 must offer");
    }

    @Test
    void tradesAreNotCases() throws IOException {
        Path file = file("{}");

        assertThatThrownBy(() -> FinBen.benchmark(FinBenDataset.FIN_TRADE, file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("use FinTrade");
        assertThatThrownBy(() -> FinBen.metrics(FinBenDataset.FIN_TRADE, List.of(), Scoring.STRICT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("use FinTrade");
    }

    private List<Case> cases(FinBenDataset dataset, String... rows) {
        return benchmark(dataset, rows).cases();
    }

    private Benchmark benchmark(FinBenDataset dataset, String... rows) {
        try {
            return FinBen.benchmark(dataset, file(rows), Scoring.STRICT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String... rows) throws IOException {
        String lines = String.join("\n", rows).replace('\'', '"').replace("~", "\\n");
        return Files.writeString(folder.resolve("a.jsonl"), lines);
    }
}
