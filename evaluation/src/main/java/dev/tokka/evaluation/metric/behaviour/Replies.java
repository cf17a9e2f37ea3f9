// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.behaviour;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Outcome;
import java.util.Optional;

/** Whether there was a reply, and whether there should have been one. */
final class Replies {

    /** What reports show of an abstention that was right. */
    static final String ABSTAINED = "(abstained)";

    private Replies() {}

    static Optional<Answer.Reply> of(Outcome outcome) {
        return outcome.given().flatMap(Answer::reply);
    }

    /** Returns whether the model said that it does not know; a failure is no abstention. */
    static boolean abstained(Outcome outcome) {
        return outcome.given().isPresent() && of(outcome).isEmpty();
    }

    /** Returns whether the model should abstain. */
    static boolean unwanted(Case item) {
        return item.expected() instanceof Expected.NoAnswer;
    }

    static Description metric(String name, String source) {
        return Description.of("metric", name).with("source", source);
    }

    /** Returns the quotient, and 0 for 0/0. */
    static double share(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }
}
