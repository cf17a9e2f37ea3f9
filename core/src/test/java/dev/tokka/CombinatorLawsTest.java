// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static dev.tokka.AnyModel.outcome;
import static dev.tokka.DomainModels.cached;
import static dev.tokka.DomainModels.cascade;
import static dev.tokka.DomainModels.limited;
import static dev.tokka.DomainModels.observed;
import static dev.tokka.DomainModels.resilient;
import static dev.tokka.DomainModels.route;
import static dev.tokka.DomainModels.selfConsistent;
import static dev.tokka.DomainModels.vote;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The laws of the other combinators, over models that reply, abstain, fail, stream before it and take too long. */
class CombinatorLawsTest {

    private static final Acceptance YES = (question, reply) -> reply.text().equals("Yes.");
    private static final Acceptance ALL = (question, reply) -> true;
    private static final Acceptance NONE = (question, reply) -> false;

    @Property
    void aRouteWithOneTargetIsTheTarget(@ForAll("models") DomainModel model) {
        assertThat(outcome(route(question -> Route.to("it"), Map.of("it", model))))
                .isEqualTo(outcome(model));
        assertThat(outcome(route(question -> Route.to("none"), Map.of("it", model), model)))
                .isEqualTo(outcome(model));
    }

    @Property(tries = 3000)
    void groupingOfCascadesDoesNotMatter(
            @ForAll("models") DomainModel a, @ForAll("models") DomainModel b, @ForAll("models") DomainModel c) {
        assertThat(outcome(cascade(a, cascade(b, c, YES), YES)))
                .isEqualTo(outcome(cascade(cascade(a, b, YES), c, YES)));
    }

    @Property
    void aCascadeThatAcceptsNothingIsTheDearModelUnlessTheCheapOneEndsTheCall(
            @ForAll("modelsInTime") DomainModel cheap, @ForAll("modelsInTime") DomainModel dear) {
        Object ending = outcome(cascade(cheap, dear, NONE)).ending();

        assertThat(ending)
                .isEqualTo(
                        endsTheCall(cheap)
                                ? outcome(cheap).ending()
                                : outcome(dear).ending());
    }

    @Property
    void aCascadeThatAcceptsEverythingAnswersLikeAFallbackThatDoes(
            @ForAll("models") DomainModel cheap, @ForAll("models") DomainModel dear) {
        AnyModel.Outcome fallback = outcome(cheap.orElse(dear));

        if (fallback.reply().isPresent()) {
            assertThat(outcome(cascade(cheap, dear, ALL)).essence()).isEqualTo(fallback.essence());
        }
    }

    @Property
    void aVoteOfOneModelIsTheModel(@ForAll("models") DomainModel model) {
        assertThat(outcome(vote(List.of(model))).essence())
                .isEqualTo(outcome(model).essence());
        assertThat(outcome(selfConsistent(model, 1)).essence())
                .isEqualTo(outcome(model).essence());
    }

    @Property
    void aVoteOfAModelWithItselfIsTheModel(
            @ForAll("modelsInTime") DomainModel model, @ForAll @IntRange(min = 1, max = 5) int voters) {
        assertThat(outcome(vote(Collections.nCopies(voters, model))).essence())
                .isEqualTo(outcome(model).essence());
    }

    @Property
    void askingAtOnceChangesNoVote(@ForAll @Size(min = 1, max = 6) List<@From("modelsInTime") DomainModel> models) {
        List<Runnable> later = new ArrayList<>();
        Voting early = Voting.MOST.withExecutor(Runnable::run);
        Voting late = Voting.MOST.withExecutor(later::add);
        Object inTurn = outcome(vote(models)).ending();
        boolean mayEndTheCall = models.stream().anyMatch(CombinatorLawsTest::endsTheCall);

        assertThat(outcome(vote(models, late)).ending()).isEqualTo(inTurn);
        if (!mayEndTheCall) {
            assertThat(outcome(vote(models, early)).ending()).isEqualTo(inTurn);
        }
    }

    @Property
    void theWinnerHasAsManyVotesAsAnybody(@ForAll @Size(min = 1, max = 9) List<@IntRange(max = 3) Integer> votes) {
        List<DomainModel> models = votes.stream()
                .<DomainModel>map(vote -> Scripted.replying("" + vote))
                .toList();
        int winner = Integer.parseInt(outcome(vote(models)).reply().orElseThrow());

        for (int other : votes) {
            assertThat(count(votes, winner)).isGreaterThanOrEqualTo(count(votes, other));
            if (count(votes, winner) == count(votes, other)) {
                assertThat(votes.indexOf(winner)).isLessThanOrEqualTo(votes.indexOf(other));
            }
        }
    }

