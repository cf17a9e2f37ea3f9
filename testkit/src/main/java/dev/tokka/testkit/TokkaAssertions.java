// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import dev.tokka.Answer;
import dev.tokka.ModelException;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/**
 * AssertJ assertions about answers and failures; import {@link #assertThat} statically beside AssertJ's own.
 *
 * <pre>{@code
 * assertThat(model.answer("What is the fee?"))
 *         .containsText("500 yen")
 *         .citesSource("fees.md")
 *         .isGrounded();
 * assertThatFailure(() -> model.answer("What is the fee?")).isRateLimited();
 * }</pre>
 */
public final class TokkaAssertions {

    private TokkaAssertions() {}

    /** Returns assertions about an answer. */
    public static AnswerAssert assertThat(@Nullable Answer actual) {
        return new AnswerAssert(actual);
    }

    /** Returns assertions about a failure to answer. */
    public static ModelExceptionAssert assertThat(@Nullable ModelException actual) {
        return new ModelExceptionAssert(actual);
    }

    /** Fails unless {@code call} throws a {@link ModelException}; returns assertions about that. */
    public static ModelExceptionAssert assertThatFailure(ThrowingCallable call) {
        Throwable thrown = Assertions.catchThrowable(call);
        if (thrown instanceof ModelException failure) {
            return new ModelExceptionAssert(failure);
        }
        throw new AssertionError(
                "expected a ModelException but " + (thrown == null ? "nothing was thrown" : "caught " + thrown),
                thrown);
    }
}
