// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.output;

import static java.util.Objects.requireNonNull;

import dev.tokka.Answer;
import dev.tokka.Citation;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.IncompleteAnswerException;
import dev.tokka.PolicyViolationException;
import dev.tokka.Question;
import dev.tokka.TokenSink;

/** See {@link LeakGuard}. */
record LeakGuardModel(LeakGuard guard, DomainModel base) implements DomainModel {

    @Override
    public Answer answer(Question question) {
        requireNonNull(question, "question");
        Answer answer;
        try {
            answer = base.answer(question.withAttributes(question.attributes().without(TokenSink.KEY)));
        } catch (IncompleteAnswerException e) {
            requireClean(e.partialText()); // without the failure as its cause, which holds the text
            throw e;
        }
        if (answer instanceof Answer.Reply reply) {
            requireClean(reply.text());
            reply.citations().stream().map(Citation::quote).distinct().forEach(this::requireClean);
            question.attributes().get(TokenSink.KEY).ifPresent(sink -> sink.token(reply.text()));
        } else {
            requireClean(((Answer.Abstention) answer).reason());
        }
        return answer;
    }

    private void requireClean(String text) {
        if (!guard.isClean(text)) {
            throw new PolicyViolationException(
                    PolicyViolationException.Reason.LEAK,
                    "expected a reply without guarded secrets but it holds one, or is too long");
        }
    }

    @Override
    public Description describe() {
        return Description.of("leak guard")
                .with("secrets", String.join(" ", guard.guarded()))
                .withPart(base.describe());
    }

    @Override
    public String toString() {
        return "leakGuard(" + base + ")";
    }
}
