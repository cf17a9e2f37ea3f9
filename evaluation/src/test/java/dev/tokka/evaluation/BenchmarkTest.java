// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokka.Example;
import dev.tokka.Generation;
import dev.tokka.Question;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchmarkTest {

    @Test
    void hashSaysWhatIsAskedAndExpected() {
        Benchmark numbers = Benchmarks.numbers(3);

        assertThat(numbers.hash())
                .hasSize(64)
                .isEqualTo(Benchmarks.numbers(3).withVersion("2").hash())
                .isNotEqualTo(Benchmarks.numbers(4).hash())
                .isNotEqualTo(numbers.withProtocol(Protocol.ZERO_SHOT.withSeeds(List.of(1L)))
                        .hash());
    }

    @Test
    void hashChangesWithWhatIsExpectedAlone() {
        Case right = Case.of("a", Question.of("2?"), new Expected.Texts(List.of("2")));
        Case wrong = Case.of("a", Question.of("2?"), new Expected.Texts(List.of("3")));

        assertThat(Benchmark.of("b", List.of(right), new RightWords()).hash())
                .isNotEqualTo(
                        Benchmark.of("b", List.of(wrong), new RightWords()).hash());
    }

    @Test
    void refusesTwoCasesOfOneId() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Benchmark.of("b", List.of(Benchmarks.number(1), Benchmarks.number(1)), new RightWords()))
                .withMessage("each case must be there once but case-1 is there again");
    }

    @Test
    void refusesToBeEmpty() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Benchmarks.numbers(0))
                .withMessage("a benchmark needs at least one case");
    }

    @Test
    void refusesAMetricThatCannotScoreACase() {
        Case graded = Case.of("essay", Question.of("Write!"), new Expected.Graded("", "clear"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Benchmark.of("b", List.of(Benchmarks.number(1), graded), new RightWords()))
                .withMessageStartingWith("right words cannot score case essay: expected texts but");
    }

    @Test
    void refusesAShotThatGivesACaseAway() {
        Protocol leaking = Protocol.ZERO_SHOT.withExamples(List.of(new Example(" 1? ", "1")));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Benchmarks.numbers(2).withProtocol(leaking))
                .withMessageContaining("one has the text of case case-1");
    }

    @Test
    void onlyKeepsWhatPasses() {
        assertThat(Benchmarks.numbers(5)
                        .only(item -> item.id().equals("case-4"))
                        .cases())
                .containsExactly(Benchmarks.number(4));
    }

    @Test
    void protocolAddsInstructionsShotsAndSeed() {
        Protocol protocol =
                Protocol.ZERO_SHOT.withInstructions(List.of("Be short.")).withExamples(List.of(new Example("9?", "9")));

        Question asked = protocol.ask(Question.of("1?").plusInstructions(List.of("In English.")), 7);

        assertThat(asked.instructions()).containsExactly("Be short.", "In English.");
        assertThat(asked.examples()).containsExactly(new Example("9?", "9"));
        assertThat(asked.attributes().get(Generation.KEY))
                .hasValue(Generation.DEFAULT.withTemperature(0).withSeed(7));
    }

    @Test
    void protocolRefusesTheSameSeedTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Protocol.ZERO_SHOT.withSeeds(List.of(1L, 1L)))
                .withMessage("seeds must be at least one and all different but are [1, 1]");
    }
}
