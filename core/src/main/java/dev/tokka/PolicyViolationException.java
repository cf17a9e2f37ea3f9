// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

/** No model may answer this question. Give up: fallbacks do not pass this over. */
public final class PolicyViolationException extends ModelException {

    private static final long serialVersionUID = 1L;

    /** Creates a refusal that names the policy. */
    public PolicyViolationException(String message) {
        super(message, null);
    }

    /** Creates a refusal with its cause. */
    public PolicyViolationException(String message, Throwable cause) {
        super(message, cause);
    }
}
