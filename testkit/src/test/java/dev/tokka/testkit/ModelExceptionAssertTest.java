// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import static dev.tokka.testkit.TokkaAssertions.assertThat;
import static dev.tokka.testkit.TokkaAssertions.assertThatFailure;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokka.IncompleteAnswerException;
import dev.tokka.ModelException;
import dev.tokka.ModelUnavailableException;
import dev.tokka.ModelUnavailableException.Reason;
import dev.tokka.PolicyViolationException;
import dev.tokka.QuestionRejectedException;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ModelExceptionAssertTest {

    private static final Instant LATER = Instant.parse("2026-01-01T00:00:30Z");

    private final ModelException limited = new ModelUnavailableException(Reason.RATE_LIMITED, "too many calls", LATER);
    private final ModelException cut =
            new IncompleteAnswerException(IncompleteAnswerException.Reason.CUT, "cut off", "It cov");
    private final ModelException rejected = new QuestionRejectedException("too long");
    private final ModelException forbidden = new PolicyViolationException("not to that endpoint");

    @Test
    void eachFailureIsWhatItIs() {
        assertThat(limited)
                .isUnavailable()
                .isRateLimited()
                .isUnavailableBecause(Reason.RATE_LIMITED)
                .retriesAt(LATER)
                .isWorthRetrying()
                .doesNotTell("secret")
                .hasMessage("too many calls");
        assertThat(cut)
                .isIncomplete()
                .isIncompleteBecause(IncompleteAnswerException.Reason.CUT)
                .hasPartialText("It cov");
        assertThat(rejected).isRejected();
        assertThat(forbidden).isPolicyViolation();
    }

    @Test
    void whatDoesNotHoldFailsAndShowsTheFailure() {
        Stream.<Consumer<ModelExceptionAssert>>of(
                        ModelExceptionAssert::isIncomplete,
                        ModelExceptionAssert::isRejected,
                        ModelExceptionAssert::isPolicyViolation,
                        failure -> failure.isUnavailableBecause(Reason.TIMEOUT),
                        failure -> failure.retriesAt(Instant.EPOCH),
                        failure -> failure.hasPartialText(""),
                        failure -> failure.doesNotTell("Too Many"))
                .forEach(check -> assertThatExceptionOfType(AssertionError.class)
                        .isThrownBy(() -> check.accept(assertThat(limited)))
                        .withMessageContaining("but was ModelUnavailableException RATE_LIMITED,"
                                + " retry at 2026-01-01T00:00:30Z: too many calls"));
        Stream.<Consumer<ModelExceptionAssert>>of(
                        ModelExceptionAssert::isUnavailable,
                        ModelExceptionAssert::isWorthRetrying,
                        failure -> failure.hasPartialText("It"),
                        failure -> failure.isIncompleteBecause(IncompleteAnswerException.Reason.LENGTH))
                .forEach(check -> assertThatExceptionOfType(AssertionError.class)
                        .isThrownBy(() -> check.accept(assertThat(cut)))
                        .withMessageContaining("but was IncompleteAnswerException CUT after \"It cov\": cut off"));
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(
                        () -> assertThat(new ModelUnavailableException("down")).isWorthRetrying());
    }

    @Test
    void aCallThatDoesNotFailIsNoFailure() {
        assertThatFailure(() -> {
                    throw limited;
                })
                .isRateLimited();
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThatFailure(() -> {}))
                .withMessage("expected a ModelException but nothing was thrown");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThatFailure(() -> {
                    throw new IllegalStateException("bug");
                }))
                .withMessageContaining("caught java.lang.IllegalStateException: bug");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat((ModelException) null).isUnavailable());
    }
}
