// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.tokka.ModelException;
import dev.tokka.ModelUnavailableException;
import dev.tokka.QuestionRejectedException;

/** Says by LangChain4j's exceptions what ours mean; ours are the causes. */
final class LangChain4jFailures {

    private LangChain4jFailures() {}

    /** Returns what to throw instead of {@code failure}; what is not a model's failure stays as it is. */
    static RuntimeException of(Throwable failure) {
        if (failure instanceof ModelException known) {
            return of(known);
        }
        return failure instanceof RuntimeException unchecked
                ? unchecked
                : new LangChain4jException("failed with " + failure.getClass().getName(), failure);
    }

    private static LangChain4jException of(ModelException failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof ModelUnavailableException unavailable) {
            return switch (unavailable.reason()) {
                case RATE_LIMITED -> new RateLimitException(message, failure);
                case TEMPORARY -> new InternalServerException(message, failure);
                case TIMEOUT, DEADLINE -> new TimeoutException(message, failure);
                case CONFIGURATION -> new AuthenticationException(message, failure);
                default -> new NonRetriableException(message, failure);
            };
        }
        return failure instanceof QuestionRejectedException
                ? new InvalidRequestException(message, failure)
                : new NonRetriableException(message, failure);
    }
}
