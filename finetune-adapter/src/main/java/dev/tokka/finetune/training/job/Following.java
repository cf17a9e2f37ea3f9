// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.job;

import static java.util.Objects.requireNonNull;

import dev.tokka.finetune.training.job.TrainingException.Reason;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Waits for the end of a job. */
record Following(TrainingJob job, Duration every) {

    private static final int PATIENCE = 10;

    Following {
        if (every.isNegative() || every.isZero()) {
            throw new IllegalArgumentException("every must be longer than nothing but is " + every);
        }
    }

    JobStatus until(Consumer<? super JobStatus> listener) {
        requireNonNull(listener, "listener");
        int failures = 0;
        while (true) {
            try {
                JobStatus status = job.status();
                listener.accept(status);
                failures = 0;
                if (status.state().hasEnded()) {
                    return status;
                }
            } catch (TrainingException e) {
                failures++;
                if (e.reason() != Reason.UNAVAILABLE || failures == PATIENCE) {
                    throw e;
                }
            }
            pause();
        }
    }

    private void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(every.toNanos()); // a caller waits for a job; an interrupt ends it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrainingException(
                    Reason.INTERRUPTED, "the calling thread was interrupted while it waited; the job goes on", e);
        }
    }
}
