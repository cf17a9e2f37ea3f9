// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.finben;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.metric.Tried;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published scorer against its rules in Python: see README.md beside the files. */
class FinBenGoldenTest {

    private static final double NEAR = 1e-9;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "sentiment.json, FPB, 4",
        "classes.json, MULTI_FIN, 4",
        "movement.json, ACL_18, 4",
        "credit.json, GERMAN, 4",
        "headlines.json, HEADLINES, 1",
        "mentions.json, NER, 1",
        "tokens.json, FINER_ORD, 2",
        "scores.json, TSA, 1",
        "relations.json, FIN_RED, 1",
        "exact.json, FIN_QA, 1",
        "rouge.json, EDT_SUM, 3",
        "extracts.json, ECT_SUM, 3",
    })
    void theCompatibleScoringAgreesWithThePublishedOne(String name, FinBenDataset dataset, int metrics)
            throws IOException {
        JsonNode golden = golden(name);
        assertThat(golden.get("rows").size()).isGreaterThanOrEqualTo(40);
        Benchmark benchmark = FinBen.benchmark(dataset, file(golden.get("rows")), Scoring.COMPAT);
        int compared = 0;
        for (Metric metric : benchmark.metrics()) {
            List<Score> scores = scores(metric, benchmark, golden.get("rows"));
            String measure = metric.name().replaceFirst("^PIXIU ", "");
            for (JsonNode subset : golden.get("subsets")) {
                List<Score> some = new ArrayList<>();
                subset.get("rows").forEach(row -> some.add(scores.get(row.asInt())));
                assertThat(metric.value(some))
                        .as("%s of %s", metric.name(), subset.get("rows"))
                        .isCloseTo(
                                Objects.requireNonNull(subset.get("values").get(measure))
                                        .asDouble(),
                                within(NEAR));
                compared++;
            }
        }
        assertThat(compared).isEqualTo(metrics * golden.get("subsets").size());
    }

    @ParameterizedTest
    @CsvSource({
        "classes.json, MULTI_FIN",
        "credit.json, GERMAN",
        "headlines.json, HEADLINES",
        "mentions.json, NER",
        "tokens.json, FINER_ORD",
        "scores.json, TSA",
        "relations.json, FIN_RED",
        "exact.json, FIN_QA",
        "rouge.json, EDT_SUM",
        "extracts.json, ECT_SUM",
    })
    void metricsOfBothScoringsKeepTheLaws(String name, FinBenDataset dataset) throws IOException {
        JsonNode rows = golden(name).get("rows");
        Benchmark benchmark = FinBen.benchmark(dataset, file(rows));
        List<Tried> all = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            all.add(new Tried(
                    benchmark.cases().get(i),
                    Tried.said(rows.get(i).get("reply").asText())));
        }
        all.add(new Tried(benchmark.cases().get(0), Tried.failed()));
        all.add(new Tried(benchmark.cases().get(1), Tried.abstained()));

        for (Metric metric : benchmark.metrics()) {
            Tried.assertLaws(
                    metric,
                    all,
                    metric.name().endsWith("MCC") ? -1 : 0,
                    metric.name().endsWith("RMSE") ? 2 : 1);
        }
    }

    @ParameterizedTest
    @CsvSource({"sentiment.json, FPB", "classes.json, MULTI_FIN", "movement.json, ACL_18", "credit.json, GERMAN"})
    void repliesAreTakenForTheSameClass(String name, FinBenDataset dataset) throws IOException {
        JsonNode golden = golden(name);
        PixiuChoice choice = Pixiu.choice(dataset);
        for (int i = 0; i < golden.get("rows").size(); i++) {
            JsonNode row = golden.get("rows").get(i);
            List<String> choices = new ArrayList<>();
            row.get("choices").forEach(one -> choices.add(one.asText()));
            assertThat(choice.take(row.get("reply").asText(), choices).label())
                    .as("class of %s", row.get("reply"))
                    .isEqualTo(golden.get("predictions").get(i).asText());
        }
    }

    @ParameterizedTest
    @CsvSource({"sentiment.json, FPB", "classes.json, MULTI_FIN", "scores.json, TSA"})
    void theMissingRateIsThePublishedOne(String name, FinBenDataset dataset) throws IOException {
        JsonNode golden = golden(name);
        Benchmark benchmark = FinBen.benchmark(dataset, file(golden.get("rows")), Scoring.COMPAT);

        double missing = scores(benchmark.metrics().get(0), benchmark, golden.get("rows")).stream()
                .mapToInt(score -> score.readable() ? 0 : 1)
                .average()
                .orElseThrow();

        assertThat(missing)
                .isCloseTo(
                        golden.get("subsets")
                                .get(0)
                                .get("values")
                                .get("missing")
                                .asDouble(),
                        within(NEAR));
    }

    @ParameterizedTest
    @CsvSource({"mentions.json"})
    void mentionsLabelTheSameWords(String name) throws IOException {
        JsonNode golden = golden(name);
        for (int i = 0; i < golden.get("rows").size(); i++) {
            JsonNode row = golden.get("rows").get(i);
            List<String> tags = new ArrayList<>();
            golden.get("predictions")
                    .get(i)
                    .forEach(tag -> tags.add(tag.asText().replaceAll("[\r\u2028]", "\\\\")));
            assertThat(PixiuTags.ofMentions(
                            row.get("reply").asText(), row.get("text").asText()))
                    .as("tags of %s", row)
                    .isEqualTo(tags);
        }
    }

    @ParameterizedTest
    @CsvSource({"COMPAT", "STRICT"})
    void tradesAgreeWithNumpy(Scoring scoring) throws IOException {
        JsonNode golden = golden("trades.json");
        assertThat(golden.size()).isGreaterThanOrEqualTo(40);
        for (JsonNode series : golden) {
            ObjectMapper mapper = new ObjectMapper();
            FinTrade trades = FinTrade.of(
                    mapper.convertValue(series.get("prices"), double[].class),
                    mapper.convertValue(series.get("actions"), int[].class));
            TradingFigures figures = trades.figures(scoring);
            double[] values = {
                figures.sharpeRatio(),
                figures.cumulativeReturn(),
                figures.dailyVolatility(),
                figures.annualVolatility(),
                figures.maximumDrawdown()
            };
            for (int i = 0; i < values.length; i++) {
                double wanted = series.get(scoring.name()).get(i).asDouble();
                assertThat(values[i]).isCloseTo(wanted, within(NEAR * Math.max(1, Math.abs(wanted))));
            }
        }
    }

    private static List<Score> scores(Metric metric, Benchmark benchmark, JsonNode rows) {
        List<Score> scores = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            scores.add(metric.score(
                    benchmark.cases().get(i),
                    Tried.said(rows.get(i).get("reply").asText())));
        }
        return scores;
    }

    private Path file(JsonNode rows) throws IOException {
        List<String> lines = new ArrayList<>();
        rows.forEach(row -> lines.add(row.toString()));
        return Files.write(folder.resolve("rows.jsonl"), lines);
    }

    private static JsonNode golden(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(FinBenGoldenTest.class.getResourceAsStream(name))) {
            return new ObjectMapper().readTree(file);
        }
    }
}
