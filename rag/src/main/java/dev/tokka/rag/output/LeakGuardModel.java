// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.output;

import static java.util.Objects.requireNonNull;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.PolicyViolationException;
import dev.tokka.Question;
import dev.tokka.TokenSink;

/** See {@link LeakGuard}. */
record LeakGuardModel(LeakGuard guard, DomainModel base) implements DomainModel {

    @Override
    public Answer answer(Question question) {
        requireNonNull(question, "question");
        Answer answer =
                base.answer(question.withAttributes(question.attributes().without(TokenSink.KEY)));
        String text = answer instanceof Answer.Reply reply ? reply.text() : ((Answer.Abstention) answer).reason();
        if (!guard.isClean(text)) {
            throw new PolicyViolationException(
                    "expected a reply without guarded secrets but it holds one, or is too long");
        }
        if (answer instanceof Answer.Reply) {
            question.attributes().get(TokenSink.KEY).ifPresent(sink -> sink.token(text));
        }
        return answer;
    }

    @Override
    public Description describe() {
        return Description.of("leak guard")
                .with("secrets", String.join(" ", guard.digests()))
                .withPart(base.describe());
    }

    @Override
    public String toString() {
        return "leakGuard(" + base + ")";
    }
}
