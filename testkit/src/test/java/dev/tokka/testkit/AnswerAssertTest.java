// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import static dev.tokka.testkit.Samples.YEN;
import static dev.tokka.testkit.TokkaAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokka.Answer;
import dev.tokka.Money;
import dev.tokka.Trace;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each assertion passes on what it asks for, and fails on what it does not. */
class AnswerAssertTest {

    private static final Answer REPLY = Samples.reply(0.9);
    private static final Answer UNSURE = Answer.abstain("too little support");

    private interface Check {
        void on(AnswerAssert answer);
    }

    @Test
    void aGoodReplyPassesThemAll() {
        assertThat(REPLY)
                .isReply()
                .hasText("The fee is 500 yen. [1]")
                .containsText("500 yen")
                .doesNotContainText("euro")
                .hasTextMatching("\\d+ yen")
                .cites(1)
                .citesSource("fees.md")
                .citesSection("Transfers")
                .quotes("500 yen")
                .isGrounded()
                .isGrounded(0.9)
                .hasConfidenceAtLeast(0.8)
                .usedAtMostTokens(128)
                .costAtMost(new Money(new BigDecimal("0.35"), YEN))
                .tookAtMost(Duration.ofMillis(500))
                .hasStep("retrieve");
        assertThat(UNSURE).abstains().abstainsBecause("support");
        assertThat(Answer.reply("Yes.")).citesNothing().costAtMost(new Money(BigDecimal.ZERO, YEN));
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                failure(answer -> answer.abstains(), "an abstention"),
                failure(answer -> answer.abstainsBecause("support"), "an abstention because of \"support\""),
                failure(answer -> answer.hasText("The fee"), "a reply that is \"The fee\""),
                failure(answer -> answer.containsText("euro"), "a reply that contains \"euro\""),
                failure(answer -> answer.doesNotContainText("yen"), "a reply that does not contain \"yen\""),
                failure(answer -> answer.hasTextMatching("\\d euro"), "a reply in which \\d euro is found"),
                failure(answer -> answer.cites(), "a reply that cites exactly [], not [1]"),
                failure(answer -> answer.cites(1, 2), "a reply that cites exactly [1, 2], not [1]"),
                failure(answer -> answer.citesNothing(), "a reply that cites nothing"),
                failure(answer -> answer.citesSource("fee"), "a reply that cites the source \"fee\""),
                failure(answer -> answer.citesSection("Transfer"), "a reply that cites the section \"Transfer\""),
                failure(answer -> answer.quotes("euro"), "a reply that quotes \"euro\""),
                failure(answer -> answer.isGrounded(0.95), "with a support of at least 0.95"),
                failure(answer -> answer.hasConfidenceAtLeast(0.81), "a confidence of at least 0.81"),
                failure(answer -> answer.usedAtMostTokens(127), "at most 127 tokens, not 128"),
                failure(answer -> answer.costAtMost(yen("0.34")), "at most 0.34 JPY, not for 0.35"),
                failure(
                        answer -> answer.costAtMost(new Money(BigDecimal.TEN, Currency.getInstance("USD"))),
                        "an answer paid in USD, not in [JPY]"),
                failure(answer -> answer.tookAtMost(Duration.ofMillis(499)), "within PT0.499S, not PT0.5S"),
                failure(answer -> answer.hasStep("rerank"), "an answer with a step \"rerank\""));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("failures")
    void whatDoesNotHoldFailsAndShowsTheAnswer(Check check, String expected) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> check.on(assertThat(REPLY)))
                .withMessageStartingWith("expected ")
                .withMessageContaining(expected)
                .withMessageContaining("but was a reply:\n  The fee is 500 yen. [1]\n");
    }

    @Test
    void theWholeAnswerIsShown() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(REPLY).abstains())
                .withMessage("""
                        expected an abstention
                        but was a reply:
                          The fee is 500 yen. [1]
                        confidence: 0.8
                        citations:
                          [1] fees.md > Fees > Transfers
                              says:     The fee is 500 yen.
                              rests on: The fee is 500 yen.
                              support:  0.9
                        steps:
                          retrieve, PT0.25S, {ids=a, b}
                          ask, PT0.25S, tokens 120 + 8, 0.35 JPY, {ids=a, b}""");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(UNSURE).as("the fee").isReply())
                .withMessage("[the fee] expected a reply\nbut was an abstention: too little support\nno steps");
    }

    @Test
    void assertionsAboutRepliesFailOnAbstentions() {
        Stream.<Check>of(
                        AnswerAssert::isReply,
                        answer -> answer.hasText("x"),
                        answer -> answer.cites(1),
                        AnswerAssert::isGrounded,
                        answer -> answer.hasConfidenceAtLeast(0))
                .forEach(check -> assertThatExceptionOfType(AssertionError.class)
                        .isThrownBy(() -> check.on(assertThat(UNSURE)))
                        .withMessageContaining("but was an abstention: too little support"));
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(UNSURE).abstainsBecause("no evidence"));
    }

    @Test
    void nullIsNoAnswer() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat((Answer) null).isReply())
                .withMessageContaining("Expecting actual not to be null");
    }

    @Test
    void aReplyWithASentenceThatNobodySupportsIsNotGrounded() {
        Answer answer = Samples.reply("The fee is 500 yen. [1] Have a nice day!", 0.9, Trace.EMPTY);

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(answer).isGrounded())
                .withMessageContaining("but \"Have a nice day!\" is not cited");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(
                        () -> assertThat(Answer.reply("The fee is 500 yen.")).isGrounded())
                .withMessageContaining("is not cited");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(Samples.reply(0.49)).isGrounded());
    }

    @Test
    void tokensWithoutAPriceAreNotFree() {
        Answer answer = Answer.reply("Yes.").withTrace(Trace.of(Samples.step("ask", 1, 1, null)));

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(answer).costAtMost(yen("10")))
                .withMessageContaining("not one for tokens without a price");
    }

    @Test
    void aPercentSignInAnAnswerIsNoFormat() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(Answer.reply("5 %s or 100%")).abstains())
                .withMessageContaining("5 %s or 100%");
    }

    @Test
    void theyStandBesideAssertJsOwn() {
        assertThat(REPLY.toString()).contains("500 yen");
    }

    private static Money yen(String amount) {
        return new Money(new BigDecimal(amount), YEN);
    }

    private static Arguments failure(Check check, String expected) {
        return Arguments.of(check, expected);
    }
}
