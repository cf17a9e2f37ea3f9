// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.output;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Question;
import dev.tokka.TokenSink;

/** Always gives the same answer. */
record Replies(Answer answer) implements DomainModel {

    static Replies with(String text) {
        return new Replies(Answer.reply(text));
    }

    @Override
    public Answer answer(Question question) {
        answer.reply()
                .ifPresent(
                        reply -> question.attributes().get(TokenSink.KEY).ifPresent(sink -> sink.token(reply.text())));
        return answer;
    }

    @Override
    public Description describe() {
        return Description.of("replies", answer.toString());
    }
}
