// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.exception.NonRetriableException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A request over HTTP ended without an answer; the kind says how.
 *
 * <p>LangChain4j's own retries let it pass: what is worth another attempt was tried again before this was thrown.
 */
public final class TransportException extends NonRetriableException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final int status; // 0 if there was none
    private final @Nullable Instant retryAt;

    /** How a request ended. */
    public enum Kind {
        /** The provider cannot take this request, as when it is too long: status 400, 413, 422 and the like. */
        REJECTED,
        /** The provider wants fewer calls: status 429. */
        RATE_LIMITED,
        /** The provider is overloaded, restarting or not reached; nothing of an answer was received. */
        TEMPORARY,
        /** Keys, addresses or names are wrong: status 401, 403, 404 and the like, or a redirect to a foreign host. */
        CONFIGURATION,
        /** What was received cannot be understood: malformed, of the wrong type, or without a choice in it. */
        PROTOCOL,
        /** The provider said that it failed, in words of its own. */
        PROVIDER,
        /** The answer ended before the model said that it was complete. */
        CUT,
        /** A stream brought no content for the idle timeout. */
        STALLED,
        /** The read timeout, the total timeout or the question's deadline passed. */
        TIMEOUT,
        /** More was received than is allowed. */
        TOO_LARGE,
        /** Nothing may be sent to that address, and nothing was: no connection was opened. */
        FORBIDDEN,
        /** The calling thread was interrupted, or the request was cancelled. */
        INTERRUPTED
    }

    /** Creates a failure without a status of which nobody knows when it ends. */
    public TransportException(Kind kind, String message) {
        this(kind, message, 0, null);
    }

    /** Creates a failure with the status that the provider answered with, 0 if there was none. */
    public TransportException(Kind kind, String message, int status, @Nullable Instant retryAt) {
        super(requireNonNull(message, "message"));
        this.kind = requireNonNull(kind, "kind");
        this.status = status;
        this.retryAt = retryAt;
    }

    /** Returns how the request ended. */
    public Kind kind() {
        return kind;
    }

    /** Returns the status that the provider answered with, if it is the reason. */
    public OptionalInt status() {
        return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
    }

    /** Returns the instant before which a retry is useless, if the provider named one. */
    public Optional<Instant> retryAt() {
        return Optional.ofNullable(retryAt);
    }
}
