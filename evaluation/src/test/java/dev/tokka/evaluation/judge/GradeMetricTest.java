// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.judge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class GradeMetricTest {

    private final GradeMetric metric = GradeMetric.of(Scale.ONE_TO_FIVE);

    @Test
    void storedTranscriptGivesTheStoredMeanExactly() throws IOException {
        List<JsonNode> lines = transcript();
        List<Score> scores = new ArrayList<>();
        for (JsonNode line : lines.subList(1, lines.size())) {
            Score score = metric.score(
                    Judged.item(line.get("id").asText()),
                    Judged.says(line.get("reply").asText()));
            assertThat(score.value())
                    .as(line.get("id").asText())
                    .isEqualTo(line.get("grade").asDouble());
            scores.add(score);
        }

        assertThat(metric.value(scores)).isEqualTo(lines.get(0).get("mean").asDouble());
        assertThat(scores.stream().filter(score -> !score.readable())).hasSize(1);
    }

    @Test
    void failureOfTheJudgeIsTheWorstGradeAndNotReadable() {
        Score score = metric.score(Judged.item("a"), new Outcome.Failed("Timeout", "", Duration.ZERO));

        assertThat(score).isEqualTo(Score.unreadable(1));
        assertThat(GradeMetric.of(Scale.PAIRWISE)
                        .score(Judged.item("a"), Judged.says("?"))
                        .value())
                .isEqualTo(0.5);
    }

    @Test
    void describesScaleAndSource() {
        assertThat(metric.name()).isEqualTo("mean grade");
        assertThat(metric.describe().properties()).containsKeys("scale", "source", "unreadable");
        assertThat(GradeMetric.of(Scale.YES_NO).name()).isEqualTo("judged accuracy");
    }

    private static List<JsonNode> transcript() throws IOException {
        try (InputStream in = Objects.requireNonNull(GradeMetricTest.class.getResourceAsStream("transcript.jsonl"))) {
            List<JsonNode> lines = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), UTF_8).lines().toList()) {
                lines.add(new JsonMapper().readTree(line));
            }
            return lines;
        }
    }
}
