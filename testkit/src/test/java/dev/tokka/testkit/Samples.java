// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import dev.tokka.Answer;
import dev.tokka.Citation;
import dev.tokka.Money;
import dev.tokka.Source;
import dev.tokka.Span;
import dev.tokka.Step;
import dev.tokka.TokenUsage;
import dev.tokka.Trace;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Answers with everything in them. */
public final class Samples {

    public static final Currency YEN = Currency.getInstance("JPY");

    private static final String FEE = "The fee is 500 yen.";

    private Samples() {}

    /** Returns a reply of one cited sentence, which {@code support} supports. */
    public static Answer.Reply reply(double support) {
        return reply(FEE + " [1]", support, Trace.of(step("retrieve", 0, 0, null), step("ask", 120, 8, "0.35")));
    }

    public static Answer.Reply reply(String text, double support, Trace trace) {
        Citation citation = new Citation(1, new Span(0, FEE.length()), source("fees.md", FEE.length()), FEE, support);
        return new Answer.Reply(text, List.of(citation), OptionalDouble.of(0.8), trace);
    }

    public static Source source(String document, int length) {
        return new Source(document, List.of("Fees", "Transfers"), new Span(100, 100 + length));
    }

    public static Step step(String name, long input, long output, @Nullable String yen) {
        return new Step(
                name,
                Duration.ofMillis(250),
                new TokenUsage(input, output),
                yen == null ? Optional.empty() : Optional.of(new Money(new BigDecimal(yen), YEN)),
                Map.of("ids", "a, b"));
    }
}
