// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tokka.Question;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Candidate;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Experiment;
import dev.tokka.evaluation.junit.Evaluation;
import dev.tokka.evaluation.junit.EvaluationExtension;
import dev.tokka.evaluation.metric.text.TextMatch;
import dev.tokka.testkit.ScriptedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The last code of the guide to testing, which has the rest from {@link TestingGuideTest}. */
class QualityGuideTest {

    @Nested
    // SHOW
    class FeeQualityTest {

        @RegisterExtension
        static final EvaluationExtension EVALUATION = EvaluationExtension.of(
                () -> Experiment.of(fees(), List.of(new Candidate("desk", desk())), Path.of("target/fees.jsonl")));

        @Test
        void itIsAsGoodAsItWas(Evaluation evaluation) {
            evaluation
                    .assertThat("desk")
                    .isAtLeast("contains", 0.9)
                    .isNotWorseThan(Path.of("src/test/resources/evaluation/fees.json"));
        }

        @TestFactory
        Stream<DynamicTest> eachQuestion(Evaluation evaluation) {
            return evaluation.cases("desk", 1);
        }

        private static Benchmark fees() {
            return Benchmark.of(
                    "fees",
                    List.of(
                            Case.of("fee", Question.of("What is the fee?"), new Expected.Texts(List.of("500 yen"))),
                            Case.of("limit", Question.of("What is the limit?"), new Expected.Texts(List.of("9 MB"))),
                            Case.of("weather", Question.of("How is the weather?"), new Expected.NoAnswer())),
                    TextMatch.contains());
        }
    }
    // END

    @Nested
    class Message {

        @RegisterExtension
        static final EvaluationExtension EVALUATION = EvaluationExtension.of(() -> Experiment.of(
                FeeQualityTest.fees(),
                List.of(new Candidate("desk", ScriptedModel.replying("A transfer costs 500 yen."))),
                Path.of("target/fees-of-another-model.jsonl")));

        @ParameterizedTest
        @ValueSource(strings = {"docs/testing.md", "docs/testing.ja.md"})
        void theGuideShowsTheMessageOfAFailure(String guide, Evaluation evaluation) throws IOException {
            Throwable failure =
                    catchThrowable(() -> evaluation.assertThat("desk").isAtLeast("contains", 0.9));

            assertThat(Files.readString(Documentation.ROOT.resolve(guide)))
                    .contains("```\n"
                            + String.valueOf(failure.getMessage())
                                    .replace(evaluation.page().toUri().toString(), "file:///…/FeeQualityTest.html")
                            + "\n```");
        }
    }

    private static ScriptedModel desk() {
        return ScriptedModel.builder()
                .when("fee")
                .reply("A transfer costs 500 yen.")
                .when("limit")
                .reply("A file may have 9 MB.")
                .build();
    }
}
