// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** See {@link DomainModels#cascade}. */
record Cascade(DomainModel cheap, DomainModel dear, Acceptance acceptance) implements DomainModel {

    Cascade {
        requireNonNull(cheap, "cheap");
        requireNonNull(dear, "dear");
        requireNonNull(acceptance, "acceptance");
    }

    @Override
    public Answer answer(Question question) {
        requireNonNull(question, "question");
        question.checkpoint("cascade");
        Question quiet = Buffered.question(question);
        Trace before = Trace.EMPTY;
        Answer.@Nullable Reply accepted = null;
        long start = System.nanoTime();
        try {
            Answer answer = requireNonNull(cheap.answer(quiet), "a model answered null");
            before = answer.trace();
            if (answer instanceof Answer.Abstention abstention) {
                before = before.then(Trace.of(PassedOver.notTaken(cheap, "abstained: " + abstention.reason())));
            } else if (acceptance.accepts(quiet, (Answer.Reply) answer)) {
                accepted = (Answer.Reply) answer;
            } else {
                before = before.then(
                        Trace.of(PassedOver.notTaken(cheap, "not accepted by " + PassedOver.name(acceptance))));
            }
        } catch (ModelUnavailableException | QuestionRejectedException | IncompleteAnswerException e) {
            before = before.then(Trace.of(PassedOver.failed(cheap, e, System.nanoTime() - start)));
        }
        if (accepted != null) {
            Buffered.release(question, accepted);
            return accepted;
        }
        question.checkpoint("cascade");
        Answer answer = requireNonNull(dear.answer(question), "a model answered null");
        return answer.withTrace(before.then(answer.trace()).then(Trace.of(PassedOver.answered(dear))));
    }

    @Override
    public Description describe() {
        return Description.of("cascade").withParts(List.of(cheap.describe(), dear.describe(), acceptance.describe()));
    }

    @Override
    public String toString() {
        return "cascade(" + cheap + ", " + dear + ", " + acceptance + ")";
    }
}
