// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.job;

import dev.tokka.finetune.training.job.TrainingException.Reason;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A training that goes on somewhere else: at a provider, or in a process of its own. It is in a directory, and goes on from there
 * by {@link Trainer#resume}, also after this program has ended. Used by one thread at a time.
 */
public interface TrainingJob extends AutoCloseable {

    /**
     * Asks how far the job has come.
     *
     * @throws TrainingException if that cannot be found out; the job goes on
     */
    JobStatus status();

    /**
     * Ends the job; what it has cost is spent. One that has ended stays as it is.
     *
     * @throws TrainingException if it cannot be ended now
     */
    void cancel();

    /** Lets go of the directory. The job goes on. */
    @Override
    void close();

    /**
     * Waits until the job has ended, and tells each status meanwhile. Ten times in a row it may be {@linkplain Reason#UNAVAILABLE
     * unavailable}.
     *
     * @param every how long to wait between two questions; longer than nothing
     * @param listener gets each status, the last one too
     * @return the last status
     * @throws TrainingException if its status cannot be found out, or the calling thread is {@linkplain Reason#INTERRUPTED
     *     interrupted}; the job goes on
     */
    default JobStatus await(Duration every, Consumer<? super JobStatus> listener) {
        return new Following(this, every).until(listener);
    }
}