    @Property
    void onlyTheReplyOfAVoteOrCascadeIsInTheSink(
            @ForAll("modelsInTime") DomainModel a, @ForAll("modelsInTime") DomainModel b) {
        for (DomainModel model : List.of(vote(List.of(a, b)), cascade(a, Scripted.replying("No."), YES))) {
            AnyModel.Outcome outcome = outcome(model);

            assertThat(outcome.streamed()).isEqualTo(outcome.reply().orElse(""));
        }
    }

    @Property
    void theSameQuestionGetsTheSameAnswerFromACache(@ForAll("modelsInTime") DomainModel model) {
        DomainModel cache = cached(model, Caching.of(Duration.ofHours(1)));
        Question question = Question.of("May I claim after 30 days?");
        Object first = ending(cache, question);

        assertThat(ending(cache, question)).isEqualTo(first);
        assertThat(first).isEqualTo(ending(model, question));
    }

    @Property
    void decoratorsOfAModelThatDoesNotFailAreTransparent(
            @ForAll("decorators") Decorator decorator, @ForAll("answering") DomainModel model) {
        AnyModel.Outcome plain = outcome(model);

        assertThat(outcome(decorator.apply(model))).isEqualTo(plain);
        assertThat(outcome(decorator.apply(decorator.apply(model)))).isEqualTo(plain);
    }

    @Property
    void decoratorsPropagateFailures(
            @ForAll("decorators") Decorator decorator, @ForAll("modelsInTime") DomainModel model) {
        assertThat(outcome(decorator.apply(model)).ending())
                .isEqualTo(outcome(model).ending());
    }

    @Property
    void theDescriptionOfADecoratedModelHoldsThatOfTheModel(
            @ForAll("decorators") Decorator decorator, @ForAll("models") DomainModel model) {
        Description description = decorator.apply(model).describe();

        assertThat(description.equals(model.describe()) || description.parts().contains(model.describe()))
                .isTrue();
        assertThat(decorator.apply(model).describe()).isEqualTo(description);
    }

    @Provide
    Arbitrary<DomainModel> models() {
        return AnyModel.models();
    }

    @Provide
    Arbitrary<DomainModel> modelsInTime() {
        return AnyModel.modelsInTime();
    }

    @Provide
    Arbitrary<DomainModel> answering() {
        return Arbitraries.of(
                Scripted.replying("Yes."), Scripted.replying("No."), Scripted.abstaining("not in the FAQ"));
    }

    @Provide
    Arbitrary<Decorator> decorators() {
        return Arbitraries.of(
                new Decorator("cached", model -> cached(model, Caching.of(Duration.ofHours(1)))),
                new Decorator("limited", model -> limited(model, Limits.NONE.withPlaces(1, Duration.ZERO))),
                new Decorator("limited by rate", model -> limited(model, Limits.NONE.withRate(9, Duration.ofDays(1)))),
                new Decorator("resilient", model -> resilient(model, Resilience.DEFAULT)),
                new Decorator("timed", model -> resilient(model, Resilience.NONE.withTimeout(Duration.ofDays(1)))),
                new Decorator("observed", model -> observed(model, TestObservationRegistry.create())),
                new Decorator("not observed", model -> observed(model, ObservationRegistry.NOOP)));
    }

    private static boolean endsTheCall(DomainModel model) {
        return outcome(model).ending() instanceof List<?> failure
                && (failure.contains(PolicyViolationException.class) || failure.contains(IllegalStateException.class));
    }

    private static long count(List<Integer> votes, int vote) {
        return votes.stream().filter(other -> other == vote).count();
    }

    private static Object ending(DomainModel model, Question question) {
        try {
            return model.answer(question).withTrace(Trace.EMPTY);
        } catch (RuntimeException e) {
            return List.of(e.getClass(), String.valueOf(e.getMessage()));
        }
    }

    private record Decorator(String name, UnaryOperator<DomainModel> decorate) {

        DomainModel apply(DomainModel model) {
            return decorate.apply(model);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
