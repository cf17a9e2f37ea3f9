// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

/**
 * Decides what may leave this process, and where to. It travels with the question: whatever sends something of a question, of
 * its query or of what was found for it, asks the guard first, as {@link Sending} does.
 *
 * <p>Safe for use by many threads. Guards that mean the same are equal.
 */
public interface EgressGuard {

    /** The attribute that holds the guard of a question; a question without one may go anywhere. */
    Key<EgressGuard> KEY = new Key<>("tokka.egress", EgressGuard.class);

    /**
     * Checks that data may be sent.
     *
     * @param deidentified whether all of it was {@linkplain Deidentified de-identified}
     * @throws PolicyViolationException if it may not, for {@link PolicyViolationException.Reason#EGRESS}
     */
    void require(Endpoint endpoint, DataClass dataClass, boolean deidentified);

    /**
     * Checks a model that nobody knew when the guard was put in place, as one that takes the place of another while it runs.
     *
     * @param dataClass of the question that it is about to be asked
     * @throws PolicyViolationException if a part of it may send something without asking
     */
    void admit(DomainModel model, DataClass dataClass);
}
