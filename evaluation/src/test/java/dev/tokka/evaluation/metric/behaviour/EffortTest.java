// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.Answer;
import dev.tokka.Money;
import dev.tokka.Step;
import dev.tokka.TokenUsage;
import dev.tokka.Trace;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.metric.Tried;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EffortTest {

    private static final Currency YEN = Currency.getInstance("JPY");
    private static final Currency EURO = Currency.getInstance("EUR");

    private static Step step(int input, int output, String amount, Currency currency) {
        return new Step(
                "chat",
                Duration.ofMillis(1),
                new TokenUsage(input, output),
                Optional.of(new Money(new BigDecimal(amount), currency)),
                Map.of());
    }

    private static Tried took(int millis, Step... steps) {
        Answer answer = Answer.reply("something").withTrace(Trace.of(steps));
        return Tried.of(Tried.something(), new Outcome.Answered(answer, Duration.ofMillis(millis)));
    }

    private static final List<Tried> ALL = List.of(
            took(100, step(100, 20, "0.25", YEN), step(50, 5, "0.05", YEN)),
            took(300),
            Tried.of(Tried.something(), Tried.failed())); // 1.5 s

    @Test
    void timeToAFailureCounts() {
        assertThat(Tried.value(Effort.meanLatency(), ALL)).isCloseTo(1.9 / 3, within(1e-12));
        assertThat(Tried.scores(Effort.meanLatency(), ALL))
                .extracting(Score::readable)
                .containsExactly(true, true, false);
    }

    @Test
    void percentilesAreNearestRanks() {
        List<Tried> hundred =
                IntStream.rangeClosed(1, 100).mapToObj(EffortTest::took).toList();

        assertThat(Tried.value(Effort.latencyPercentile(50), hundred)).isEqualTo(0.05);
        assertThat(Tried.value(Effort.latencyPercentile(95), hundred)).isEqualTo(0.095);
        assertThat(Tried.value(Effort.latencyPercentile(99.5), hundred)).isEqualTo(0.1);
        assertThat(Tried.value(Effort.latencyPercentile(100), hundred)).isEqualTo(0.1);
        assertThat(Tried.value(Effort.latencyPercentile(50), ALL)).isEqualTo(0.3);
        assertThat(Effort.latencyPercentile(95).name()).isEqualTo("p95 latency (s)");
        assertThat(Effort.latencyPercentile(99.9).name()).isEqualTo("p99.9 latency (s)");
        assertThatThrownBy(() -> Effort.latencyPercentile(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tokensAndMoneyComeFromTheTrace() {
        assertThat(Tried.value(Effort.tokens(), ALL)).isCloseTo(175 / 3.0, within(1e-12));
        assertThat(Tried.value(Effort.inputTokens(), ALL)).isEqualTo(50);
        assertThat(Tried.value(Effort.outputTokens(), ALL)).isCloseTo(25 / 3.0, within(1e-12));
        assertThat(Tried.value(Effort.cost(YEN), ALL)).isCloseTo(100, within(1e-9));
        assertThat(ALL.get(0).by(Effort.cost(YEN)).seen()).isEqualTo("0.30 JPY");
        assertThat(ALL.get(2).by(Effort.tokens())).isEqualTo(Score.unreadable(0));
    }

    @Test
    void anotherCurrencyIsNotReadable() {
        Score score = took(1, step(1, 1, "2", EURO), step(1, 1, "3", YEN)).by(Effort.cost(EURO));

        assertThat(score).isEqualTo(new Score(2000, false, "", List.of(2.0)));
        assertThat(ALL.get(1).by(Effort.cost(EURO))).isEqualTo(new Score(0, true, "0 EUR", List.of(0.0)));
    }

    @Test
    void lawsHold() {
        for (Metric metric : List.of(
                Effort.meanLatency(),
                Effort.latencyPercentile(95),
                Effort.tokens(),
                Effort.inputTokens(),
                Effort.outputTokens(),
                Effort.cost(YEN))) {
            Tried.assertLaws(metric, ALL, 0, 1000);
            assertThat(metric.higherIsBetter()).isFalse();
        }
    }
}
