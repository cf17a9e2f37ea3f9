// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import static java.util.Objects.requireNonNull;

import dev.tokka.IncompleteAnswerException;
import dev.tokka.ModelException;
import dev.tokka.ModelUnavailableException;
import dev.tokka.PolicyViolationException;
import dev.tokka.QuestionRejectedException;
import java.time.Instant;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jspecify.annotations.Nullable;

/** Assertions about a failure to answer; a failed one shows the failure. */
public final class ModelExceptionAssert
        extends AbstractThrowableAssert<ModelExceptionAssert, @Nullable ModelException> {

    ModelExceptionAssert(@Nullable ModelException actual) {
        super(actual, ModelExceptionAssert.class);
    }

    /** Fails unless the model is unavailable, for whatever reason. */
    public ModelExceptionAssert isUnavailable() {
        as(ModelUnavailableException.class, "an unavailable model");
        return this;
    }

    /** Fails unless the model is unavailable for this reason. */
    public ModelExceptionAssert isUnavailableBecause(ModelUnavailableException.Reason reason) {
        String expected = "an unavailable model: " + requireNonNull(reason, "reason");
        return check(as(ModelUnavailableException.class, expected).reason() == reason, expected);
    }

    /** Fails unless the provider wants fewer calls. */
    public ModelExceptionAssert isRateLimited() {
        return isUnavailableBecause(ModelUnavailableException.Reason.RATE_LIMITED);
    }

    /** Fails unless the model is unavailable until {@code at}. */
    public ModelExceptionAssert retriesAt(Instant at) {
        String expected = "an unavailable model, retry at " + requireNonNull(at, "at");
        return check(as(ModelUnavailableException.class, expected).retryAt().equals(Optional.of(at)), expected);
    }

    /** Fails unless the model is unavailable for a reason for which a retry may succeed within seconds. */
    public ModelExceptionAssert isWorthRetrying() {
        String expected = "an unavailable model that is worth a retry";
        return check(as(ModelUnavailableException.class, expected).reason().worthRetrying(), expected);
    }

    /** Fails unless the model cannot take the question. */
    public ModelExceptionAssert isRejected() {
        as(QuestionRejectedException.class, "a rejected question");
        return this;
    }

    /** Fails unless the answer was cut off, by whatever. */
    public ModelExceptionAssert isIncomplete() {
        as(IncompleteAnswerException.class, "an incomplete answer");
        return this;
    }

    /** Fails unless the answer was cut off for this reason. */
    public ModelExceptionAssert isIncompleteBecause(IncompleteAnswerException.Reason reason) {
        String expected = "an incomplete answer: " + requireNonNull(reason, "reason");
        return check(as(IncompleteAnswerException.class, expected).reason() == reason, expected);
    }

    /** Fails unless the answer was cut off after exactly this text. */
    public ModelExceptionAssert hasPartialText(String text) {
        String expected = "an answer that was cut off after \"" + text + "\"";
        return check(as(IncompleteAnswerException.class, expected).partialText().equals(text), expected);
    }

    /** Fails unless a policy was violated. */
    public ModelExceptionAssert isPolicyViolation() {
        as(PolicyViolationException.class, "a violated policy");
        return this;
    }

    /** Fails if the message contains {@code words}, in upper or lower case: messages tell neither questions nor secrets. */
    public ModelExceptionAssert doesNotTell(String words) {
        return check(
                !Words.contain(String.valueOf(failure().getMessage()), words),
                "a message that does not contain \"" + words + "\"");
    }

    private ModelException failure() {
        isNotNull();
        return requireNonNull(actual, "actual");
    }

    private <T extends ModelException> T as(Class<T> type, String expected) {
        check(type.isInstance(failure()), expected);
        return type.cast(failure());
    }

    private ModelExceptionAssert check(boolean holds, String expected) {
        if (!holds) {
            AssertionError error = failure("%s", "expected " + expected + "\nbut was " + Words.of(failure()));
            error.addSuppressed(failure());
            throw error;
        }
        return this;
    }
}
