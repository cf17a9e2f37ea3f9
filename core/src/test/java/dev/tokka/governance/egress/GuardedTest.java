// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.tokka.Acceptance;
import dev.tokka.Answer;
import dev.tokka.Caching;
import dev.tokka.DataClass;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.DomainModels;
import dev.tokka.Endpoint;
import dev.tokka.PolicyViolationException;
import dev.tokka.PolicyViolationException.Reason;
import dev.tokka.Question;
import dev.tokka.Sending;
import dev.tokka.governance.monitoring.shadow.Shadow;
import dev.tokka.governance.monitoring.shadow.Shadowing;
import dev.tokka.governance.privacy.Detectors;
import dev.tokka.governance.privacy.Privacy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class GuardedTest {

    private static final String IN_HOUSE = "http://localhost:8000/v1";
    private static final String HOSTED = "https://api.example.com/v1";
    private static final EgressPolicy POLICY = EgressPolicy.of(
            EgressRule.of("http://localhost:8000", DataClass.RESTRICTED),
            EgressRule.of("api.example.com", DataClass.INTERNAL).withDeidentified(DataClass.CONFIDENTIAL));
    private static final Question QUESTION = Question.of("What may I tell hanako@example.jp?");
    private static final Question CONFIDENTIAL = QUESTION.with(DataClass.KEY, DataClass.CONFIDENTIAL);
    private static final Question INTERNAL = QUESTION.with(DataClass.KEY, DataClass.INTERNAL);

    private final List<Question> inHouse = new ArrayList<>();
    private final List<Question> hosted = new ArrayList<>();
    private final Leaf house = Leaf.at(IN_HOUSE, inHouse);
    private final Leaf vendor = Leaf.at(HOSTED, hosted);

    private static void refused(DomainModel model, Question question) {
        assertThatExceptionOfType(PolicyViolationException.class)
                .isThrownBy(() -> model.answer(question))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.EGRESS));
    }

    @Test
    void aFallbackToALaxerEndpointIsNotAskedAndNotPassedOver() {
        DomainModel down = house.ending(Leaf.Outcome.UNAVAILABLE);
        DomainModel model = Egress.guarded(DomainModels.fallback(down, vendor, Leaf.at(IN_HOUSE, inHouse)), POLICY);

        refused(model, CONFIDENTIAL);
        assertThat(hosted).isEmpty();
        assertThat(inHouse).hasSize(1);

        assertThat(model.answer(INTERNAL).reply()).isPresent();
        assertThat(hosted).hasSize(1);
    }

    @Test
    void whatTheInHouseModelAnswersNeedNoPermissionForTheHostedOne() {
        DomainModel model = Egress.guarded(house.orElse(vendor), POLICY);

        assertThat(model.answer(QUESTION).reply()).isPresent();
        assertThat(hosted).isEmpty();
    }

    @Test
    void neitherACascadeNorAVoteReachesALaxerEndpoint() {
        refused(Egress.guarded(DomainModels.cascade(house, vendor, Acceptance.confidence(0.9)), POLICY), CONFIDENTIAL);
        refused(Egress.guarded(DomainModels.vote(List.of(house, vendor, house)), POLICY), CONFIDENTIAL);

        assertThat(hosted).isEmpty();
    }

    @Test
    void passagesRaiseTheClassOfWhatCarriesThem() {
        DomainModel model = Egress.guarded(new Carrying(vendor, DataClass.CONFIDENTIAL, true), POLICY);

        refused(model, INTERNAL);
        assertThat(hosted).isEmpty();

        Egress.guarded(new Carrying(vendor, DataClass.PUBLIC, true), POLICY).answer(INTERNAL);
        assertThat(hosted).hasSize(1);
    }

    @Test
    void deidentificationCountsOnlyByARuleThatSaysSoAndOnlyForWhatWasLookedAt() {
        SecretKeySpec key = new SecretKeySpec(new byte[32], "HmacSHA256");
        DomainModel hidden = Privacy.pseudonymized(vendor, Detectors.usual(), key);
        EgressPolicy strict = EgressPolicy.of(EgressRule.of("api.example.com", DataClass.INTERNAL));

        refused(Egress.guarded(hidden, strict), CONFIDENTIAL);
        Egress.guarded(hidden, POLICY).answer(CONFIDENTIAL);
        refused(Egress.guarded(hidden, POLICY), QUESTION);
        assertThat(hosted).hasSize(1);
        assertThat(hosted.get(0).text()).doesNotContain("hanako");

        DomainModel inside = Privacy.redacted(new Carrying(vendor, DataClass.PUBLIC, true), Detectors.usual());
        refused(Egress.guarded(inside, POLICY), CONFIDENTIAL);
        assertThat(hosted).hasSize(1);
    }

    @Test
    void aPartThatSaysNeitherIsDeniedAndNamed() {
        DomainModel lambda = question -> Answer.reply("sent to anybody");
        DomainModel model = Egress.guarded(house.orElse(lambda), POLICY);
        DomainModel foreign = Egress.guarded(new Described(Description.of("my-model", "large")), POLICY);

        assertThatExceptionOfType(PolicyViolationException.class)
                .isThrownBy(() -> model.answer(QUESTION))
                .withMessage("egress: expected parts that say where they send, or that they send nothing, but 'opaque"
                        + " lambda' says neither");
        assertThatExceptionOfType(PolicyViolationException.class)
                .isThrownBy(() -> foreign.answer(QUESTION))
                .withMessageContaining("'my-model large' says neither");
        assertThat(inHouse).isEmpty();
    }

    @Test
    void aPartThatSaysNothingLeavesIsTrustedAndOneThatDoesNotKnowIsDenied() {
        DomainModel own =
                Egress.guarded(new Described(Description.of("my-model").sendingNothing()), POLICY);
        DomainModel unknown =
                Egress.guarded(new Leaf("large", Sending.unknown(), Leaf.Outcome.REPLIES, hosted), POLICY);

        assertThat(own.answer(QUESTION).reply()).isPresent();
        refused(unknown, INTERNAL);
        assertThat(hosted).isEmpty();
    }

    @Test
    void aPartThatMayNotAskIsCheckedForTheHighestClassOfAllSources() {
        Description encoder = Description.of("my-encoder").sendingTo(Endpoint.of(HOSTED));
        DomainModel model =
                new Described(Description.of("my-model").sendingNothing().withPart(encoder));

        assertThat(Egress.guarded(model, POLICY).answer(INTERNAL).reply()).isPresent();
        refused(Egress.guarded(model, POLICY), CONFIDENTIAL);
        refused(Egress.guarded(new Carrying(model, DataClass.CONFIDENTIAL, true), POLICY), INTERNAL);
    }

    @Test
    void ofTwoPoliciesBothMustPermit() {
        EgressPolicy open = EgressPolicy.of(EgressRule.of("*", DataClass.RESTRICTED));

        refused(Egress.guarded(Egress.guarded(vendor, open), POLICY), CONFIDENTIAL);
        refused(Egress.guarded(Egress.guarded(vendor, POLICY), open), CONFIDENTIAL);
        assertThat(hosted).isEmpty();
    }

    @Test
    void aCacheInsideKeepsWhatItGotAndAsksNobodyAgain() {
        DomainModel model = Egress.guarded(DomainModels.cached(vendor, Caching.of(Duration.ofMinutes(1))), POLICY);

        model.answer(INTERNAL);
        model.answer(INTERNAL);
        refused(model, CONFIDENTIAL);

        assertThat(hosted).hasSize(1);
    }

    @Test
    void thePolicyIsPartOfTheDescription() {
        DomainModel model = Egress.guarded(vendor, POLICY);

        assertThat(model.describe()).isEqualTo(Egress.guarded(vendor, POLICY).describe());
        assertThat(model.describe())
                .isNotEqualTo(Egress.guarded(vendor, EgressPolicy.of()).describe());
        assertThat(model.describe().parts()).contains(vendor.describe());
        assertThat(model).hasToString("egress(" + vendor + ", 2 rules)");
    }

    @Test
    @SuppressWarnings("NullAway") // null is passed on purpose
    void nullIsRefused() {
        DomainModel model = Egress.guarded(vendor, POLICY);

        assertThatNullPointerException().isThrownBy(() -> model.answer((Question) null));
    }

    @Test
    void aChallengerInTheShadowIsLookedAtToo() {
        DomainModel lambda = question -> {
            hosted.add(question);
            return Answer.reply("sent to anybody");
        };
        Shadow shadow = Shadow.of(lambda, Shadowing.of(1, Runnable::run));

        Egress.guarded(shadow.shadowed(house), POLICY).answer(INTERNAL);
        assertThat(hosted).isEmpty();

        shadow.shadowed(house).answer(INTERNAL);
        assertThat(hosted).hasSize(1);
    }

    /** A model that answers and is described so. */
    private record Described(Description description) implements DomainModel {

        @Override
        public Answer answer(Question question) {
            return Answer.reply("yes");
        }

        @Override
        public Description describe() {
            return description;
        }
    }
}
