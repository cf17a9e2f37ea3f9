// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static dev.tokka.DomainModels.observed;
import static dev.tokka.Scripted.abstaining;
import static dev.tokka.Scripted.failing;
import static dev.tokka.Scripted.replying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.ObservationView;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObservedTest {

    private static final Question QUESTION = Question.of("What does a transfer cost?");

    private final TestObservationRegistry registry = TestObservationRegistry.create();

    @Test
    void aReplyIsToldWithWhatItUsed() {
        Money cost = new Money(new BigDecimal("0.0020"), Currency.getInstance("USD"));
        Step step = new Step("write", Duration.ZERO, new TokenUsage(40, 7), Optional.of(cost), Map.of());
        DomainModel model = question -> Answer.reply("Nothing.").withTrace(Trace.of(step));

        observed(model, registry).answer(QUESTION);

        TestObservationRegistryAssert.assertThat(registry)
                .hasSingleObservationThat()
                .hasNameEqualTo("tokka.answer")
                .hasContextualNameEqualTo("answer")
                .hasLowCardinalityKeyValue("tokka.model.kind", "opaque")
                .hasLowCardinalityKeyValue("tokka.model.name", "lambda")
                .hasLowCardinalityKeyValue("tokka.outcome", "reply")
                .hasLowCardinalityKeyValue("tokka.reason", "none")
                .hasHighCardinalityKeyValue("tokka.tokens.input", "40")
                .hasHighCardinalityKeyValue("tokka.tokens.output", "7")
                .hasHighCardinalityKeyValue("tokka.cost", "0.0020 USD")
                .doesNotHaveHighCardinalityKeyValueWithKey("tokka.question")
                .doesNotHaveError()
                .hasBeenStarted()
                .hasBeenStopped();
    }

    @Test
    void anAbstentionIsNoError() {
        observed(abstaining("not in the FAQ"), registry).answer(QUESTION);

        TestObservationRegistryAssert.assertThat(registry)
                .hasSingleObservationThat()
                .hasLowCardinalityKeyValue("tokka.outcome", "abstention")
                .hasLowCardinalityKeyValue("tokka.model.kind", "scripted")
                .hasHighCardinalityKeyValue("tokka.cost", "none")
                .doesNotHaveError();
    }

    @Test
    void aFailureIsAnErrorWithItsReasonAndReachesTheCaller() {
        ModelUnavailableException failure =
                new ModelUnavailableException(ModelUnavailableException.Reason.RATE_LIMITED, "slow down");

        assertThatThrownBy(() -> observed(failing(failure), registry).answer(QUESTION))
                .isSameAs(failure);

        TestObservationRegistryAssert.assertThat(registry)
                .hasSingleObservationThat()
                .hasLowCardinalityKeyValue("tokka.outcome", "ModelUnavailableException")
                .hasLowCardinalityKeyValue("tokka.reason", "RATE_LIMITED")
                .hasError(failure)
                .hasBeenStopped();
    }

    @Test
    void anAnswerThatWasCutOffSaysWhyAndABugHasNoReason() {
        DomainModel cut = failing(new IncompleteAnswerException(IncompleteAnswerException.Reason.CUT, "cut off", "No"));
        DomainModel bug = failing(new IllegalStateException("a bug"));

        assertThatThrownBy(() -> observed(cut, registry).answer(QUESTION)).isNotNull();
        assertThatThrownBy(() -> observed(bug, registry).answer(QUESTION)).isNotNull();

        TestObservationRegistryAssert.assertThat(registry)
                .hasAnObservationWithAKeyValue("tokka.reason", "CUT")
                .hasAnObservationWithAKeyValue("tokka.outcome", "IllegalStateException");
    }

    @Test
    void theTextOfTheQuestionIsToldOnlyIfAskedFor() {
        observed(replying("Nothing."), Observing.by(registry).withQuestionText())
                .answer(QUESTION);

        TestObservationRegistryAssert.assertThat(registry)
                .hasSingleObservationThat()
                .hasHighCardinalityKeyValue("tokka.question", "What does a transfer cost?");
    }

    @Test
    void aCallIsTheChildOfTheCurrentObservationAndTheParentOfThoseInside() {
        DomainModel inner = observed(replying("Nothing."), registry);
        DomainModel outer = observed(inner, registry);

        Observation.createNotStarted("request", registry).observe(() -> outer.answer(QUESTION));

        TestObservationRegistryAssert.assertThat(registry)
                .hasNumberOfObservationsWithNameEqualTo("tokka.answer", 2)
                .hasHandledContextsThatSatisfy(contexts -> assertThat(contexts)
                        .extracting(ObservedTest::parent)
                        .containsExactlyInAnyOrder("none", "request", "tokka.answer"));
        assertThat(registry.getCurrentObservation()).isNull();
    }

    @Test
    void aRegistryThatDoesNothingCostsNothing() {
        Answer answer = Answer.reply("Nothing.");

        assertThat(observed(question -> answer, ObservationRegistry.NOOP).answer(QUESTION))
                .isSameAs(answer);
    }

    @Test
    void theAnswerIsThatOfTheModelAndSoIsTheDescription() {
        Answer answer = Answer.reply("Nothing.");
        DomainModel model = observed(replying("faq"), registry);

        assertThat(observed(question -> answer, registry).answer(QUESTION)).isSameAs(answer);
        assertThat(model.describe()).isEqualTo(Description.of("scripted", "faq"));
        assertThat(model).hasToString("observed(faq)");
    }

    private static String parent(Observation.Context context) {
        ObservationView parent = context.getParentObservation();
        return parent == null ? "none" : String.valueOf(parent.getContextView().getName());
    }
}
