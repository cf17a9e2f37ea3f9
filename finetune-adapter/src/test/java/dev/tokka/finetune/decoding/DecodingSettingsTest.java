// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokka.finetune.decoding.DecodingSettings.Beams;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DecodingSettingsTest {

    private static final DecodingSettings GREEDY = DecodingSettings.GREEDY;

    @Test
    void copiesDifferInOneSetting() {
        DecodingSettings settings = GREEDY.withTemperature(0.7)
                .withTopK(40)
                .withTopP(0.9)
                .withMinP(0.05)
                .withRepetitionPenalty(1.1)
                .withMaxTokens(10)
                .withSeed(3)
                .withEndTokens(Set.of(2))
                .withStops(List.of("\n"));

        assertThat(settings.draw()).isEqualTo(new DecodingSettings.Draw(0.7, 40, 0.9, 0.05));
        assertThat(settings.repetitionPenalty()).isEqualTo(1.1);
        assertThat(settings.maxTokens()).isEqualTo(10);
        assertThat(settings.seed()).isEqualTo(3);
        assertThat(settings.ends()).isEqualTo(new DecodingSettings.Ends(Set.of(2), List.of("\n")));
    }

    @Test
    void nothingIsDrawnAmongBeams() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GREEDY.withTemperature(0.7).withBeams(4))
                .withMessageContaining("with 4 beams temperature, topK, topP and minP must be left alone");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GREEDY.withBeams(2).withTopK(5));
    }

    @Test
    void aConstraintDoesNotGoWithStopTexts() {
        TokenConstraint constraint = new Constraints(Bytes.of("a")).oneOf(List.of("a"));
        DecodingRequest stopping = DecodingRequest.of(List.of(0), GREEDY.withStops(List.of("x")));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> stopping.withConstraint(constraint))
                .withMessageContaining("no stop texts but there are 1");
    }

    @Test
    void anEmptyPromptIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DecodingRequest(List.of(), GREEDY, Optional.empty(), DecodingListener.NONE))
                .withMessage("prompt must have at least one token but is empty");
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void valuesOutOfRangeAreRefused(ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call);
    }

    static List<ThrowingCallable> wrong() {
        return List.of(
                () -> GREEDY.withTemperature(-0.1),
                () -> GREEDY.withTemperature(Double.NaN),
                () -> GREEDY.withTemperature(Double.POSITIVE_INFINITY),
                () -> GREEDY.withTopK(-1),
                () -> GREEDY.withTopP(0),
                () -> GREEDY.withTopP(1.1),
                () -> GREEDY.withMinP(-0.1),
                () -> GREEDY.withMinP(Double.NaN),
                () -> GREEDY.withRepetitionPenalty(0),
                () -> GREEDY.withMaxTokens(0),
                () -> GREEDY.withBeams(0),
                () -> GREEDY.withBeams(1025),
                () -> GREEDY.withBeams(new Beams(1, 2, false)),
                () -> GREEDY.withBeams(new Beams(2, Double.NaN, false)),
                () -> GREEDY.withStops(List.of("")),
                () -> GREEDY.withStops(List.of("\uD83D")),
                () -> GREEDY.withEndTokens(Set.of(-1)));
    }
}
