// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.job;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Money;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far a job has come.
 *
 * @param state where it stands
 * @param progress the share that is done, from 0 to 1, if it is known
 * @param losses the curve so far, by step, ascending
 * @param spent what it has cost so far, if prices are known
 * @param model what came out; present exactly if the job has succeeded
 * @param message what the trainer says last, for people; may be empty
 */
public record JobStatus(
        State state,
        OptionalDouble progress,
        List<Loss> losses,
        Optional<Money> spent,
        Optional<TrainedModel> model,
        String message) {

    /** Where a job stands. */
    public enum State {
        /** It waits for its turn, or its rows are looked at. */
        QUEUED,
        /** It trains. */
        RUNNING,
        /** There is a model. */
        SUCCEEDED,
        /** It has ended without one; the message says why. */
        FAILED,
        /** It was cancelled. */
        CANCELLED;

        /** Returns whether nothing will change any more. */
        public boolean hasEnded() {
            return this == SUCCEEDED || this == FAILED || this == CANCELLED;
        }
    }

    /**
     * A point of the curve.
     *
     * @param step counted from 1
     * @param training the loss on the rows of that step
     * @param validation the loss on the rows for validation, where it was measured
     */
    public record Loss(long step, double training, OptionalDouble validation) {}

    /** Checks the above and copies the curve. */
    public JobStatus {
        requireNonNull(state, "state");
        progress.ifPresent(share -> Checks.requireShare(share, "progress"));
        losses = List.copyOf(losses);
        requireNonNull(spent, "spent");
        if (model.isPresent() != (state == State.SUCCEEDED)) {
            throw new IllegalArgumentException("expected a model exactly if the job has succeeded but it is " + state);
        }
        requireNonNull(message, "message");
    }
}
