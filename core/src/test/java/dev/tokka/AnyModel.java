// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Models for laws: they reply, abstain, fail, stream before it and take too long. */
final class AnyModel {

    private AnyModel() {}

    static Arbitrary<DomainModel> models() {
        Arbitrary<DomainModel> inTime = modelsInTime();
        return Arbitraries.oneOf(inTime, inTime, inTime.map(Late::new));
    }

    /** Returns models that keep every deadline; they may leave what they streamed before they failed or abstained. */
    static Arbitrary<DomainModel> modelsInTime() {
        Arbitrary<String> names = Arbitraries.of("one", "two");
        Arbitrary<Supplier<Answer>> endings = Arbitraries.of(
                () -> Answer.abstain("not in the FAQ"),
                () -> Answer.abstain("not in the handbook"),
                () -> fail(new ModelUnavailableException("busy")),
                () -> fail(new QuestionRejectedException("too long")),
                () -> fail(new IncompleteAnswerException(IncompleteAnswerException.Reason.CUT, "cut off", "Wi")),
                () -> fail(new PolicyViolationException("advice policy")),
                () -> fail(new IllegalStateException("a bug")));
        Arbitrary<List<String>> pieces = Arbitraries.of(List.of(), List.of("W", "i"));
        Arbitrary<DomainModel> others =
                Combinators.combine(names, pieces, endings).as(Scripted::new);
        Arbitrary<DomainModel> replies = Arbitraries.of("Yes.", "No.").map(Scripted::replying);
        return Arbitraries.oneOf(replies, others, others);
    }

    private static Answer fail(RuntimeException failure) {
        throw failure;
    }

    static Outcome outcome(DomainModel model) {
        ManualClock clock = new ManualClock();
        Taken sink = new Taken();
        Question question = Question.of("May I claim after 30 days?")
                .with(ManualClock.KEY, clock)
                .with(TokenSink.KEY, sink)
                .with(Deadline.KEY, Deadline.after(Duration.ofSeconds(5), clock));
        Object ending;
        try {
            ending = model.answer(question).withTrace(Trace.EMPTY);
        } catch (RuntimeException e) {
            ending = List.of(e.getClass(), String.valueOf(e.getMessage()));
        }
        return new Outcome(ending, sink.text());
    }

    /** How a call ended, and what was left in the sink. */
    record Outcome(Object ending, String streamed) {

        Optional<String> reply() {
            return ending instanceof Answer.Reply reply ? Optional.of(reply.text()) : Optional.empty();
        }

        Optional<String> abstention() {
            return ending instanceof Answer.Abstention abstention ? Optional.of(abstention.reason()) : Optional.empty();
        }

        /** Returns the text of a reply, without its confidence; else the ending. */
        Object essence() {
            return reply().<Object>map(text -> text).orElse(ending);
        }
    }

    /** A model that takes all the time there is. */
    private record Late(DomainModel model) implements DomainModel {

        @Override
        public Answer answer(Question question) {
            question.attributes().get(ManualClock.KEY).orElseThrow().advance(Duration.ofSeconds(5));
            return model.answer(question);
        }

        @Override
        public Description describe() {
            return Description.of("late").withPart(model.describe());
        }
    }
}
