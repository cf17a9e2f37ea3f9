// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import static java.util.Objects.requireNonNull;

import dev.tokka.Answer;
import dev.tokka.Deadline;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.IncompleteAnswerException;
import dev.tokka.ModelException;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Question;
import dev.tokka.Step;
import dev.tokka.TokenSink;
import dev.tokka.Trace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** See {@link Faults#in(DomainModel)}. */
record FaultyModel(DomainModel model, Faults faults, Draws draws) implements DomainModel {

    @Override
    public Answer answer(Question question) {
        requireNonNull(question, "question");
        question.checkpoint("faulty model");
        Draws.Fate fate = draws.next(faults);
        pause(fate, fate.delay(), question, "");
        if (fate.fault() instanceof Fault.None) {
            return model.answer(question);
        }
        if (fate.fault() instanceof Fault.Failure failing) {
            throw failing.failure().apply(fate.message("failure"));
        }
        // What is to be spoiled is not streamed by the model: the sink hears what becomes of it.
        Answer answer =
                model.answer(question.withAttributes(question.attributes().without(TokenSink.KEY)));
        return answer instanceof Answer.Reply reply ? spoil(reply, fate, question) : answer;
    }

    private Answer spoil(Answer.Reply reply, Draws.Fate fate, Question question) {
        if (fate.fault() instanceof Fault.Garbage) {
            String garbage = fate.garbage(reply.text());
            stream(garbage, question);
            Step step = Step.of("garble", Duration.ZERO, Map.of("fault", fate.message("garbage")));
            return new Answer.Reply(
                    garbage, List.of(), OptionalDouble.empty(), reply.trace().then(Trace.of(step)));
        }
        String beginning = fate.beginning(reply.text());
        stream(beginning, question);
        if (fate.fault() instanceof Fault.Stall stall) {
            pause(fate, stall.time(), question, beginning);
            throw stalled(fate, stall.time(), beginning);
        }
        throw new IncompleteAnswerException(IncompleteAnswerException.Reason.CUT, fate.message("cut off"), beginning);
    }

    private static void stream(String text, Question question) {
        question.attributes()
                .get(TokenSink.KEY)
                .ifPresent(sink -> Pieces.of(text, Pieces.DEFAULT_LENGTH).forEach(sink::token));
    }

    private static ModelException stalled(Draws.Fate fate, Duration time, String beginning) {
        String message = fate.message("nothing came for " + time);
        return beginning.isEmpty()
                ? new ModelUnavailableException(ModelUnavailableException.Reason.TIMEOUT, message)
                : new IncompleteAnswerException(IncompleteAnswerException.Reason.STALLED, message, beginning);
    }

    /** Pauses as long as the question allows, and ends the call if that is not long enough. */
    private void pause(Draws.Fate fate, Duration time, Question question, String beginning) {
        if (time.isZero()) {
            return;
        }
        Optional<Duration> remaining = question.attributes().get(Deadline.KEY).map(Deadline::remaining);
        boolean tooLong = remaining.filter(left -> left.compareTo(time) <= 0).isPresent();
        try {
            faults.pause().pause(tooLong ? max(remaining.orElse(time), Duration.ZERO) : time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ended(true, fate.message("interrupted in a pause of " + time), beginning);
        }
        if (tooLong) {
            throw ended(false, fate.message("the deadline passed in a pause of " + time), beginning);
        }
    }

    private static ModelException ended(boolean interrupted, String message, String beginning) {
        if (beginning.isEmpty()) {
            return new ModelUnavailableException(
                    interrupted
                            ? ModelUnavailableException.Reason.INTERRUPTED
                            : ModelUnavailableException.Reason.DEADLINE,
                    message);
        }
        return new IncompleteAnswerException(
                interrupted ? IncompleteAnswerException.Reason.INTERRUPTED : IncompleteAnswerException.Reason.DEADLINE,
                message,
                beginning);
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    @Override
    public Description describe() {
        return faults.describe().withPart(model.describe());
    }

    @Override
    public String toString() {
        return "faulty(" + model + ")";
    }
}
