// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

/** No model may answer this question. Give up: fallbacks do not pass this over. */
public final class PolicyViolationException extends ModelException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Which policy, for whoever has to do something about it. */
    public enum Reason {
        /** The inventory has no record of the model. */
        UNREGISTERED,
        /** The model is not in use, or not enough people have approved it. */
        NOT_APPROVED,
        /** The approval has expired. */
        EXPIRED,
        /** The model should have been validated and approved again by now. */
        REVALIDATION_DUE,
        /** The vendor no longer offers the product that the model rests on. */
        VENDOR_RETIRED,
        /** The model is approved for other purposes only. */
        OTHER_PURPOSE,
        /** The model was suspended. */
        SUSPENDED,
        /** The model was retired. */
        RETIRED,
        /** The model cannot describe itself, so that nobody could tell whether it is the approved one. */
        OPAQUE,
        /** The model is not the one that was approved: something in it has changed. */
        CHANGED,
        /** The inventory cannot be read, so that nobody can tell whether the model is approved. */
        INVENTORY_UNREADABLE,
        /** What the model said holds something that must not get out. */
        LEAK,
        /** The data may not leave this process, or not to where it would be sent; or nobody knows where that is. */
        EGRESS,
        /** None of the others. */
        OTHER
    }

    /** Creates a refusal that names the policy, for no particular reason. */
    public PolicyViolationException(String message) {
        this(Reason.OTHER, message);
    }

    /** Creates a refusal with its cause, for no particular reason. */
    public PolicyViolationException(String message, Throwable cause) {
        this(Reason.OTHER, message, cause);
    }

    /** Creates a refusal that names the policy. */
    public PolicyViolationException(Reason reason, String message) {
        super(message, null);
        this.reason = requireNonNull(reason, "reason");
    }

    /** Creates a refusal that names the policy, with its cause. */
    public PolicyViolationException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = requireNonNull(reason, "reason");
    }

    /** Returns why. */
    public Reason reason() {
        return reason;
    }
}
