// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** The time that one attempt has: that of the question, or less. */
final class Timeout {

    private final Duration time;
    private final Question caller;
    private final Question question;

    /** Gives the question of {@code caller} the time {@code time}, unless its deadline is nearer. */
    Timeout(Duration time, Question caller, InstantSource clock) {
        this.time = time;
        this.caller = caller;
        Optional<Deadline> given = caller.attributes().get(Deadline.KEY);
        if (given.isPresent() && given.get().remaining().compareTo(time) <= 0) {
            this.question = caller;
        } else {
            // The question's own clock, where it has one: every model on the way reads the same.
            InstantSource read = given.isPresent() ? given.get().clock() : clock;
            this.question = caller.with(Deadline.KEY, Deadline.after(time, read));
        }
    }

    Question question() {
        return question;
    }

    /** Returns {@code failure} in terms of the caller, whose deadline may not have passed although the attempt's has. */
    ModelException explain(ModelException failure) {
        return failure instanceof ModelUnavailableException && isLate(failure) && hasTime(caller)
                ? new ModelUnavailableException(
                        ModelUnavailableException.Reason.TIMEOUT, "resilient: no answer within " + time, failure)
                : failure;
    }

    /** Returns whether {@code failure} says that a deadline has passed. */
    static boolean isLate(ModelException failure) {
        return failure instanceof ModelUnavailableException unavailable
                ? unavailable.reason() == ModelUnavailableException.Reason.DEADLINE
                : failure instanceof IncompleteAnswerException cut
                        && cut.reason() == IncompleteAnswerException.Reason.DEADLINE;
    }

    /** Returns whether the deadline of {@code question} has not passed. */
    static boolean hasTime(Question question) {
        Optional<Deadline> deadline = question.attributes().get(Deadline.KEY);
        return deadline.isEmpty() || !deadline.get().hasPassed();
    }
}
