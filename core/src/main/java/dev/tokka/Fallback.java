// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** See {@link DomainModels#fallback}. */
record Fallback(List<DomainModel> models) implements DomainModel {

    Fallback {
        models = List.copyOf(models);
        if (models.isEmpty()) {
            throw new IllegalArgumentException("fallback needs at least one model");
        }
    }

    @Override
    public Answer answer(Question question) {
        requireNonNull(question, "question");
        Trace before = Trace.EMPTY;
        Answer.@Nullable Abstention abstention = null;
        @Nullable ModelException failure = null;
        for (DomainModel model : models) {
            question.checkpoint("fallback");
            Attempt attempt = new Attempt(question);
            long start = System.nanoTime();
            try {
                Answer answer = requireNonNull(model.answer(attempt.question()), "a model answered null");
                before = before.then(answer.trace());
                if (answer instanceof Answer.Reply reply) {
                    boolean first = abstention == null && failure == null;
                    return reply.withTrace(first ? before : before.then(Trace.of(PassedOver.answered(model))));
                }
                abstention = (Answer.Abstention) answer;
                failure = null;
                before = before.then(Trace.of(PassedOver.notTaken(model, "abstained: " + abstention.reason())));
            } catch (ModelUnavailableException | QuestionRejectedException | IncompleteAnswerException e) {
                if (attempt.endedBySink()) {
                    throw e;
                }
                failure = e;
                before = before.then(Trace.of(PassedOver.failed(model, e, System.nanoTime() - start)));
            }
            attempt.giveUp();
        }
        if (abstention == null) {
            throw requireNonNull(failure, "a model neither answered nor failed");
        }
        if (failure != null) {
            // Not asking a further model is a failure too: were the last models grouped, it would end the call here.
            question.checkpoint("fallback");
        }
        return abstention.withTrace(before);
    }

    @Override
    public Description describe() {
        return Description.of("fallback")
                .withParts(models.stream().map(DomainModel::describe).toList());
    }

    @Override
    public String toString() {
        return models.stream().map(Object::toString).collect(joining(", ", "fallback(", ")"));
    }
}
