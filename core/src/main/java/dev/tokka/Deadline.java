// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The instant by which an answer is of use.
 *
 * @param at the instant
 * @param clock what tells the time; the deadline carries it, so that every model on the way reads the same clock
 */
public record Deadline(Instant at, InstantSource clock) {

    /** The attribute that holds a question's deadline. */
    public static final Key<Deadline> KEY = new Key<>("tokka.deadline", Deadline.class);

    /** Checks that both are given. */
    public Deadline {
        requireNonNull(at, "at");
        requireNonNull(clock, "clock");
    }

    /** Returns the deadline that is {@code time} from now by {@code clock}. */
    public static Deadline after(Duration time, InstantSource clock) {
        return new Deadline(clock.instant().plus(time), clock);
    }

    /** Returns the deadline that is {@code time} from now by the system's clock. */
    public static Deadline after(Duration time) {
        return after(time, InstantSource.system());
    }

    /** Returns the time that is left; zero or negative once the deadline has passed. */
    public Duration remaining() {
        return Duration.between(clock.instant(), at);
    }

    /** Returns whether no time is left. */
    boolean hasPassed() {
        return !clock.instant().isBefore(at);
    }

    /**
     * Ends a call that has become useless: call this between the steps of a long answer.
     *
     * @param attributes those of the question or query being worked on
     * @param where the part that asks, for the message
     * @throws ModelUnavailableException if the calling thread is interrupted (the flag stays set), or the deadline
     *     in {@code attributes} has passed
     */
    public static void check(Attributes attributes, String where) {
        requireNonNull(attributes, "attributes");
        if (Thread.currentThread().isInterrupted()) {
            throw new ModelUnavailableException(
                    ModelUnavailableException.Reason.INTERRUPTED, where + ": the calling thread was interrupted");
        }
        Optional<Deadline> deadline = attributes.get(KEY);
        if (deadline.isPresent()) {
            deadline.get().check(where);
        }
    }

    /** Reads the clock once, so that the message tells the time that was decided on. */
    private void check(String where) {
        Instant now = clock.instant();
        if (!now.isBefore(at)) {
            throw new ModelUnavailableException(
                    ModelUnavailableException.Reason.DEADLINE,
                    where + ": the deadline passed " + Duration.between(at, now) + " ago");
        }
    }
}
