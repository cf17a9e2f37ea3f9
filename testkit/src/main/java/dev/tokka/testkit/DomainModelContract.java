// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokka.Answer;
import dev.tokka.Deadline;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Question;
import dev.tokka.TokenSink;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The tests of the rules in {@link DomainModel}, by number: implement this in a test class and say how to build the
 * model.
 *
 * <p>What cannot be seen from outside is not checked: that a {@code null} question is refused <em>before any work</em>,
 * and that settings which {@link #changedModels} does not vary are in the description.
 */
public interface DomainModelContract {

    /**
     * Returns a model under test, newly built, alike each time.
     *
     * <p>Called up to three times by one test; make it fast and offline. If it must be closed, close it after the test.
     */
    DomainModel model();

    /** Returns a question that the model answers; best one to which it replies. Default: an English question. */
    default Question question() {
        return Question.of("What does the policy cover?");
    }

    /** Returns another question that the model answers, best with another answer. Default: an English question. */
    default Question otherQuestion() {
        return Question.of("Who may sign for the branch?");
    }

    /** Returns whether the same question always gets the same answer; models that sample say no. Default: yes. */
    default boolean repeatable() {
        return true;
    }

    /** Returns whether the model streams its replies; one that ignores the question's sink says no. Default: yes. */
    default boolean streams() {
        return true;
    }

    /** Returns models that differ from {@link #model} in what can change answers, one setting each. Default: none. */
    default Stream<DomainModel> changedModels() {
        return Stream.empty();
    }

    /** Returns how much longer than the rules say a call may take, because the machine is busy. Default: 500 ms. */
    default Duration slack() {
        return Duration.ofMillis(500);
    }

    /** Returns how long to wait for calls that have no deadline before they count as hanging. Default: one minute. */
    default Duration patience() {
        return Duration.ofMinutes(1);
    }

    /** Asks, and checks that there is an answer. */
    @Test
    @DisplayName("rule 1: an answer is never null")
    default void rule1_answerIsNeverNull() {
        Answer answer = model().answer(question());

        assertThat(answer)
                .as("rule 1: return Answer.abstain, not null, if the model does not know")
                .isNotNull();
    }

    /** Asks {@code null}. */
    @Test
    @DisplayName("rule 2: a null question is refused")
    @SuppressWarnings("NullAway")
    default void rule2_nullQuestionIsRefused() {
        DomainModel model = model();

        assertThatThrownBy(
                        () -> model.answer((Question) null),
                        "rule 2: begin answer with requireNonNull(question, \"question\")")
                .isInstanceOf(NullPointerException.class);
    }

    /** Asks two questions by eight threads at once, and compares with the answers that one thread gets. */
    @Test
    @DisplayName("rule 3: a model may be called by many threads at once")
    default void rule3_manyThreadsMayAskAtOnce() {
        DomainModel quiet = model();
        List<Object> alone = List.of(essence(quiet, question()), essence(quiet, otherQuestion()));
        DomainModel busy = model();

        List<List<Outcome<Answer>>> outcomes =
                Crowd.call(() -> busy.answer(question()), () -> busy.answer(otherQuestion()), patience(), "rule 3");

        for (int i = 0; i < alone.size(); i++) {
            for (Outcome<Answer> outcome : outcomes.get(i)) {
                outcome.requireTyped("rule 3, among many threads");
                if (repeatable()) {
                    assertThat(outcome.essence())
                            .as("rule 3: the answer among many threads must be the one without them; share no state")
                            .isEqualTo(alone.get(i));
                }
            }
        }
    }

    /** Asks the same with and without another question before it. */
    @Test
    @DisplayName("rule 4: earlier calls do not change later answers")
    default void rule4_earlierCallsDoNotChangeAnswers() {
        assumeTrue(repeatable(), "rule 4: not checked, because the model is not repeatable");
        Object fresh = essence(model(), question());
        DomainModel used = model();

        essence(used, otherQuestion());

        assertThat(essence(used, question()))
                .as("rule 4: another question came before; keep nothing from it")
                .isEqualTo(fresh);
        assertThat(essence(used, question()))
                .as("rule 4: the same question came before; keep nothing from it")
                .isEqualTo(fresh);
    }

    /** Asks what nobody expects: long, broken and hostile texts, and questions with everything set. */
    @Test
    @DisplayName("rule 5: a failure to answer is a ModelException")
    default void rule5_failuresAreModelExceptions() {
        DomainModel model = model();

        OddQuestions.all(question())
                .forEach((name, question) ->
                        Call.within(patience(), "rule 5, asked " + name, () -> model.answer(question)));
    }

    /** Asks the same and looks for the text of the question in messages and reasons. */
    @Test
    @DisplayName("rule 5: failures and abstentions do not tell the question")
    default void rule5_failuresDoNotTellTheQuestion() {
        DomainModel model = model();

        OddQuestions.telling(question()).forEach((name, question) -> {
            Outcome<Answer> outcome = Call.within(patience(), "rule 5, asked " + name, () -> model.answer(question));
            assertThat(outcome.words().contains(question.text()))
                    .as("rule 5, asked " + name + ": keep the text of the question out of messages and reasons")
                    .isFalse();
        });
    }

    /** Asks with a deadline that has passed and with one that is near. */
    @Test
    @DisplayName("rule 6: the deadline is kept")
    default void rule6_deadlineIsKept() {
        DomainModel model = model();
        for (Duration time : List.of(Duration.ofSeconds(-1), Duration.ofMillis(100))) {
            Duration limit = Duration.ofSeconds(1).plus(time.isNegative() ? Duration.ZERO : time);

            Call.within(
                    limit.plus(slack()),
                    "rule 6, deadline in " + time,
                    () -> model.answer(question().with(Deadline.KEY, Deadline.after(time))));
        }
    }

    /** Asks on a thread that is already interrupted. */
    @Test
    @DisplayName("rule 6: a thread that is interrupted gets an end and keeps its flag")
    default void rule6_interruptBeforeTheCallEndsIt() {
        Call.interruptedBefore(interruptLimit(this), "rule 6, interrupted before the call", asking(this));
    }

    /** Asks, and interrupts while the model works, if it takes long enough. */
    @Test
    @DisplayName("rule 6: an interrupt ends the call and leaves the flag set")
    default void rule6_interruptDuringTheCallEndsIt() {
        Call.interruptedDuring(interruptLimit(this), "rule 6, interrupted during the call", asking(this));
    }

    /** Asks with a sink, and compares what it took with the answer. */
    @Test
    @DisplayName("rule 7: what is streamed is the text of the reply")
    default void rule7_sinkHoldsTheReply() {
        RecordingSink sink = new RecordingSink();

        Answer answer = model().answer(question().with(TokenSink.KEY, sink));

        String text = streams() ? answer.reply().map(Answer.Reply::text).orElse("") : "";
        assertThat(sink.text())
                .as("rule 7: the sink must hold the reply and nothing after an abstention; restart what was given up"
                        + " (a model that ignores the sink says so by streams())")
                .isEqualTo(text);
        assertThat(sink.tokens())
                .as("rule 7: a piece is not empty and holds no half character")
                .noneMatch(piece -> piece.isEmpty()
                        || Character.isHighSurrogate(piece.charAt(piece.length() - 1))
                        || Character.isLowSurrogate(piece.charAt(0)));
    }

    /** Asks with a sink that throws. */
    @Test
    @DisplayName("rule 7: an exception of the sink reaches the caller unchanged")
    default void rule7_sinkFailureReachesTheCaller() {
        assumeTrue(streams(), "rule 7: not checked, because the model does not stream");
        BrokenSink sink = new BrokenSink();

        Outcome<Answer> outcome = Outcome.of(() -> model().answer(question().with(TokenSink.KEY, sink)));

        assumeTrue(sink.called(), "rule 7: not checked, because nothing was streamed; let question() get a reply");
        assertThat(outcome.failure())
                .as("rule 7: do not catch what a sink throws")
                .isSameAs(sink.failure());
    }

    /** Describes two models, one of them after use. */
    @Test
    @DisplayName("rule 8: models built alike are described alike")
    default void rule8_builtAlikeIsDescribedAlike() {
        DomainModel used = model();
        Description before = used.describe();

        used.answer(question());

        assertThat(before)
                .as("rule 8: describe must not return null; an opaque description will do")
                .isNotNull();
        assertThat(used.describe())
                .as("rule 8: a call must not change the description")
                .isEqualTo(before);
        assertThat(model().describe())
                .as("rule 8: two builds must be described alike; leave out times, random and memory addresses")
                .isEqualTo(before);
    }

    /** Describes the models of {@link #changedModels}. */
    @Test
    @DisplayName("rule 8: a change of what can change answers changes the description")
    default void rule8_changesChangeTheDescription() {
        List<DomainModel> changed = changedModels().toList();
        assumeTrue(!changed.isEmpty(), "rule 8: changes are not checked, because changedModels() gives none");
        String fingerprint = model().describe().fingerprint();

        assertThat(changed)
                .as("rule 8: what can change answers must be in the description")
                .noneMatch(model -> model.describe().fingerprint().equals(fingerprint));
    }

    private static Object essence(DomainModel model, Question question) {
        return Outcome.of(() -> model.answer(question)).essence();
    }

    private static Duration interruptLimit(DomainModelContract contract) {
        return Duration.ofMillis(100).plus(contract.slack());
    }

    private static Supplier<Answer> asking(DomainModelContract contract) {
        DomainModel model = contract.model();
        Question question = contract.question();
        return () -> model.answer(question);
    }
}
