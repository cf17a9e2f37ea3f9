// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.egress;

import dev.tokka.DomainModel;

/** Holds models to what may leave this process. */
public final class Egress {

    private Egress() {}

    /**
     * Returns a model equal to {@code model} of which no part sends anything to where {@code policy} does not permit it.
     *
     * <p>What counts is what is about to be sent, at that moment: each part that sends asks before it does, with the {@linkplain
     * dev.tokka.DataClass class} that the question declares, {@link dev.tokka.DataClass#RESTRICTED} if it declares none, raised by
     * that of the passages, examples and earlier answers which it carries by then. So an in-house model may answer a question
     * after which the hosted one behind it would not have been asked. A part that is not permitted ends the call with a {@link
     * dev.tokka.PolicyViolationException} for the reason {@link dev.tokka.PolicyViolationException.Reason#EGRESS}, which no
     * fallback, cascade or vote passes over; nothing has been sent to it then.
     *
     * <p>Whether all parts ask is seen from the description, when the model is put here. A part that describes an endpoint and is
     * not known to ask, such as an encoder of your own, is permitted only what may be sent there at the highest class that the
     * question and all sources declare, and that is checked before anything else. A part that says neither where it sends
     * nor that it sends nothing is denied, and with it the model; so is one that is opaque. {@link EgressReport} names such parts,
     * and {@link dev.tokka.Sending} is for yours.
     *
     * <p>Models in models may each be guarded: what all of them permit is permitted. Put this outermost, or directly below what
     * records calls. The policy is part of the description: another policy is another model.
     */
    public static DomainModel guarded(DomainModel model, EgressPolicy policy) {
        return new Guarded(model, policy);
    }
}
