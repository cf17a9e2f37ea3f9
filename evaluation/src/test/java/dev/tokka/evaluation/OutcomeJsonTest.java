// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Answer;
import dev.tokka.Citation;
import dev.tokka.Money;
import dev.tokka.Source;
import dev.tokka.Span;
import dev.tokka.Step;
import dev.tokka.TokenUsage;
import dev.tokka.Trace;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotBlank;

class OutcomeJsonTest {

    @Property(tries = 300)
    void repliesComeBackAsTheyWere(
            @ForAll @NotBlank String text,
            @ForAll @NotBlank String word,
            @ForAll @DoubleRange(min = 0, max = 1) double share,
            @ForAll @LongRange(min = 0, max = 1L << 50) long number)
            throws IOException {
        Assume.that(!text.isBlank() && !word.isBlank()); // @NotBlank lets the white space of Unicode through
        Source source = new Source(word, List.of(text), new Span(3, 3 + text.length()));
        Citation citation = new Citation(1, new Span(0, text.length()), source, text, share);
        Optional<Money> cost = Optional.of(new Money(BigDecimal.valueOf(number, 9), Currency.getInstance("JPY")));
        Step step = new Step(word, Duration.ofNanos(number), new TokenUsage(number, 1), cost, Map.of(word, text));
        Answer answer = new Answer.Reply(
                text,
                List.of(citation),
                OptionalDouble.of(share),
                Trace.of(step, Step.of(word, Duration.ZERO, Map.of())));
        Outcome outcome = new Outcome.Answered(answer, Duration.ofNanos(number));

        assertThat(throughText(outcome)).isEqualTo(outcome);
    }

    @Property(tries = 100)
    void abstentionsAndFailuresComeBackAsTheyWere(@ForAll @NotBlank String text) throws IOException {
        Assume.that(!text.isBlank());
        Outcome abstention = new Outcome.Answered(Answer.abstain(text), Duration.ofMillis(3));
        Outcome failure = new Outcome.Failed(text, "", Duration.ZERO);

        assertThat(throughText(abstention)).isEqualTo(abstention);
        assertThat(throughText(failure)).isEqualTo(failure);
    }

    private static Outcome throughText(Outcome outcome) throws IOException {
        return OutcomeJson.read(Json.read(Json.write(OutcomeJson.write(outcome))));
    }
}
