// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The model cannot answer now but may later, as after a timeout or a rate limit. Retry or fall back. */
public final class ModelUnavailableException extends ModelException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final @Nullable Instant retryAt;

    /** Why a model is unavailable; what may be retried, and what only another model can cure. */
    public enum Reason {
        /** The provider wants fewer calls. */
        RATE_LIMITED(true),
        /** The provider is overloaded, restarting or not reached; nothing of an answer was received. */
        TEMPORARY(true),
        /** No answer within the time that the model allows itself. */
        TIMEOUT(false),
        /** The question's deadline has passed. */
        DEADLINE(false),
        /** The calling thread was interrupted. */
        INTERRUPTED(false),
        /** The provider refuses the caller or does not know the model: keys, addresses or names are wrong. */
        CONFIGURATION(false),
        /** What was received cannot be understood. */
        PROTOCOL(false),
        /** The provider said that it failed, in words of its own. */
        PROVIDER(false),
        /** More was received than is allowed. */
        TOO_LARGE(false),
        /** The model failed so often that it is not asked for a while. */
        CIRCUIT_OPEN(false),
        /** A limit on concurrency, tokens or money that the application has set is reached. */
        BUDGET(false),
        /** None of the others. */
        OTHER(false);

        private final boolean worthRetrying;

        Reason(boolean worthRetrying) {
            this.worthRetrying = worthRetrying;
        }

        /** Returns whether the same question to the same model may succeed within seconds. */
        public boolean worthRetrying() {
            return worthRetrying;
        }
    }

    /** Creates a failure for no particular reason. */
    public ModelUnavailableException(String message) {
        this(Reason.OTHER, message, null, null);
    }

    /** Creates a failure for no particular reason, with its cause. */
    public ModelUnavailableException(String message, Throwable cause) {
        this(Reason.OTHER, message, null, cause);
    }

    /** Creates a failure of which nobody knows when it ends. */
    public ModelUnavailableException(Reason reason, String message) {
        this(reason, message, null, null);
    }

    /** Creates a failure with its cause, of which nobody knows when it ends. */
    public ModelUnavailableException(Reason reason, String message, Throwable cause) {
        this(reason, message, null, cause);
    }

    /** Creates a failure that ends at {@code retryAt}. */
    public ModelUnavailableException(Reason reason, String message, Instant retryAt) {
        this(reason, message, requireNonNull(retryAt, "retryAt"), null);
    }

    private ModelUnavailableException(
            Reason reason, String message, @Nullable Instant retryAt, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = requireNonNull(reason, "reason");
        this.retryAt = retryAt;
    }

    /** Returns why. */
    public Reason reason() {
        return reason;
    }

    /** Returns the instant before which a retry is useless, if the model named one. */
    public Optional<Instant> retryAt() {
        return Optional.ofNullable(retryAt);
    }
}
