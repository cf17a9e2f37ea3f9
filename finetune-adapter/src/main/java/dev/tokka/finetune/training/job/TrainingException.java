// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.job;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A job could not be started, followed or finished; what was done before is in its directory, from which it can go on. */
public final class TrainingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final @Nullable Instant retryAt;

    /** What to do about it. */
    public enum Reason {
        /** The rows cannot be trained on: mend the line that the message names. */
        BAD_DATA,
        /** It would cost more than is allowed. */
        OVER_BUDGET,
        /** The provider refuses: the request, the key or the quota is wrong. Trying again does not help. */
        REFUSED,
        /** Later, it may work. */
        UNAVAILABLE,
        /** The provider said what nobody can make sense of. */
        PROTOCOL,
        /** The calling thread was interrupted. */
        INTERRUPTED,
        /** Files of the job are missing, damaged or not those that it began with; or another program has it open. */
        DIRECTORY,
        /** The training program cannot be started. */
        PROGRAM,
        /** What came out does not fit the plan: other base, template, data or settings. */
        OTHER_RESULT
    }

    /** Creates a failure. */
    public TrainingException(Reason reason, String message) {
        this(reason, message, null);
    }

    /** Creates a failure with its cause. */
    public TrainingException(Reason reason, String message, @Nullable Throwable cause) {
        this(reason, message, cause, null);
    }

    private TrainingException(Reason reason, String message, @Nullable Throwable cause, @Nullable Instant retryAt) {
        super(message, cause);
        this.reason = requireNonNull(reason, "reason");
        this.retryAt = retryAt;
    }

    /** Returns a failure after which the provider wants to be left alone until {@code retryAt}. */
    public static TrainingException unavailable(String message, Instant retryAt) {
        return new TrainingException(Reason.UNAVAILABLE, message, null, requireNonNull(retryAt, "retryAt"));
    }

    /** Returns what to do about it. */
    public Reason reason() {
        return reason;
    }

    /** Returns from when on it may work, if that is known. */
    public Optional<Instant> retryAt() {
        return Optional.ofNullable(retryAt);
    }
}
