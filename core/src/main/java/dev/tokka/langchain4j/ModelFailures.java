// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import com.fasterxml.jackson.core.JacksonException;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.tokka.IncompleteAnswerException;
import dev.tokka.ModelException;
import dev.tokka.ModelUnavailableException;
import dev.tokka.ModelUnavailableException.Reason;
import dev.tokka.PolicyViolationException;
import dev.tokka.QuestionRejectedException;
import dev.tokka.langchain4j.http.TransportException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.http.HttpTimeoutException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says by our exceptions what LangChain4j's, its transport's and Java's mean.
 *
 * <p>The words of a foreign exception are not repeated, because they may hold what was asked or a key; the exception
 * itself is the cause.
 */
final class ModelFailures {

    private static final int DEEPEST = 20; // causes; a chain may be a circle

    private ModelFailures() {}

    /** Returns the failure of a call that had written {@code text}; {@code where} is who was called. */
    static ModelException after(String text, Throwable cause, String where) {
        ModelException failure = of(cause, where);
        boolean cut = failure instanceof ModelUnavailableException && !text.isEmpty();
        if (failure instanceof IncompleteAnswerException incomplete && !text.isEmpty()) {
            cut = incomplete.partialText().isEmpty();
        }
        if (!cut) {
            return failure;
        }
        return new IncompleteAnswerException(reason(failure), String.valueOf(failure.getMessage()), text, cause);
    }

    private static IncompleteAnswerException.Reason reason(ModelException failure) {
        if (failure instanceof IncompleteAnswerException incomplete) {
            return incomplete.reason();
        }
        return switch (((ModelUnavailableException) failure).reason()) {
            case TIMEOUT -> IncompleteAnswerException.Reason.STALLED;
            case DEADLINE -> IncompleteAnswerException.Reason.DEADLINE;
            case INTERRUPTED -> IncompleteAnswerException.Reason.INTERRUPTED;
            case TOO_LARGE -> IncompleteAnswerException.Reason.TOO_LARGE;
            case PROVIDER -> IncompleteAnswerException.Reason.PROVIDER;
            default -> IncompleteAnswerException.Reason.CUT;
        };
    }

    /** Returns what {@code cause}, which came from {@code where}, means. */
    static ModelException of(Throwable cause, String where) {
        return causes(cause)
                .map(each -> known(each, cause, where))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> unavailable(Reason.OTHER, where + ": failed with " + name(cause), cause));
    }

    private static Stream<Throwable> causes(Throwable cause) {
        return Stream.<@Nullable Throwable>iterate(cause, each -> each == null ? null : each.getCause())
                .takeWhile(each -> each != null)
                .limit(DEEPEST);
    }

    private static Optional<ModelException> known(Throwable each, Throwable cause, String where) {
        if (each instanceof ModelException failure) {
            return Optional.of(failure);
        }
        if (each instanceof TransportException transport) {
            return Optional.of(ofTransport(transport, cause, where));
        }
        if (each instanceof UnsupportedFeatureException || each instanceof InvalidRequestException) {
            String what = each instanceof ContentFilteredException ? "filtered the content" : "rejected the question";
            return Optional.of(new QuestionRejectedException(where + ": the model " + what, cause));
        }
        if (each instanceof HttpException http) {
            return Optional.of(ofStatus(http.statusCode(), cause, where));
        }
        return reason(each).map(reason -> unavailable(reason, where + ": failed with " + name(each), cause));
    }

    private static Optional<Reason> reason(Throwable each) {
        if (each instanceof RateLimitException) {
            return Optional.of(Reason.RATE_LIMITED);
        }
        if (each instanceof AuthenticationException || each instanceof ModelNotFoundException) {
            return Optional.of(Reason.CONFIGURATION);
        }
        if (each instanceof dev.langchain4j.exception.TimeoutException
                || each instanceof HttpTimeoutException
                || each instanceof SocketTimeoutException
                || each instanceof java.util.concurrent.TimeoutException) {
            return Optional.of(Reason.TIMEOUT);
        }
        if (each instanceof JacksonException) {
            return Optional.of(Reason.PROTOCOL);
        }
        boolean temporary = each instanceof InternalServerException
                || each instanceof UnresolvedModelServerException
                || each instanceof IOException;
        return temporary ? Optional.of(Reason.TEMPORARY) : Optional.empty();
    }

    private static ModelException ofStatus(int status, Throwable cause, String where) {
        String message = where + ": the provider answered with status " + status;
        return switch (status) {
            case 400, 413, 422 -> new QuestionRejectedException(message, cause);
            case 401, 403, 404 -> unavailable(Reason.CONFIGURATION, message, cause);
            case 429 -> unavailable(Reason.RATE_LIMITED, message, cause);
            case 408, 500, 502, 503, 504 -> unavailable(Reason.TEMPORARY, message, cause);
            default -> unavailable(Reason.OTHER, message, cause);
        };
    }

    private static ModelException ofTransport(TransportException transport, Throwable cause, String where) {
        String message = where + ": " + transport.getMessage();
        return switch (transport.kind()) {
            case REJECTED -> new QuestionRejectedException(message, cause);
            case RATE_LIMITED -> rateLimited(transport, message, cause);
            case TEMPORARY -> unavailable(Reason.TEMPORARY, message, cause);
            case CONFIGURATION -> unavailable(Reason.CONFIGURATION, message, cause);
            case PROTOCOL -> unavailable(Reason.PROTOCOL, message, cause);
            case PROVIDER -> unavailable(Reason.PROVIDER, message, cause);
            case STALLED, TIMEOUT -> unavailable(Reason.TIMEOUT, message, cause);
            case TOO_LARGE -> unavailable(Reason.TOO_LARGE, message, cause);
            case INTERRUPTED -> unavailable(Reason.OTHER, message, cause);
            case FORBIDDEN -> new PolicyViolationException(PolicyViolationException.Reason.EGRESS, message, cause);
            case CUT -> new IncompleteAnswerException(IncompleteAnswerException.Reason.CUT, message, "", cause);
        };
    }

    private static ModelException rateLimited(TransportException transport, String message, Throwable cause) {
        return transport
                .retryAt()
                .<ModelException>map(at -> new ModelUnavailableException(Reason.RATE_LIMITED, message, at))
                .orElseGet(() -> unavailable(Reason.RATE_LIMITED, message, cause));
    }

    private static ModelException unavailable(Reason reason, String message, Throwable cause) {
        return new ModelUnavailableException(reason, message, cause);
    }

    private static String name(Throwable cause) {
        return cause.getClass().getSimpleName().isEmpty()
                ? cause.getClass().getName()
                : cause.getClass().getSimpleName();
    }
}
