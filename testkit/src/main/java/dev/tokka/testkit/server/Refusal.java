// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.server;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.tokka.ModelUnavailableException;
import dev.tokka.PolicyViolationException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a failure of the model looks over HTTP.
 *
 * @param status of HTTP
 * @param retryAfter in seconds
 * @param message for the body
 */
record Refusal(int status, Optional<Long> retryAfter, String message) {

    static Refusal of(Throwable failure, Instant now) {
        Optional<Long> retryAfter = failure.getCause() instanceof ModelUnavailableException unavailable
                ? unavailable.retryAt().map(at -> seconds(Duration.between(now, at)))
                : Optional.empty();
        return new Refusal(status(failure), retryAfter, String.valueOf(failure.getMessage()));
    }

    /** Returns {@code time} in whole seconds, never too early. */
    static long seconds(Duration time) {
        return Math.max(0, time.plusMillis(999).toSeconds());
    }

    private static int status(Throwable failure) {
        if (failure instanceof HttpException http) {
            return http.statusCode();
        }
        if (failure.getCause() instanceof PolicyViolationException) {
            return 403;
        }
        if (failure instanceof AuthenticationException) {
            return 401;
        }
        if (failure instanceof ModelNotFoundException) {
            return 404;
        }
        if (failure instanceof RateLimitException) {
            return 429;
        }
        if (failure instanceof InvalidRequestException
                || failure instanceof UnsupportedFeatureException
                || failure instanceof IllegalArgumentException) {
            return 400;
        }
        return failure instanceof TimeoutException ? 504 : 500;
    }
}
