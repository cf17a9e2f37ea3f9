// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring.shadow;

import static java.util.Objects.requireNonNull;

import dev.tokka.Agreement;
import dev.tokka.Checks;
import dev.tokka.Question;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Which questions a challenger is asked, and how.
 *
 * @param share of the questions, from 0 to 1; chosen by a hash of the text, so that equal questions are asked or not, in every
 *     process alike
 * @param executor asks the challenger and compares; of threads that callers do not wait for
 * @param waiting how many questions may wait or be asked at once, at least 1; what comes then is dropped and counted
 * @param timeout how long the challenger may take; longer than nothing
 * @param agreement says which replies are the same
 * @param judge says which answers are better, if there is one
 */
public record Shadowing(
        double share, Executor executor, int waiting, Duration timeout, Agreement agreement, Optional<Judge> judge) {

    /** Checks the ranges above. */
    public Shadowing {
        Checks.requireShare(share, "share");
        requireNonNull(executor, "executor");
        Checks.requireAtLeast(1, waiting, "waiting");
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout must be longer than nothing but is " + timeout);
        }
        requireNonNull(agreement, "agreement");
        requireNonNull(judge, "judge");
    }

    /** Returns settings with 100 questions waiting at most, a timeout of one minute, agreement in wording, and no judge. */
    public static Shadowing of(double share, Executor executor) {
        return new Shadowing(share, executor, 100, Duration.ofMinutes(1), Agreement.wording(), Optional.empty());
    }

    /** Returns these settings with so many questions waiting at most. */
    public Shadowing withWaiting(int newWaiting) {
        return new Shadowing(share, executor, newWaiting, timeout, agreement, judge);
    }

    /** Returns these settings with another timeout. */
    public Shadowing withTimeout(Duration newTimeout) {
        return new Shadowing(share, executor, waiting, newTimeout, agreement, judge);
    }

    /** Returns these settings with another rule of which replies are the same. */
    public Shadowing withAgreement(Agreement newAgreement) {
        return new Shadowing(share, executor, waiting, timeout, newAgreement, judge);
    }

    /** Returns these settings with a judge. */
    public Shadowing withJudge(Judge newJudge) {
        return new Shadowing(share, executor, waiting, timeout, agreement, Optional.of(newJudge));
    }

    /** Returns whether the challenger is asked this question. */
    boolean chooses(Question question) {
        long mixed = question.text().hashCode() * 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ mixed >>> 32) * 0xd6e8feb86659fd93L;
        return (mixed >>> 11) * 0x1p-53 < share;
    }
}
