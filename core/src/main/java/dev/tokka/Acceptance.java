// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

/**
 * Says whether the reply of a cheap model is good enough: see {@link DomainModels#cascade}.
 *
 * <p>Safe for use by many threads, and the same reply to the same question is always judged alike.
 */
@FunctionalInterface
public interface Acceptance {

    /**
     * Returns whether {@code reply} may be the answer to {@code question}.
     *
     * @throws ModelException if this cannot be told; the reply then counts as not accepted
     */
    boolean accepts(Question question, Answer.Reply reply);

    /** Returns what this acceptance is made of; {@linkplain Description#opaque opaque} unless it says more. */
    default Description describe() {
        return Description.opaque(this);
    }

    /**
     * Returns the acceptance of replies with a {@linkplain Answer.Reply#confidence confidence} of at least {@code
     * share}; one without confidence is not accepted, whatever the share.
     *
     * @throws IllegalArgumentException if {@code share} is not in [0, 1]
     */
    static Acceptance confidence(double share) {
        return new ConfidenceAcceptance(share);
    }

    /**
     * Returns the acceptance of replies of which at least {@code share} is supported by evidence.
     *
     * <pre>{@code
     * grounding = mean, over the letters and digits of the text outside of markers [n], of
     *             the best support of a citation whose claim holds it, 0 where there is none
     * }</pre>
     *
     * <p>So a long claim weighs more than a short one, and a sentence without a citation is not supported.
     *
     * @throws IllegalArgumentException if {@code share} is not in [0, 1]
     */
    static Acceptance grounding(double share) {
        return new GroundingAcceptance(share);
    }
}
