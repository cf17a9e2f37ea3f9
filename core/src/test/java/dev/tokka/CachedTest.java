// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static dev.tokka.DomainModels.cached;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CachedTest {

    private static final Question QUESTION = Question.of("What does a transfer cost?");
    private static final Key<String> TENANT = new Key<>("tenant", String.class);

    private final ManualClock clock = new ManualClock();
    private final Caching caching = Caching.of(Duration.ofMinutes(10)).withClock(clock);
    private final Counting counting = new Counting();

    static Stream<Question> otherQuestions() {
        Caller ann = Caller.of("ann");
        Passage passage = new Passage("fees#1", "Free.", new Source("fees.md", List.of(), new Span(0, 5)), 1);
        return Stream.of(
                QUESTION.withText("What does a card cost?"),
                QUESTION.plusHistory(List.of(new Turn(Turn.Speaker.USER, "Hello."))),
                QUESTION.plusInstructions(List.of("Be brief.")),
                QUESTION.plusExamples(List.of(new Example("Is it free?", "Yes."))),
                QUESTION.plusEvidence(List.of(passage)),
                QUESTION.withForm(AnswerForm.oneOf("yes", "no")),
                QUESTION.with(Generation.KEY, Generation.DEFAULT.withTemperature(1)),
                QUESTION.with(Caller.KEY, ann),
                QUESTION.with(Caller.KEY, Caller.of("bob")),
                QUESTION.with(Caller.KEY, new Caller("ann", Set.of("clerk"))),
                QUESTION.with(TENANT, "acme"));
    }

    @Test
    void equalQuestionsAreAskedOnce() {
        DomainModel model = cached(counting, caching);

        Answer first = model.answer(QUESTION);
        Answer second = model.answer(Question.of("What does a transfer cost?"));

        assertThat(counting.calls).isOne();
        assertThat(second.withTrace(Trace.EMPTY)).isEqualTo(first.withTrace(Trace.EMPTY));
    }

    @Test
    void everythingThatCanChangeTheAnswerMakesAnotherQuestion() {
        DomainModel model = cached(counting, caching);
        List<Question> different =
                Stream.concat(Stream.of(QUESTION), otherQuestions()).toList();

        different.forEach(model::answer);
        different.forEach(model::answer);

        assertThat(counting.calls).isEqualTo(different.size());
    }

    @Test
    void deadlineAndSinkDoNotMatter() {
        DomainModel model = cached(counting, caching);
        model.answer(QUESTION.with(Deadline.KEY, Deadline.after(Duration.ofSeconds(5), clock)));
        Taken sink = new Taken();

        model.answer(QUESTION.with(TokenSink.KEY, sink));

        assertThat(counting.calls).isOne();
        assertThat(sink.calls()).containsExactly("Answer 1");
    }

    @Test
    void anAnswerIsGivenAgainUntilItsTimeIsOver() {
        DomainModel model = cached(counting, caching);
        model.answer(QUESTION);

        clock.advance(Duration.ofMinutes(10).minusNanos(1));
        model.answer(QUESTION);
        assertThat(counting.calls).isOne();

        clock.advance(Duration.ofNanos(1));
        model.answer(QUESTION);
        assertThat(counting.calls).isEqualTo(2);
    }

    @Test
    void aModelThatHasChangedIsAskedAgain() {
        DomainModel model = cached(counting, caching);
        model.answer(QUESTION);

        counting.version = "2";
        model.answer(QUESTION);

        assertThat(counting.calls).isEqualTo(2);
    }

    @Test
    void anAnswerGivenWhileTheModelChangedIsNotKept() {
        DomainModel model = cached(counting, caching);
        counting.beforeAnswering = () -> counting.version = "2";
        model.answer(QUESTION);
        counting.version = "1";
        counting.beforeAnswering = () -> {};

        model.answer(QUESTION);

        assertThat(counting.calls).isEqualTo(2);
    }

    @Test
    void theTraceOfAnAnswerGivenAgainSaysSoAndCostsNothing() {
        counting.trace = Trace.of(new Step(
                "write",
                Duration.ofSeconds(2),
                new TokenUsage(100, 20),
                Optional.of(new Money(BigDecimal.ONE, Currency.getInstance("USD"))),
                Map.of("model", "small")));
        DomainModel model = cached(counting, caching);
        assertThat(model.answer(QUESTION).trace()).isEqualTo(counting.trace);

        clock.advance(Duration.ofSeconds(90));
        Trace trace = model.answer(QUESTION).trace();

        assertThat(trace.steps()).extracting(Step::name).containsExactly("cached", "cached write");
        assertThat(trace.steps().get(0).details()).isEqualTo(Map.of("age", "PT1M30S"));
        assertThat(trace.steps().get(1).details()).isEqualTo(Map.of("model", "small"));
        assertThat(trace.usage()).isEqualTo(TokenUsage.NONE);
        assertThat(trace.cost()).isEmpty();
        assertThat(trace.steps().get(1).duration()).isZero();
    }

    static List<ModelException> failures() {
        return List.of(
                new ModelUnavailableException("busy"),
                new QuestionRejectedException("too long"),
                new PolicyViolationException("advice policy"),
                new IncompleteAnswerException(IncompleteAnswerException.Reason.LENGTH, "cut off", "With"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void failuresPropagateAndAreNeverKept(ModelException failure) {
        DomainModel model = cached(counting, caching);
        counting.beforeAnswering = () -> {
            throw failure;
        };

        assertThatThrownBy(() -> model.answer(QUESTION)).isSameAs(failure);
        counting.beforeAnswering = () -> {};

        assertThat(model.answer(QUESTION).reply().map(Answer.Reply::text)).contains("Answer 2");
    }

    @Test
    void abstentionsAreKeptUnlessToldOtherwise() {
        counting.abstains = true;
        DomainModel keeping = cached(counting, caching);
        keeping.answer(QUESTION);
        keeping.answer(QUESTION);
        assertThat(counting.calls).isOne();

        DomainModel forgetting = cached(counting, caching.withoutAbstentions());
        forgetting.answer(QUESTION);
        forgetting.answer(QUESTION);
        assertThat(counting.calls).isEqualTo(3);
    }

    @Test
    void anAnswerGivenOnlyBecauseAModelFailedForAWhileIsNotKept() {
        Scripted busy = Scripted.failing(new ModelUnavailableException("busy"));
        Scripted rejecting = Scripted.failing(new QuestionRejectedException("too long"));
        DomainModel whileBusy = cached(busy.orElse(counting), caching);
        DomainModel always = cached(rejecting.orElse(counting), caching);

        whileBusy.answer(QUESTION);
        whileBusy.answer(QUESTION);
        assertThat(counting.calls).isEqualTo(2);

        always.answer(QUESTION);
        always.answer(QUESTION);
        assertThat(counting.calls).isEqualTo(3);
    }

    @Test
    void memoryIsBounded() {
        DomainModel model = cached(counting, caching.withMaxCharacters(2_000));

        for (int i = 0; i < 100; i++) {
            model.answer(QUESTION.withText("x".repeat(100) + i));
        }
        for (int i = 0; i < 100; i++) {
            model.answer(QUESTION.withText("x".repeat(100) + i));
        }

        assertThat(counting.calls).isGreaterThanOrEqualTo(180);
    }

    @Test
    void whatIsLargerThanTheCacheIsNotKept() {
        DomainModel model = cached(counting, caching.withMaxCharacters(50));

        model.answer(QUESTION);
        model.answer(QUESTION);

        assertThat(counting.calls).isEqualTo(2);
    }

    @Test
    void anOpaqueModelIsRefused() {
        DomainModel lambda = question -> Answer.reply("Yes.");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> cached(lambda, caching))
                .withMessageStartingWith("cached needs a model that says what it is made of");
    }

    @Test
    void itPrintsAndDescribesTheComposition() {
        DomainModel model = cached(counting, caching);

        assertThat(model).hasToString("cached(counting, PT10M)");
        assertThat(model.describe().parts()).containsExactly(counting.describe());
        assertThat(model.describe())
                .isNotEqualTo(cached(counting, caching.withoutAbstentions()).describe());
    }

    @Test
    void wrongSettingsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Caching.of(Duration.ZERO))
                .withMessage("timeToLive must be longer than nothing but is PT0S");
        assertThatIllegalArgumentException().isThrownBy(() -> caching.withMaxCharacters(0));
        assertThatIllegalArgumentException().isThrownBy(() -> caching.withSimilar(text -> new float[1], 0));
        assertThatIllegalArgumentException().isThrownBy(() -> caching.withSimilar(text -> new float[1], Double.NaN));
    }

    /** Answers with the number of its calls. */
    private static final class Counting implements DomainModel {

        private int calls;
        private String version = "1";
        private boolean abstains;
        private Trace trace = Trace.EMPTY;
        private Runnable beforeAnswering = () -> {};

        @Override
        public Answer answer(Question question) {
            calls++;
            beforeAnswering.run();
            Answer answer = abstains ? Answer.abstain("not in the FAQ") : Answer.reply("Answer " + calls);
            Buffered.release(question, answer);
            return answer.withTrace(trace);
        }

        @Override
        public Description describe() {
            return Description.of("counting", version);
        }

        @Override
        public String toString() {
            return "counting";
        }
    }
}
