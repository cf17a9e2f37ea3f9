// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import java.util.List;

/** Builds a model out of models. */
public final class DomainModels {

    private DomainModels() {}

    /**
     * Returns a model that asks {@code models} in order and gives the first reply.
     *
     * <p>A model that abstains, is {@linkplain ModelUnavailableException unavailable}, {@linkplain
     * QuestionRejectedException rejects} the question or is {@linkplain IncompleteAnswerException cut off} is passed
     * over; if it had begun to stream, the sink is told to start over. Anything else propagates at once: a {@linkplain
     * PolicyViolationException policy} must not be routed around, and a bug must not be hidden. If no model replies, the
     * last abstention is the answer; if there was none either, the last exception is thrown. Once the deadline has
     * passed or the thread is interrupted, no further model is asked, and a failure is no longer passed over for an
     * earlier abstention.
     *
     * <p>The trace of the answer begins with what the models that were passed over did.
     *
     * <p>Grouping does not matter: {@code fallback(a, fallback(b, c))} answers like {@code fallback(a, b, c)}.
     *
     * @throws IllegalArgumentException if {@code models} is empty
     */
    public static DomainModel fallback(DomainModel... models) {
        return new Fallback(List.of(models));
    }
}
