// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TraceTest {

    private static final Currency YEN = Currency.getInstance("JPY");
    private static final Currency EURO = Currency.getInstance("EUR");

    @Property
    void anEmptyTraceChangesNothing(@ForAll("traces") Trace trace) {
        assertThat(Trace.EMPTY.then(trace)).isEqualTo(trace);
        assertThat(trace.then(Trace.EMPTY)).isEqualTo(trace);
    }

    @Property
    void groupingDoesNotMatter(@ForAll("traces") Trace a, @ForAll("traces") Trace b, @ForAll("traces") Trace c) {
        assertThat(a.then(b).then(c)).isEqualTo(a.then(b.then(c)));
    }

    @Property
    void timeAndTokensOfTwoTracesAreThoseOfBothTogether(@ForAll("traces") Trace a, @ForAll("traces") Trace b) {
        assertThat(a.then(b).duration()).isEqualTo(a.duration().plus(b.duration()));
        assertThat(a.then(b).usage()).isEqualTo(a.usage().plus(b.usage()));
    }

    @Provide
    Arbitrary<Trace> traces() {
        return Arbitraries.integers()
                .between(0, 1000)
                .map(n -> paid("step " + n, n, Optional.empty()))
                .list()
                .ofMaxSize(3)
                .map(Trace::new);
    }

    @Test
    void stepsAreKeptInOrder() {
        Trace retrieved = Trace.of(paid("retrieve", 1, Optional.empty()));
        Trace generated = Trace.of(paid("generate", 2, Optional.empty()));

        assertThat(retrieved.then(generated).steps()).extracting(Step::name).containsExactly("retrieve", "generate");
    }

    @Test
    void timeTokensAndCostAreAddedUp() {
        Trace trace = Trace.of(
                paid("rewrite", 10, yen("0.25")),
                paid("retrieve", 20, Optional.empty()),
                paid("generate", 30, yen("1.5")),
                paid("judge", 40, Optional.of(new Money(new BigDecimal("0.01"), EURO))));

        assertThat(trace.duration()).isEqualTo(Duration.ofMillis(100));
        assertThat(trace.usage()).isEqualTo(new TokenUsage(100, 200));
        assertThat(trace.cost())
                .containsOnly(Map.entry(YEN, new BigDecimal("1.75")), Map.entry(EURO, new BigDecimal("0.01")));
    }

    @Test
    void whatHasNoPriceCostsNothing() {
        assertThat(Trace.of(paid("retrieve", 20, Optional.empty())).cost()).isEmpty();
        assertThat(Trace.EMPTY.duration()).isZero();
        assertThat(Trace.EMPTY.usage()).isEqualTo(TokenUsage.NONE);
    }

    @Test
    void aStepOfATimeUsesNoTokensAndCostsNothing() {
        Step step = Step.of("retrieve", Duration.ofMillis(3), Map.of("found", "6"));

        assertThat(step)
                .isEqualTo(new Step(
                        "retrieve",
                        Duration.ofMillis(3),
                        new TokenUsage(0, 0),
                        Optional.empty(),
                        Map.of("found", "6")));
    }

    @Test
    void laterChangesToTheCollectionsHaveNoEffect() {
        Map<String, String> details = new HashMap<>(Map.of("found", "6"));
        Step step = Step.of("retrieve", Duration.ZERO, details);
        List<Step> steps = new ArrayList<>(List.of(step));
        Trace trace = new Trace(steps);

        details.clear();
        steps.clear();

        assertThat(step.details()).containsOnly(Map.entry("found", "6"));
        assertThat(trace.steps()).containsExactly(step);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> step.details().clear());
    }

    @Test
    void aStepHasANameAndTakesTime() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Step.of("", Duration.ZERO, Map.of()))
                .withMessage("name must not be blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Step.of("retrieve", Duration.ofMillis(-1), Map.of()))
                .withMessage("duration must not be negative but is PT-0.001S");
    }

    @Test
    void tokenCountsAreNotNegative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TokenUsage(-1, 0))
                .withMessage("token counts must be at least 0 but are -1 and 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TokenUsage(0, -2))
                .withMessage("token counts must be at least 0 but are 0 and -2");
    }

    @Test
    void tokenCountsDoNotOverflowUnseen() {
        TokenUsage most = new TokenUsage(Long.MAX_VALUE, 0);

        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> most.plus(new TokenUsage(1, 0)));
    }

    private static Optional<Money> yen(String amount) {
        return Optional.of(new Money(new BigDecimal(amount), YEN));
    }

    private static Step paid(String name, int n, Optional<Money> cost) {
        return new Step(name, Duration.ofMillis(n), new TokenUsage(n, 2L * n), cost, Map.of());
    }
}
