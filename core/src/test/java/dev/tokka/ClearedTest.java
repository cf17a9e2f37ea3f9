// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static dev.tokka.DomainModels.cascade;
import static dev.tokka.DomainModels.cleared;
import static dev.tokka.DomainModels.fallback;
import static dev.tokka.DomainModels.resilient;
import static dev.tokka.DomainModels.route;
import static dev.tokka.DomainModels.vote;
import static dev.tokka.Scripted.failing;
import static dev.tokka.Scripted.replying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ClearedTest {

    private static final Question QUESTION = Question.of("May I claim after 30 days?");
    private static final DomainModel DOWN = failing(new ModelUnavailableException("down"));

    @Example
    void aQuestionOfTheHighestClassOrLowerIsAnswered() {
        DomainModel hosted = cleared(replying("Yes."), DataClass.INTERNAL);

        assertThat(hosted.answer(QUESTION.with(DataClass.KEY, DataClass.PUBLIC)).reply())
                .isPresent();
        assertThat(hosted.answer(QUESTION.with(DataClass.KEY, DataClass.INTERNAL))
                        .reply())
                .isPresent();
    }

    @Example
    void aFallbackGivesUpAtAProviderThatMayNotHaveTheQuestion() {
        Asked hosted = new Asked(replying("Yes."));
        DomainModel model = fallback(DOWN, cleared(hosted, DataClass.INTERNAL), replying("Never asked."));

        assertThatExceptionOfType(PolicyViolationException.class)
                .isThrownBy(() -> model.answer(QUESTION.with(DataClass.KEY, DataClass.CONFIDENTIAL)))
                .withMessage("cleared: expected a question of class INTERNAL or lower for asked(Yes.) but it is "
                        + "CONFIDENTIAL");
        assertThat(hosted.classes).isEmpty();
    }

    @Example
    void aQuestionThatDeclaresNothingIsRestricted() {
        DomainModel hosted = cleared(replying("Yes."), DataClass.CONFIDENTIAL);

        assertThat(DataClass.of(QUESTION)).isEqualTo(DataClass.RESTRICTED);
        assertThatExceptionOfType(PolicyViolationException.class)
                .isThrownBy(() -> hosted.answer(QUESTION))
                .withMessageEndingWith("but it declares none and counts as RESTRICTED");
        assertThat(cleared(replying("Yes."), DataClass.RESTRICTED)
                        .answer(QUESTION)
                        .reply())
                .isPresent();
    }

    @Example
    @SuppressWarnings("NullAway")
    void aNullAnswerIsABug() {
        assertThatNullPointerException()
                .isThrownBy(
                        () -> cleared(question -> null, DataClass.RESTRICTED).answer(QUESTION))
                .withMessage("a model answered null");
    }

    @Example
    void theClearanceIsInDescriptionAndName() {
        DomainModel hosted = cleared(replying("Yes."), DataClass.INTERNAL);

        assertThat(hosted).hasToString("cleared(Yes., INTERNAL)");
        assertThat(hosted.describe())
                .isEqualTo(cleared(replying("Yes."), DataClass.INTERNAL).describe())
                .isNotEqualTo(cleared(replying("Yes."), DataClass.PUBLIC).describe())
                .isNotEqualTo(cleared(replying("No."), DataClass.INTERNAL).describe());
    }

    /** F11: whatever fails, abstains or is not accepted before it, and however the models are combined. */
    @Property
    void noCombinationShowsAQuestionToAProviderThatMayNotHaveIt(
            @ForAll @Size(min = 1, max = 5) List<@From("modelsInTime") DomainModel> models,
            @ForAll @Size(value = 5) List<DataClass> clearances,
            @ForAll Optional<DataClass> declared,
            @ForAll @IntRange(max = 4) int composition) {
        List<Asked> asked = models.stream().map(Asked::new).toList();
        List<DomainModel> providers = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            providers.add(cleared(asked.get(i), clearances.get(i)));
        }
        Question question =
                declared.map(value -> QUESTION.with(DataClass.KEY, value)).orElse(QUESTION);

        ask(composed(providers, composition), question);

        for (int i = 0; i < asked.size(); i++) {
            DataClass highest = clearances.get(i);
            assertThat(asked.get(i).classes).allMatch(seen -> seen.isAtMost(highest));
        }
    }

    @Provide
    net.jqwik.api.Arbitrary<DomainModel> modelsInTime() {
        return AnyModel.modelsInTime();
    }

    private static DomainModel composed(List<DomainModel> providers, int composition) {
        DomainModel first = providers.get(0);
        DomainModel last = providers.get(providers.size() - 1);
        return switch (composition) {
            case 0 -> fallback(providers.toArray(DomainModel[]::new));
            case 1 -> vote(providers);
            case 2 -> cascade(first, last, (question, reply) -> false);
            case 3 ->
                route(Router.byClassifier(first, "policy", "branch"), Map.of("policy", last, "branch", first), last);
            default ->
                resilient(first, Resilience.NONE.withRetry(3, Duration.ofNanos(1), Duration.ofNanos(1)))
                        .orElse(last);
        };
    }

    private static void ask(DomainModel model, Question question) {
        try {
            model.answer(question);
        } catch (ModelException | IllegalStateException expected) {
            // How the call ends is not the matter here.
            assertThat(expected.getMessage()).isNotBlank();
        }
    }

    /** Keeps the classes of the questions that it was shown. */
    private record Asked(DomainModel model, List<DataClass> classes) implements DomainModel {

        Asked(DomainModel model) {
            this(model, Collections.synchronizedList(new ArrayList<>()));
        }

        @Override
        public Answer answer(Question question) {
            classes.add(DataClass.of(question));
            return model.answer(question);
        }

        @Override
        public String toString() {
            return "asked(" + model + ")";
        }
    }
}
