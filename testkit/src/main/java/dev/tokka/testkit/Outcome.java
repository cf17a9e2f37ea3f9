// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import dev.tokka.Answer;
import dev.tokka.ModelException;
import dev.tokka.Trace;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How a call ended: with a value or with a failure. */
record Outcome<T>(@Nullable T value, @Nullable Throwable failure) {

    static <T> Outcome<T> of(Supplier<T> task) {
        try {
            return new Outcome<>(task.get(), null);
        } catch (RuntimeException | Error e) {
            return new Outcome<>(null, e);
        }
    }

    /** Fails unless the call ended with a value or a {@link ModelException}. */
    void requireTyped(String rule) {
        if (failure != null && !(failure instanceof ModelException)) {
            throw new AssertionError(
                    rule + ": throw a ModelException, not " + failure.getClass().getName(), failure);
        }
    }

    /** Returns what makes two outcomes alike: of an answer all but its trace and confidence, of a failure its class. */
    Object essence() {
        if (failure != null) {
            return failure.getClass();
        }
        if (value instanceof Answer.Reply reply) {
            return new Answer.Reply(reply.text(), reply.citations(), OptionalDouble.empty(), Trace.EMPTY);
        }
        if (value instanceof Answer.Abstention abstention) {
            return abstention.withTrace(Trace.EMPTY);
        }
        return Objects.requireNonNullElse(value, "null");
    }

    /** Returns the words for operators: the message of a failure, the reason of an abstention; else nothing. */
    String words() {
        if (failure != null) {
            return String.valueOf(failure.getMessage());
        }
        return value instanceof Answer.Abstention abstention ? abstention.reason() : "";
    }
}
