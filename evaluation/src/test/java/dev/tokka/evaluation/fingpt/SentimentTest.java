// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.fingpt;

import static dev.tokka.evaluation.benchmark.TestFiles.assertRefused;
import static dev.tokka.evaluation.fingpt.FinGptFiles.row;
import static dev.tokka.evaluation.fingpt.FinGptFiles.scores;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Protocol;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.benchmark.NumpyPermutation;
import dev.tokka.evaluation.metric.Tried;
import dev.tokka.langchain4j.Prompt;
import dev.tokka.langchain4j.PromptFormats;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentimentTest {

    private static final List<String> OF_TFNS = List.of("negative", "positive", "neutral");

    @TempDir
    Path folder;

    private Path file(String name, List<ObjectNode> rows) {
        return FinGptFiles.write(folder.resolve(name), rows);
    }

    private Benchmark tfns(List<String> labels) {
        return Sentiment.tfns(file(
                "validation.jsonl",
                labels.stream()
                        .map(label -> row("text", "$TOKKA moves", "label", "" + OF_TFNS.indexOf(label)))
                        .toList()));
    }

    private static String label(Case item) {
        return ((Expected.Label) item.expected()).label();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sentiment", "twoClasses"})
    void compatibleScoresAreThoseOfThePublishedProgram(String sample) {
        JsonNode published = FinGptFiles.published(sample);
        Benchmark benchmark = tfns(FinGptFiles.column(published.get("cases"), 0));
        List<String> replies = FinGptFiles.column(published.get("cases"), 1);

        for (String metric : List.of("accuracy", "macro F1", "micro F1", "weighted F1")) {
            assertThat(FinGptFiles.value(benchmark, "FinGPT " + metric, replies))
                    .as(metric)
                    .isCloseTo(published.get(metric).asDouble(), within(1e-12));
        }
        FinGptFiles.assertLaws(benchmark, replies, 1);
    }

    @Test
    void whatSaysNothingIsMissingInBothScoringsButNeutralInTheCompatibleOne() {
        JsonNode published = FinGptFiles.published("sentiment");
        Benchmark benchmark = tfns(FinGptFiles.column(published.get("cases"), 0));
        List<String> replies = FinGptFiles.column(published.get("cases"), 1);

        assertThat(FinGptFiles.missing(benchmark, "FinGPT accuracy", replies))
                .isEqualTo(published.get("missing").asDouble());
        Score score = scores(tfns(List.of("neutral")), "FinGPT accuracy", List.of(Tried.said("no idea")))
                .get(0);
        assertThat(score).isEqualTo(new Score(1, false, "", List.of(1.0)));
        assertThat(scores(tfns(List.of("neutral")), "accuracy", List.of(Tried.said("no idea"))))
                .containsExactly(Score.unreadable(0));
    }

    @ParameterizedTest
    @CsvSource({
        "Not positive but negative, positive, ''",
        "NEGATIVE, neutral, negative",
        "nonpositive, positive, ''",
        "Negative., negative, negative",
    })
    void theScoringsReadRepliesEachInItsWay(String reply, String compatible, String strict) {
        Benchmark benchmark = tfns(OF_TFNS);
        List<String> replies = List.of(reply, reply, reply);

        for (int i = 0; i < OF_TFNS.size(); i++) {
            assertThat(FinGptFiles.scoresOfReplies(benchmark, "FinGPT accuracy", replies)
                            .get(i)
                            .value())
                    .isEqualTo(OF_TFNS.get(i).equals(compatible) ? 1 : 0);
            assertThat(FinGptFiles.scoresOfReplies(benchmark, "accuracy", replies)
                            .get(i)
                            .seen())
                    .isEqualTo(strict);
        }
    }

    @Test
    void failuresAndAbstentionsAreWrongInBoth() {
        Benchmark benchmark = tfns(List.of("neutral", "neutral"));

        for (Metric metric : benchmark.metrics()) {
            List<Score> all = scores(benchmark, metric.name(), List.of(Tried.failed(), Tried.abstained()));
            assertThat(metric.value(all)).isZero();
            assertThat(all).noneMatch(Score::readable);
        }
    }

    @Test
    void thePromptIsThePublishedOne() {
        Case item = tfns(List.of("positive")).cases().get(0);
        String text = ((Prompt.Completion)
                        PromptFormats.finGpt().render(Protocol.ZERO_SHOT.ask(item.question(), 0), "0".repeat(32)))
                .text();

        assertThat(text)
                .isEqualTo("Instruction: What is the sentiment of this tweet? Please choose an answer from"
                        + " {negative/neutral/positive}.\nInput: $TOKKA moves\nAnswer: ");
        assertThat(label(item)).isEqualTo("positive");
    }

    @Test
    void thePhraseBankIsSplitAsPublished() {
        List<ObjectNode> rows = new ArrayList<>();
        for (int i = 0; i < 4846; i++) {
            rows.add(row("sentence", "Sentence " + i, "label", i % 2 == 0 ? "" + i % 3 : OF_TFNS.get(i % 3)));
        }
        Benchmark benchmark = Sentiment.financialPhraseBank(file("fpb.jsonl", rows));

        assertThat(benchmark.cases()).hasSize(1212);
        assertThat(benchmark.cases().subList(0, 3)).extracting(Case::id).containsExactly("1856", "4393", "2807");
        assertThat(benchmark.cases().get(0).question().text()).isEqualTo("Sentence 1855");
        assertThat(benchmark.cases().get(0).question().instructions())
                .containsExactly("What is the sentiment of this news?");
        assertThat(label(benchmark.cases().get(0))).isEqualTo(OF_TFNS.get(1)); // 1855 is odd, its rest by 3 is 1
        assertThat(label(benchmark.cases().get(1))).isEqualTo("negative"); // 4392 is even, its rest 0
        assertRefused(
                () -> Sentiment.financialPhraseBank(file("fpb.jsonl", rows.subList(0, 4845))),
                "fpb.jsonl: expected 4846 rows, seen: 4845 of them");
    }

    @Test
    void fiqaIsOfThreeFilesWithBordersBetweenTheLabels() {
        List<String> scores = List.of("-0.1001", "-0.1", "0.0999", "0.1", "0.7");
        List<Path> files = new ArrayList<>();
        for (String part : List.of("train", "validation", "test")) {
            files.add(file(
                    part + ".jsonl",
                    scores.stream()
                            .map(score -> row(
                                    "sentence",
                                    part + score,
                                    "sentiment_score",
                                    score,
                                    "format",
                                    part.equals("test") ? "post" : "headline"))
                            .toList()));
        }
        Benchmark benchmark = Sentiment.fiqa(files.get(0), files.get(1), files.get(2));

        List<Integer> chosen = NumpyPermutation.of(42, 15).subList(0, 4); // 0.226 * 15 = 3.39
        List<String> labels = List.of("negative", "neutral", "neutral", "positive", "positive");
        assertThat(benchmark.cases()).hasSize(4);
        for (int i = 0; i < 4; i++) {
            int place = chosen.get(i);
            String part = List.of("train", "validation", "test").get(place / 5);
            Case item = benchmark.cases().get(i);
            assertThat(item.id()).isEqualTo(part + "-" + (place % 5 + 1));
            assertThat(label(item)).isEqualTo(labels.get(place % 5));
            assertThat(item.question().instructions())
                    .containsExactly("What is the sentiment of this " + (part.equals("test") ? "tweet" : "news") + "?");
        }
    }

    @Test
    void ofTheSevenLabelsTheMildOnesAreNeutral() {
        List<String> seven = List.of(
                "strong negative",
                "moderately negative",
                "mildly negative",
                "neutral",
                "mildly positive",
                "moderately positive",
                "strong positive");
        Benchmark benchmark = Sentiment.nwgi(file(
                "test.jsonl",
                seven.stream().map(label -> row("news", "News", "label", label)).toList()));

        assertThat(benchmark.cases())
                .extracting(SentimentTest::label)
                .containsExactly("negative", "negative", "neutral", "neutral", "neutral", "positive", "positive");
    }

    @Test
    void rowsThatAreNotAsExpectedAreRefused() {
        assertRefused(
                () -> Sentiment.tfns(file("v.jsonl", List.of(row("text", "a", "label", "3")))),
                "v.jsonl, row 1, column label: expected a whole number from 0 to 2, seen: 3");
        assertRefused(
                () -> Sentiment.tfns(file("v.jsonl", List.of(row("text", " ", "label", "1")))),
                "v.jsonl, row 1, column text: expected a text that is not blank");
        assertRefused(
                () -> Sentiment.nwgi(file("t.jsonl", List.of(row("news", "a", "label", "bad")))),
                "t.jsonl, row 1, column label: expected one of [mildly negative, ");
        assertRefused(
                () -> Sentiment.nwgi(file("t.jsonl", List.of())), "t.jsonl: expected at least one row, seen: none");
    }
}
