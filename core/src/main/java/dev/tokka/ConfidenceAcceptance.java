// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

/** See {@link Acceptance#confidence}. */
record ConfidenceAcceptance(double share) implements Acceptance {

    ConfidenceAcceptance {
        Checks.requireShare(share, "share");
    }

    @Override
    public boolean accepts(Question question, Answer.Reply reply) {
        return reply.confidence().isPresent() && reply.confidence().getAsDouble() >= share;
    }

    @Override
    public Description describe() {
        return Description.of("confidence").with("share", share);
    }

    @Override
    public String toString() {
        return "confidence >= " + share;
    }
}
