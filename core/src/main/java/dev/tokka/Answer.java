// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a model says: a {@link Reply}, or an {@link Abstention} when it does not know. */
public sealed interface Answer {

    /** Returns what happened on the way to this answer. */
    Trace trace();

    /** Returns this answer with another trace. */
    Answer withTrace(Trace trace);

    /** Returns the reply, or empty if the model abstained. */
    default Optional<Reply> reply() {
        return this instanceof Reply reply ? Optional.of(reply) : Optional.empty();
    }

    /** Returns a reply without citations, confidence or trace. */
    static Reply reply(String text) {
        return new Reply(text, List.of(), OptionalDouble.empty(), Trace.EMPTY);
    }

    /** Returns an abstention without a trace. */
    static Abstention abstain(String reason) {
        return new Abstention(reason, Trace.EMPTY);
    }

    /**
     * A model's answer in words.
     *
     * @param text not blank
     * @param citations the evidence, in the order of the sentences it supports; empty if the model cites none
     * @param confidence the model's own estimate that the reply is right, from 0 to 1; empty if it has none
     * @param trace what happened on the way
     */
    record Reply(String text, List<Citation> citations, OptionalDouble confidence, Trace trace) implements Answer {

        /** Checks the ranges above, and that every citation's claim lies within the text. */
        public Reply {
            Checks.requireText(text, "text");
            citations = List.copyOf(citations);
            for (Citation citation : citations) {
                if (citation.claim().end() > text.length()) {
                    throw new IllegalArgumentException("claims must lie within the reply's " + text.length()
                            + " characters but one is " + citation.claim());
                }
            }
            confidence.ifPresent(value -> Checks.requireShare(value, "confidence"));
            requireNonNull(trace, "trace");
        }

        @Override
        public Reply withTrace(Trace newTrace) {
            return new Reply(text, citations, confidence, newTrace);
        }

        /** Returns this reply with other citations. */
        public Reply withCitations(List<Citation> newCitations) {
            return new Reply(text, newCitations, confidence, trace);
        }
    }

    /**
     * A model's statement that it does not know.
     *
     * @param reason why, in words an operator can act on, without the text of the question; not blank
     * @param trace what happened on the way
     */
    record Abstention(String reason, Trace trace) implements Answer {

        /** Checks that a reason is given. */
        public Abstention {
            Checks.requireText(reason, "reason");
            requireNonNull(trace, "trace");
        }

        @Override
        public Abstention withTrace(Trace newTrace) {
            return new Abstention(reason, newTrace);
        }
    }
}
