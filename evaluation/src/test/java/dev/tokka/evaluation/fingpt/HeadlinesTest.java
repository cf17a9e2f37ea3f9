// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.fingpt;

import static dev.tokka.evaluation.benchmark.TestFiles.assertRefused;
import static dev.tokka.evaluation.fingpt.FinGptFiles.instructed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.AnswerForm;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.Tags;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadlinesTest {

    private static final String UP = "Does the news headline talk about price going up?";

    @TempDir
    Path folder;

    private Benchmark benchmark(List<String> outputs) {
        List<ObjectNode> rows = outputs.stream()
                .map(output -> instructed(UP + " Please choose an answer from {Yes/No}.", "Gold rises", output))
                .toList();
        return Headlines.benchmark(FinGptFiles.write(folder.resolve("test.jsonl"), rows));
    }

    @Test
    void compatibleScoresAreThoseOfThePublishedProgram() {
        JsonNode published = FinGptFiles.published("headlines");
        Benchmark benchmark = benchmark(FinGptFiles.column(published.get("cases"), 0));
        List<String> replies = FinGptFiles.column(published.get("cases"), 1);

        for (String metric : List.of("accuracy", "F1 of Yes", "mean F1 of questions", "weighted F1 of questions")) {
            assertThat(FinGptFiles.value(benchmark, "FinGPT " + metric, replies))
                    .as(metric)
                    .isCloseTo(published.get(metric).asDouble(), within(1e-12));
        }
        FinGptFiles.assertLaws(benchmark, replies, 1);
    }

    @Test
    void nineRowsAreOneHeadline() {
        List<Case> cases = benchmark(Collections.nCopies(18, "No")).cases();

        assertThat(cases.get(10).id()).isEqualTo("11");
        assertThat(cases.get(10).tag(Tags.GROUP)).contains("price up");
        assertThat(cases.get(10).tag(Tags.CLUSTER)).contains("headline 2");
        assertThat(cases.get(10).question().instructions()).containsExactly(UP);
        assertThat(cases.get(10).question().form()).isEqualTo(AnswerForm.oneOf("Yes", "No"));
        assertThat(cases.get(10).expected()).isEqualTo(new Expected.Label("No"));
        assertRefused(
                () -> benchmark(Collections.nCopies(10, "No")),
                "test.jsonl: expected nine rows for each headline, seen: 10 rows");
    }

    @Test
    void aStrictReplyNamesOneAnswer() {
        Benchmark benchmark = benchmark(Collections.nCopies(9, "No"));
        List<String> replies = List.of("No.", "unknown", "eyes", "no, not yes", "no", "NO", "No", "no", "no");

        assertThat(FinGptFiles.scoresOfReplies(benchmark, "accuracy", replies))
                .extracting(Score::value)
                .containsExactly(1.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0);
        assertThat(FinGptFiles.missing(benchmark, "accuracy", replies)).isEqualTo(3 / 9.0);
        assertThat(FinGptFiles.value(benchmark, "FinGPT accuracy", replies)).isEqualTo(7 / 9.0);
    }

    @Test
    void anInstructionWithoutChoicesIsKeptAsItIs() {
        ObjectNode row = instructed("Is it up? Please choose an answer from {Yes}.", "Gold", "Yes");
        Benchmark benchmark =
                Headlines.benchmark(FinGptFiles.write(folder.resolve("test.jsonl"), Collections.nCopies(9, row)));

        assertThat(benchmark.cases().get(0).question().instructions())
                .containsExactly("Is it up? Please choose an answer from {Yes}.");
        assertThat(benchmark.cases().get(0).question().form()).isEqualTo(AnswerForm.FREE_TEXT);
    }
}
