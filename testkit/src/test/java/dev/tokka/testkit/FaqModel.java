// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import static java.util.Objects.requireNonNull;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Question;
import dev.tokka.TokenSink;

/** A model that keeps the contract: replies if the question names its topic, in pieces of one character. */
record FaqModel(String topic, String reply) implements DomainModel {

    @Override
    public Answer answer(Question question) {
        requireNonNull(question, "question");
        question.checkpoint("faq");
        if (!question.text().contains(topic)) {
            return Answer.abstain("not about " + topic);
        }
        question.attributes()
                .get(TokenSink.KEY)
                .ifPresent(
                        sink -> reply.codePoints().mapToObj(Character::toString).forEach(sink::token));
        return Answer.reply(reply);
    }

    @Override
    public Description describe() {
        return Description.of("faq").with("topic", topic).with("reply", reply);
    }

    @Override
    public String toString() {
        return "faq(" + topic + ")";
    }
}
