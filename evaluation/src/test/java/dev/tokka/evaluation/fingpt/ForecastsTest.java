// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.fingpt;

import static dev.tokka.evaluation.fingpt.FinGptFiles.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.Question;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.metric.Tried;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecastsTest {

    @TempDir
    Path folder;

    private Benchmark benchmark(List<String> answers) {
        List<ObjectNode> rows = answers.stream()
                .map(answer -> row("prompt", "What of Tokka?", "answer", answer))
                .toList();
        return Forecasts.benchmark(FinGptFiles.write(folder.resolve("test.jsonl"), rows));
    }

    private static String forecast(String prediction) {
        return "[Positive Developments]:\n1. It grew fast.\n\n[Potential Concerns]:\n1. Debt.\n\n"
                + "[Prediction & Analysis]:\nPrediction: " + prediction + "\nAnalysis: It grew.";
    }

    @Test
    void forecastsAreReadAsThePublishedProgramDoes() {
        JsonNode published = FinGptFiles.published("forecasts");
        for (int i = 0; i < published.get("parsed").size(); i++) {
            String reply = published.at("/cases/" + i + "/1").asText();
            JsonNode parsed = published.get("parsed").get(i);
            Optional<Forecast> read = Forecast.in(reply);

            assertThat(read.isPresent()).as(reply).isEqualTo(!parsed.isNull());
            read.ifPresent(forecast -> {
                assertThat(List.of(forecast.positive(), forecast.concerns(), forecast.analysis()))
                        .as(reply)
                        .containsExactly(
                                parsed.get(0).asText(),
                                parsed.get(1).asText(),
                                parsed.get(4).asText());
                assertThat(forecast.publishedDirection())
                        .as(reply)
                        .isEqualTo(parsed.get(2).asInt());
                assertThat(forecast.publishedMargin())
                        .as(reply)
                        .isEqualTo(parsed.get(3).asDouble());
            });
        }
    }

    @Test
    void compatibleScoresAreThoseOfThePublishedProgram() {
        JsonNode published = FinGptFiles.published("forecasts");
        Benchmark benchmark = benchmark(FinGptFiles.column(published.get("cases"), 0));
        List<String> replies = FinGptFiles.column(published.get("cases"), 1);

        assertThat(FinGptFiles.value(benchmark, "FinGPT right directions", replies))
                .isCloseTo(published.get("directions").asDouble(), within(1e-12));
        assertThat(FinGptFiles.value(benchmark, "FinGPT MSE of the margin", replies))
                .isCloseTo(published.get("mse").asDouble(), within(1e-12));
        assertThat(FinGptFiles.missing(benchmark, "FinGPT right directions", replies))
                .isCloseTo(1 - published.get("valid").asDouble() / replies.size(), within(1e-12));
        FinGptFiles.assertLaws(benchmark, replies, 1000);
    }

    @ParameterizedTest
    @CsvSource({
        "Up by 2-3%, 1, 2.5, 1, 2.5",
        "Down by more than 5%, -1, -5.5, -1, -5.5",
        "up by 12%, 1, 12, 1, 2.5",
        "up by 1.5% to 2.5%, 1, 2, 1, 5.5",
        "finds support and falls by 3–4%, -1, -3.5, 1, 4.5",
        "up or down by 1-2%, 0, 0, 1, 1.5",
        "flat, 0, 0, 0, 0",
        "Down by 0-1%, -1, -0.5, -1, -0.5",
    })
    void strictDirectionsAreWordsAndMarginsTheirMiddles(
            String prediction, int direction, double margin, int published, double publishedMargin) {
        Forecast read = Forecast.in(forecast(prediction)).orElseThrow();

        assertThat(read.direction()).isEqualTo(direction);
        assertThat(read.margin()).isCloseTo(margin, within(1e-12));
        assertThat(read.publishedDirection()).isEqualTo(published);
        assertThat(read.publishedMargin()).isEqualTo(publishedMargin);
    }

    @Test
    void whatCannotBeReadIsWrongOrLeftOut() {
        Benchmark benchmark = benchmark(List.of(forecast("up by 1-2%"), forecast("up by 1-2%")));
        List<String> replies = List.of(forecast("up by 1-2%"), "up by 1-2%");

        assertThat(FinGptFiles.value(benchmark, "right directions", replies)).isEqualTo(0.5);
        assertThat(FinGptFiles.value(benchmark, "FinGPT right directions", replies))
                .isEqualTo(1);
        assertThat(FinGptFiles.value(benchmark, "MSE of the margin", replies)).isEqualTo(1.125);
        assertThat(FinGptFiles.value(benchmark, "FinGPT MSE of the margin", replies))
                .isZero();
        assertThat(FinGptFiles.metric(benchmark, "MSE of the margin").higherIsBetter())
                .isFalse();
        List<Outcome> silent = List.of(Tried.said(replies.get(0)), Tried.abstained());
        List<Score> scores = FinGptFiles.scores(benchmark, "FinGPT right directions", silent);
        assertThat(FinGptFiles.metric(benchmark, "FinGPT right directions").value(scores))
                .isEqualTo(0.5);
    }

    @Test
    void rougeIsOfEachPart() {
        Benchmark benchmark = benchmark(List.of(forecast("up by 1-2%")));
        String reply = forecast("down by 1-2%").replace("It grew fast", "It grew slowly");

        // of four tokens each, "1 it grew" is shared
        assertThat(FinGptFiles.value(benchmark, "ROUGE-1 of positive developments", List.of(reply)))
                .isCloseTo(0.75, within(1e-12));
        assertThat(FinGptFiles.value(benchmark, "ROUGE-L of potential concerns", List.of(reply)))
                .isEqualTo(1);
        assertThat(FinGptFiles.missing(benchmark, "ROUGE-2 of analysis", List.of("It grew.")))
                .isEqualTo(1);
    }

    @Test
    void aTemplateAroundThePromptIsTakenApart() {
        String prompt = "[INST]<<SYS>>\nYou are an analyst.<</SYS>>\n\nWhat of Tokka?[/INST]";
        ObjectNode row = row("prompt", prompt, "answer", forecast("up"), "symbol", "TOK", "period", "2024-01-07");
        Case item = Forecasts.benchmark(FinGptFiles.write(folder.resolve("test.jsonl"), List.of(row)))
                .cases()
                .get(0);

        assertThat(item.question())
                .isEqualTo(Question.of("What of Tokka?").plusInstructions(List.of("You are an analyst.")));
        assertThat(item.tag(Tags.CLUSTER)).contains("TOK");
        assertThat(item.tag("period")).contains("2024-01-07");
    }

    @Test
    @Timeout(20)
    void longRepliesAreReadInLittleTime() {
        Benchmark benchmark = benchmark(List.of(forecast("up by 1-2%")));
        String spaces = " ".repeat(50_000);
        List<String> hostile = List.of(
                "[Positive Developments]:" + spaces + "[Potential Concerns]" + spaces + "x",
                forecast(spaces + "1 " + spaces),
                "[Positive Developments]:".repeat(5000),
                forecast("Analysis:".repeat(5000)));

        for (String reply : hostile) {
            Outcome outcome = Tried.said(reply);
            benchmark.metrics().stream()
                    .filter(metric -> !metric.name().startsWith("ROUGE"))
                    .forEach(metric -> metric.score(benchmark.cases().get(0), outcome));
        }
    }
}
