// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.catalogue;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * In which form a model can be had, if at all.
 *
 * @param form in which form
 * @param status whether it still can
 * @param since the day from which the status holds, where it is known; always for {@link Status#RETIRED}
 * @param successors the ids of what to use instead, the best first; at least one unless it is available
 */
public record Access(Form form, Status status, Optional<LocalDate> since, List<String> successors) {

    /** The form in which a model is given to others. */
    public enum Form {
        /** A low-rank adapter, to be used with a base that is had elsewhere. */
        OPEN_ADAPTER,
        /** All weights. */
        OPEN_WEIGHTS,
        /** An interface of its vendor. */
        HOSTED_API,
        /** None. */
        NONE
    }

    /** Whether a model can be used. */
    public enum Status {
        /** It can be used now. */
        AVAILABLE,
        /** Its vendor has closed it. */
        RETIRED,
        /** It never left its makers. */
        NEVER_RELEASED
    }

    /** Checks what the parameters say. */
    public Access {
        requireNonNull(form, "form");
        requireNonNull(since, "since");
        successors = List.copyOf(successors);
        if (requireNonNull(status, "status") == Status.RETIRED && since.isEmpty()) {
            throw new IllegalArgumentException("a retired model must have a day since which it is");
        }
        if (status != Status.AVAILABLE && successors.isEmpty()) {
            throw new IllegalArgumentException("a model that cannot be used must name another");
        }
    }
}
