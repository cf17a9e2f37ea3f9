// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.egress;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Endpoint;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Question;
import dev.tokka.QuestionRejectedException;
import dev.tokka.Sending;
import java.util.List;

/**
 * A model that sends, or does not, and writes down what it got.
 *
 * @param name part of the description
 * @param sending where to
 * @param outcome how it ends
 * @param received what it got
 */
record Leaf(String name, Sending sending, Outcome outcome, List<Question> received) implements DomainModel {

    enum Outcome {
        REPLIES,
        ABSTAINS,
        UNAVAILABLE,
        REJECTS
    }

    static Leaf at(String endpoint, List<Question> received) {
        return new Leaf("large", Sending.to(Endpoint.of(endpoint)), Outcome.REPLIES, received);
    }

    Leaf ending(Outcome newOutcome) {
        return new Leaf(name, sending, newOutcome, received);
    }

    @Override
    public Answer answer(Question question) {
        sending.require(question, name);
        received.add(question);
        return switch (outcome) {
            case REPLIES -> Answer.reply("reply of " + name);
            case ABSTAINS -> Answer.abstain(name + " does not know");
            case UNAVAILABLE -> throw new ModelUnavailableException(name + " is down");
            case REJECTS -> throw new QuestionRejectedException(name + " rejects");
        };
    }

    /** Of a kind that is known to ask. */
    @Override
    public Description describe() {
        return sending.describe(Description.of("chat", name).with("ends", outcome));
    }
}
