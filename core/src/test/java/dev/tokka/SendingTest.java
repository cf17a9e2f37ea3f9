// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokka.PolicyViolationException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SendingTest {

    private static final Endpoint HOSTED = Endpoint.of("https://api.example.com/v1");
    private static final Question QUESTION = Question.of("What does a transfer cost?");

    /** Writes down what it is asked, and refuses nothing. */
    private record Noted(List<String> asked) implements EgressGuard {

        @Override
        public void require(Endpoint endpoint, DataClass dataClass, boolean deidentified) {
            asked.add(endpoint.host() + " " + dataClass + " " + deidentified);
        }

        @Override
        public void admit(DomainModel model, DataClass dataClass) {
            asked.add("admit " + model);
        }
    }

    private final Noted guard = new Noted(new ArrayList<>());

    @Test
    void theGuardIsAskedWithTheClassOfTheQuestionAndWithRestrictedIfThereIsNone() {
        Question guarded = QUESTION.with(EgressGuard.KEY, guard);

        Sending.to(HOSTED).require(guarded, "test");
        Sending.to(HOSTED).require(guarded.with(DataClass.KEY, DataClass.INTERNAL), "test");
        Sending.to(HOSTED).require(new Query("transfer", 3, guarded.attributes()), "test");
        Sending.to(HOSTED).require(guarded.attributes(), "test");

        assertThat(guard.asked())
                .containsExactly(
                        "api.example.com RESTRICTED false",
                        "api.example.com INTERNAL false",
                        "api.example.com RESTRICTED false",
                        "api.example.com RESTRICTED false");
    }

    @Test
    void whoSendsNothingAsksNobodyAndWhoDoesNotKnowIsRefused() {
        Question guarded = QUESTION.with(EgressGuard.KEY, guard);

        Sending.nothing().require(guarded, "test");
        Sending.unknown().require(QUESTION, "test");

        assertThatExceptionOfType(PolicyViolationException.class)
                .isThrownBy(() -> Sending.unknown().require(guarded, "chat(large)"))
                .withMessageStartingWith("chat(large): expected a part that says where it sends")
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.EGRESS));
        assertThat(guard.asked()).isEmpty();
    }

    @Test
    void onlyTheQuestionThatWasLookedAtIsDeidentified() {
        Question marked = Deidentified.mark(QUESTION.with(EgressGuard.KEY, guard));

        assertThat(Deidentified.isWhole(marked)).isTrue();
        assertThat(Deidentified.isWhole(marked.with(DataClass.KEY, DataClass.PUBLIC)))
                .isTrue();
        assertThat(Deidentified.isWhole(marked.plusInstructions(List.of("Be brief."))))
                .isFalse();
        assertThat(Deidentified.isWhole(marked.withText("Hanako's transfer"))).isFalse();
        assertThat(Deidentified.isWhole(QUESTION)).isFalse();
        assertThat(Deidentified.isWhole(new Query(QUESTION.text(), 3, marked.attributes())))
                .isTrue();
        assertThat(Deidentified.isWhole(new Query("Hanako's transfer", 3, marked.attributes())))
                .isFalse();
        assertThat(marked.attributes().get(Deidentified.KEY).orElseThrow()).hasToString("Deidentified");
    }

    @Test
    void aSourceRaisesTheClassOfWhatCarriesItsPassagesAndNeverLowersIt() {
        Question internal = QUESTION.with(DataClass.KEY, DataClass.INTERNAL);

        assertThat(DataClass.of(DataClass.CONFIDENTIAL.raise(internal))).isEqualTo(DataClass.CONFIDENTIAL);
        assertThat(DataClass.of(DataClass.PUBLIC.raise(internal))).isEqualTo(DataClass.INTERNAL);
        assertThat(DataClass.of(DataClass.PUBLIC.raise(QUESTION))).isEqualTo(DataClass.RESTRICTED);
    }

    @Test
    void theHighestClassOfAllSourcesCounts() {
        Retriever fees = query -> List.of();
        Description both = Description.of("union")
                .withPart(fees.classified(DataClass.PUBLIC).describe())
                .withPart(fees.classified(DataClass.CONFIDENTIAL).describe());
        Trace trace = Trace.of(
                Step.of("retrieve", Duration.ZERO, DataClass.INTERNAL.details()),
                Step.of("prompt", Duration.ZERO, DataClass.PUBLIC.details()));

        assertThat(DataClass.declaredIn(both)).contains(DataClass.CONFIDENTIAL);
        assertThat(DataClass.declaredIn(fees.describe())).isEmpty();
        assertThat(DataClass.carriedBy(trace)).contains(DataClass.INTERNAL);
        assertThat(DataClass.carriedBy(Trace.EMPTY)).isEmpty();
        assertThat(fees.classified(DataClass.PUBLIC).retrieve(Query.of("fee", 1)))
                .isEmpty();
    }
}
