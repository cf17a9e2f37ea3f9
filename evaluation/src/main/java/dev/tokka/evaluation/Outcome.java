// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation;

import static java.util.Objects.requireNonNull;

import dev.tokka.Answer;
import dev.tokka.Checks;
import dev.tokka.TokenUsage;
import dev.tokka.Trace;
import java.time.Duration;
import java.util.Optional;

/** How one question to one model ended: with an answer, or with a failure, which counts as a wrong answer. */
public sealed interface Outcome {

    /** How long the model took; not negative. */
    Duration latency();

    /** Returns the answer, or empty if the model failed. */
    default Optional<Answer> given() {
        return this instanceof Answered answered ? Optional.of(answered.answer()) : Optional.empty();
    }

    /** Returns the text of the reply, or empty if the model abstained or failed. */
    default Optional<String> text() {
        return given().flatMap(Answer::reply).map(Answer.Reply::text);
    }

    /** Returns what happened; empty if the model failed. */
    default Trace trace() {
        return given().map(Answer::trace).orElse(Trace.EMPTY);
    }

    /** Returns the tokens used, as far as the trace tells. */
    default TokenUsage usage() {
        return trace().usage();
    }

    /**
     * The model answered or abstained.
     *
     * @param answer with its trace
     * @param latency not negative
     */
    record Answered(Answer answer, Duration latency) implements Outcome {

        /** Checks the components. */
        public Answered {
            requireNonNull(answer, "answer");
            requireNotNegative(latency);
        }
    }

    /**
     * The model failed.
     *
     * @param type the simple name of the exception's class; not blank
     * @param message what was expected and what was seen; may be empty
     * @param latency not negative
     */
    record Failed(String type, String message, Duration latency) implements Outcome {

        /** Checks the components. */
        public Failed {
            Checks.requireText(type, "type");
            requireNonNull(message, "message");
            requireNotNegative(latency);
        }
    }

    private static void requireNotNegative(Duration latency) {
        if (requireNonNull(latency, "latency").isNegative()) {
            throw new IllegalArgumentException("latency must not be negative but is " + latency);
        }
    }
}
