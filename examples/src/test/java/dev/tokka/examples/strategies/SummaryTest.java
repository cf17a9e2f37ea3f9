// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Answer;
import dev.tokka.Citation;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Money;
import dev.tokka.Source;
import dev.tokka.Span;
import dev.tokka.Step;
import dev.tokka.TokenUsage;
import dev.tokka.Trace;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SummaryTest {

    private static final HandbookQuestion KNOWN =
            new HandbookQuestion("en-01", "How long?", "30 days", Set.of("claims.md"));
    private static final HandbookQuestion UNKNOWN = new HandbookQuestion("en-02", "How blue?", "", Set.of());

    private static Result result(HandbookQuestion question, Answer answer, long millis) {
        return new Result(question, Optional.of(answer), Optional.empty(), Duration.ofMillis(millis));
    }

    private static Answer citing(String document) {
        Citation citation =
                new Citation(1, new Span(0, 8), new Source(document, List.of(), new Span(0, 7)), "30 days", 1);
        Step step = new Step(
                "ask",
                Duration.ZERO,
                new TokenUsage(1_500, 20),
                Optional.of(new Money(new BigDecimal("0.00125"), Currency.getInstance("USD"))),
                Map.of());
        return Answer.reply("30 days. [1]")
                .reply()
                .orElseThrow()
                .withCitations(List.of(citation))
                .withTrace(Trace.of(step));
    }

    @Test
    void aRowCountsWhatCameOfTheQuestions() {
        Result failed = Result.of(KNOWN, () -> {
            throw new ModelUnavailableException("down");
        });
        Summary summary = new Summary(
                "retrieval",
                List.of(
                        result(KNOWN, citing("claims.md"), 1_000),
                        result(KNOWN, citing("fees.md"), 3_000),
                        result(KNOWN, Answer.abstain("nothing found"), 2_000),
                        result(UNKNOWN, Answer.abstain("nothing found"), 4_000),
                        failed));

        assertThat(summary.row())
                .containsExactly("retrieval", "2", "1", "2", "1", "1", "2.00 s", "3,000 / 40", "0.0025 USD");
        assertThat(summary.row()).hasSameSizeAs(Summary.HEADINGS);
    }

    @Test
    void whatHasNoTokensHasNoCost() {
        Summary summary = new Summary("base", List.of(result(UNKNOWN, Answer.abstain("nothing found"), 10)));

        assertThat(summary.row()).endsWith("-", "-");
    }

    @Test
    void theMedianOfAnEvenNumberIsTheMeanOfTheMiddle() {
        Summary summary = new Summary(
                "base", List.of(result(KNOWN, Answer.reply("a"), 1_000), result(KNOWN, Answer.reply("b"), 2_000)));

        assertThat(summary.medianSeconds()).isEqualTo(1.5);
    }

    @Test
    void columnsStandUnderEachOther() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Report report = new Report(new PrintStream(printed, true, StandardCharsets.UTF_8));

        report.table(List.of(
                new Summary("base", List.of(result(KNOWN, Answer.reply("a"), 10))),
                new Summary("retrieval + prompted", List.of(result(KNOWN, citing("claims.md"), 12_345)))));

        assertThat(printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n"))
                .isEqualTo("""

                strategy              answered  cite the source  abstained  rightly  failed   median  tokens in/out        cost
                base                         1                0          0        0       0   0.01 s              -           -
                retrieval + prompted         1                1          0        0       0  12.35 s     1,500 / 20  0.0013 USD
                """);
    }
}
