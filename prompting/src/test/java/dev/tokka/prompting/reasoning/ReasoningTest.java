// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.reasoning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Answer;
import dev.tokka.Deadline;
import dev.tokka.DomainModel;
import dev.tokka.IncompleteAnswerException;
import dev.tokka.ModelException;
import dev.tokka.ModelUnavailableException;
import dev.tokka.PolicyViolationException;
import dev.tokka.Question;
import dev.tokka.QuestionRejectedException;
import dev.tokka.Specialization;
import dev.tokka.TokenSink;
import dev.tokka.testkit.RecordingSink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What all strategies promise. */
class ReasoningTest {

    private static final Question QUESTION = Question.of("What does a secret transfer cost?");

    static Stream<Arguments> strategiesAndCalls() {
        return Stream.of(
                Arguments.of(Reasoning.chainOfThought(), 2),
                Arguments.of(Reasoning.decomposition(), 4),
                Arguments.of(Reasoning.revision().rounds(2), 5),
                Arguments.of(Reasoning.verification(), 5));
    }

    @ParameterizedTest
    @MethodSource("strategiesAndCalls")
    void aFailureOfAnyCallEndsTheAnswer(Specialization strategy, int calls) {
        for (ModelException failure : List.of(
                new PolicyViolationException("no"),
                new ModelUnavailableException("down"),
                new QuestionRejectedException("too long"),
                new IncompleteAnswerException(IncompleteAnswerException.Reason.CUT, "cut", "x"))) {
            for (int at = 0; at < calls; at++) {
                DomainModel model = Script.of(failingAt(at, failure)).with(strategy);

                assertThatThrownBy(() -> model.answer(QUESTION)).isSameAs(failure);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("strategiesAndCalls")
    void aDeadlineThatPassesInACallEndsTheAnswerBeforeTheNext(Specialization strategy, int calls) {
        for (int late = 1; late < calls; late++) {
            AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
            List<Question> asked = new ArrayList<>();
            int last = late;
            DomainModel slow = question -> {
                asked.add(question);
                now.set(asked.size() == last ? Instant.EPOCH.plusSeconds(3) : Instant.EPOCH);
                return Answer.reply("- What?\n- Who?");
            };
            Question hurried = QUESTION.with(Deadline.KEY, new Deadline(Instant.EPOCH.plusSeconds(1), now::get));

            assertThatThrownBy(() -> slow.with(strategy).answer(hurried))
                    .isInstanceOfSatisfying(
                            ModelUnavailableException.class,
                            failure ->
                                    assertThat(failure.reason()).isEqualTo(ModelUnavailableException.Reason.DEADLINE));
            assertThat(asked).hasSize(late);
        }
    }

    @ParameterizedTest
    @MethodSource("strategiesAndCalls")
    void anInterruptInACallEndsTheAnswerBeforeTheNext(Specialization strategy, int calls) {
        List<Question> asked = new ArrayList<>();
        DomainModel interrupted = question -> {
            asked.add(question);
            Thread.currentThread().interrupt();
            return Answer.reply("- What?");
        };

        assertThatThrownBy(() -> interrupted.with(strategy).answer(QUESTION))
                .isInstanceOfSatisfying(
                        ModelUnavailableException.class,
                        failure ->
                                assertThat(failure.reason()).isEqualTo(ModelUnavailableException.Reason.INTERRUPTED));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(asked).hasSize(1);
        assertThat(calls).isGreaterThan(1);
    }

    @ParameterizedTest
    @MethodSource("strategiesAndCalls")
    void theTraceAddsUpAndTellsNoWordOfQuestionOrReply(Specialization strategy, int calls) {
        Script base = Script.of(
                "Secret - What?\nFinal answer: secret", "- What is secret?", "- Who?", "Final answer: secret");
        RecordingSink sink = new RecordingSink();

        Answer answer = base.with(strategy).answer(QUESTION.with(TokenSink.KEY, sink));

        assertThat(answer.trace().usage().input()).isEqualTo(10L * base.asked.size());
        assertThat(answer.trace().cost().values()).singleElement().asString().isEqualTo("" + 2 * base.asked.size());
        assertThat(answer.trace().toString()).doesNotContainIgnoringCase("secret");
        assertThat(sink.text()).isEqualTo(answer.reply().orElseThrow().text());
        assertThat(base.asked).hasSizeBetween(1, calls);
    }

    @Test
    void theWordingOfBothLanguagesIsInTheDescription() {
        Told told = new Told("Think.", "考えて。");

        assertThat(Told.describe(told)).isEqualTo(Told.describe(new Told("Think.", "考えて。")));
        assertThat(Stream.of(
                        Told.describe(new Told("Think!", "考えて。")),
                        Told.describe(new Told("Think.", "考えて！")),
                        Told.describe(told, told)))
                .doesNotContain(Told.describe(told));
        assertThat(new Thinker().with(Reasoning.revision()).describe().toJson()).contains("\"wording\"");
    }

    private static Object[] failingAt(int index, ModelException failure) {
        Object[] lines = new Object[index + 1];
        for (int i = 0; i < index; i++) {
            lines[i] = "- What?\n- Who?";
        }
        lines[index] = failure;
        return lines;
    }
}
