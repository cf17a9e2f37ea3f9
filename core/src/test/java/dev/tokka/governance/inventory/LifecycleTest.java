// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.inventory;

import static dev.tokka.governance.inventory.House.PURPOSE;
import static dev.tokka.governance.inventory.House.REVALIDATION;
import static dev.tokka.governance.inventory.House.TODAY;
import static dev.tokka.governance.inventory.House.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tokka.Description;
import dev.tokka.governance.inventory.Approval.Terms;
import dev.tokka.governance.inventory.Change.Action;
import dev.tokka.governance.inventory.Development.Ingredient;
import dev.tokka.governance.inventory.Development.Recipe;
import dev.tokka.governance.inventory.Registration.Vendor;
import dev.tokka.governance.inventory.Validation.Findings;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifecycleTest {

    private static final Description MODEL = Description.of("chat", "base").with("prompt", "Answer briefly.");
    private static final Description OTHER = MODEL.with("prompt", "Answer at length.");
    private static final Terms TERMS = Terms.of(PURPOSE, REVALIDATION);

    @TempDir
    private Path folder;

    private House house;
    private Lifecycle lifecycle;

    @BeforeEach
    void open() {
        house = new House(ModelInventory.directory(folder));
        lifecycle = house.lifecycle;
    }

    @Test
    void aModelGoesFromDraftToRetiredAndEveryChangeIsKept() {
        ModelRecord used = house.inUse("desk", MODEL);

        ModelRecord suspended = lifecycle.suspend("desk", because("drift"));
        ModelRecord resumed = lifecycle.resume(suspended, because("false alarm"));
        ModelRecord retired = lifecycle.retire(resumed, because("replaced"));

        assertThat(used.isApproved(PURPOSE, TODAY)).isTrue();
        assertThat(retired.history())
                .extracting(Change::stage)
                .containsExactly(
                        Stage.DRAFT,
                        Stage.DEVELOPED,
                        Stage.VALIDATED,
                        Stage.APPROVED,
                        Stage.IN_USE,
                        Stage.SUSPENDED,
                        Stage.IN_USE,
                        Stage.RETIRED);
        assertThat(retired.history())
                .extracting(each -> each.stamp().by())
                .containsExactly("sato", "sato", "tanaka", "suzuki", "suzuki", "ito", "ito", "ito");
        assertThat(retired.history()).extracting(Change::note).contains("drift", "false alarm", "replaced", PURPOSE);
        assertThat(retired.history().get(0).stamp().at()).isEqualTo(house.clock.instant());
        assertThat(house.inventory.find("desk")).contains(retired);
    }

    @Test
    void aStepOutOfOrderIsRefusedAndSaysWhatIsMissing() {
        ModelRecord draft = house.draft("desk", RiskTier.LOW);

        StepRefusedException refused = refusal(() -> lifecycle.approve(draft, TERMS, "suzuki"));

        assertThat(refused)
                .hasMessageStartingWith("desk cannot be approved: a model that is validated or approved or in use or"
                        + " suspended is needed but it is draft; ");
        assertThat(refused.action()).isEqualTo(Action.APPROVED);
        assertThat(refused.stage()).isEqualTo(Stage.DRAFT);
        assertThat(refused.missing()).hasSize(2).anyMatch(each -> each.contains("a validation"));
        assertThat(house.inventory.find("desk")).contains(draft);
    }

    @Test
    void nothingFollowsTheEnd() {
        ModelRecord retired = lifecycle.retire(house.draft("desk", RiskTier.LOW), because("not needed"));

        assertThat(refusal(() -> lifecycle.develop(retired, Recipe.of(MODEL), "sato")))
                .isNotNull();
        assertThat(refusal(() -> lifecycle.revise(retired, retired.registration(), because("typo"))))
                .isNotNull();
        assertThat(refusal(() -> lifecycle.suspend("desk", because("drift")))).isNotNull();
        assertThat(refusal(() -> lifecycle.retire(retired, because("again")))).isNotNull();
    }

    @Test
    void aModelInUseIsSuspendedBeforeItIsBuiltAnew() {
        ModelRecord used = house.inUse("desk", MODEL);
        assertThat(refusal(() -> lifecycle.develop(used, Recipe.of(OTHER), "sato")))
                .hasMessageContaining("it is in use");

        ModelRecord anew = lifecycle.develop(lifecycle.suspend("desk", because("wrong fee")), Recipe.of(OTHER), "sato");

        assertThat(anew.stage()).isEqualTo(Stage.DEVELOPED);
        assertThat(anew.developments()).hasSize(2);
        assertThat(anew.approvals()).hasSize(1);
        assertThat(anew.currentApprovals()).isEmpty();
        assertThat(anew.validation()).isEmpty();
    }

    @Test
    void evenTheSameModelBuiltAnewIsApprovedAnew() {
        house.inUse("desk", MODEL);
        ModelRecord anew = lifecycle.develop(lifecycle.suspend("desk", because("wrong fee")), Recipe.of(MODEL), "sato");

        assertThat(anew.isApproved(PURPOSE, TODAY)).isFalse();
    }

    @Test
    void developerValidatorAndApproverAreDifferentPeople() {
        ModelRecord developed = house.developed("desk", RiskTier.LOW, MODEL);
        Findings findings = Findings.of(House.evidence("fees", MODEL));
        for (String developer : List.of("sato", "Sato", "ＳＡＴＯ")) {
            assertThat(refusal(() -> lifecycle.validate(developed, findings, developer))
                            .missing())
                    .containsExactly("a validator who did not develop it is needed");
        }
        ModelRecord validated = lifecycle.validate(developed, findings, "tanaka");
        for (String other : List.of("sato", "TANAKA")) {
            assertThat(refusal(() -> lifecycle.approve(validated, TERMS, other)).missing())
                    .containsExactly("an approver who neither developed nor validated it is needed");
        }
        ModelRecord approved = lifecycle.approve(validated, TERMS, "suzuki");
        assertThat(refusal(() -> lifecycle.validate(approved, findings, "suzuki"))
                        .missing())
                .containsExactly("a validator who does not approve it is needed");
        assertThatIllegalArgumentException().isThrownBy(() -> lifecycle.approve(validated, TERMS, "sa\u200bto"));
        assertThatIllegalArgumentException().isThrownBy(() -> lifecycle.approve(validated, TERMS, "sato "));
    }

    @Test
    void whoOnceDevelopedItNeverApprovesIt() {
        ModelRecord developed = house.developed("desk", RiskTier.LOW, MODEL);
        ModelRecord anew = lifecycle.develop(developed, Recipe.of(OTHER), "mori");
        ModelRecord validated = lifecycle.validate(anew, Findings.of(House.evidence("fees", OTHER)), "tanaka");

        assertThat(refusal(() -> lifecycle.approve(validated, TERMS, "sato"))).isNotNull();
        assertThat(refusal(() -> lifecycle.resume(
                                suspended(lifecycle.approve(validated, TERMS, "suzuki")),
                                new Lifecycle.Note("fine", "mori")))
                        .missing())
                .containsExactly("somebody who did not develop it is needed");
    }

    private ModelRecord suspended(ModelRecord record) {
        return lifecycle.suspend(record.id(), because("drift"));
    }

    @Test
    void theTierDecidesWhatEvidenceIsDemanded() {
        ModelRecord low = house.developed("low", RiskTier.LOW, MODEL);
        ModelRecord high = house.developed("high", RiskTier.HIGH, MODEL);
        Evidence full = House.evidence("fees", MODEL);
        Evidence bare = new Evidence("fees", MODEL.fingerprint(), "f1", full.measured(), 30, Optional.empty());

        assertThat(lifecycle.validate(low, Findings.of(bare), "tanaka").stage()).isEqualTo(Stage.VALIDATED);
        assertThat(refusal(() -> lifecycle.validate(high, Findings.of(bare), "tanaka"))
                        .missing())
                .containsExactly(
                        "at least 300 cases are needed but experiment 'fees' has 30",
                        "a baseline is needed but experiment 'fees' has none",
                        "evidence of at least 2 experiments is needed but there is that of 1");
        assertThat(refusal(() -> lifecycle.validate(high, Findings.of(full, full), "tanaka"))
                        .missing())
                .hasSize(1);
    }

    @Test
    void whatWentIntoItIsDemandedWithDigestAndLicence() {
        ModelRecord draft = house.draft("desk", RiskTier.MEDIUM);
        Ingredient unknown = new Ingredient(Ingredient.Kind.INDEX, "handbook", Optional.empty(), Optional.empty());

        assertThat(refusal(() -> lifecycle.develop(draft, Recipe.of(MODEL), "sato"))
                        .missing())
                .hasSize(1);
        assertThat(refusal(() -> lifecycle.develop(draft, Recipe.of(MODEL).with(unknown), "sato"))
                        .missing())
                .containsExactly("the digest of 'handbook' is needed", "the licence of 'handbook' is needed");
    }

    @Test
    void evidenceOfAnotherModelProvesNothing() {
        ModelRecord developed = house.developed("desk", RiskTier.LOW, MODEL);

        assertThat(refusal(() -> lifecycle.validate(developed, Findings.of(House.evidence("fees", OTHER)), "tanaka")))
                .hasMessageContaining("evidence of this model is needed but experiment 'fees' measured another one");
    }

    @Test
    void anOpaqueModelCannotBeDeveloped() {
        Description opaque = MODEL.withPart(Description.opaque(new Object()));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Recipe.of(opaque))
                .withMessageContaining("implement describe()");
    }

    @Test
    void highRiskTakesTwoApprovers() {
        ModelRecord validated = house.validated("desk", RiskTier.HIGH, MODEL);

        ModelRecord once = lifecycle.approve(validated, TERMS, "suzuki");
        ModelRecord twiceBySame = lifecycle.approve(once, TERMS, "suzuki");
        assertThat(twiceBySame.stage()).isEqualTo(Stage.VALIDATED);
        assertThat(refusal(() -> lifecycle.putInUse(twiceBySame, "suzuki")).missing())
                .hasSize(2);

        ModelRecord approved = lifecycle.approve(twiceBySame, TERMS, "kato");
        assertThat(approved.stage()).isEqualTo(Stage.APPROVED);
        assertThat(approved.purposes(TODAY)).containsExactly(PURPOSE);

        ModelRecord further = lifecycle.approve(approved, Terms.of("staff", REVALIDATION), "suzuki");
        assertThat(further.purposes(TODAY)).containsExactly(PURPOSE);
    }

    @Test
    void anApprovalLastsNoLongerThanTheValidation() {
        ModelRecord validated = house.validated("desk", RiskTier.HIGH, MODEL);

        assertThat(refusal(() -> lifecycle.approve(validated, Terms.of(PURPOSE, TODAY.plusMonths(7)), "suzuki")))
                .hasMessageContaining("a date of revalidation of 2026-10-01 or before is needed");
        assertThat(refusal(() -> lifecycle.approve(validated, Terms.of(PURPOSE, TODAY), "suzuki")))
                .hasMessageContaining("terms that hold today, 2026-04-01");
    }

    @Test
    void aModelInUseIsValidatedAndApprovedAgain() {
        ModelRecord used = house.inUse("desk", MODEL);
        house.clock.set(REVALIDATION);
        assertThat(used.isApproved(PURPOSE, REVALIDATION)).isFalse();

        ModelRecord validated = lifecycle.validate(used, Findings.of(House.evidence("fees 3", MODEL)), "tanaka");
        ModelRecord approved = lifecycle.approve(validated, Terms.of(PURPOSE, REVALIDATION.plusYears(1)), "suzuki");

        assertThat(approved.stage()).isEqualTo(Stage.IN_USE);
        assertThat(approved.isApproved(PURPOSE, REVALIDATION)).isTrue();
        assertThat(approved.validations()).hasSize(2);
    }

    @Test
    void aRetiredProductOfAVendorIsNotApproved() {
        Registration registration = Registration.of("Answers medical questions.", "Clinic", RiskTier.LOW)
                .withVendor(Vendor.of("Google", "MedLM").retiringOn(LocalDate.of(2025, 9, 29)));
        ModelRecord draft = lifecycle.register("medlm", registration, "sato");
        ModelRecord developed = lifecycle.develop(draft, Recipe.of(MODEL), "sato");
        ModelRecord validated = lifecycle.validate(developed, Findings.of(House.evidence("qa", MODEL)), "tanaka");

        assertThat(refusal(() -> lifecycle.approve(validated, TERMS, "suzuki")).missing())
                .containsExactly("a vendor that still offers it is needed");
    }

    @Test
    void ownersAndVendorsChangeAnyTimeButPurposeAndTierBeforeValidation() {
        ModelRecord used = house.inUse("desk", MODEL);
        Registration old = used.registration();
        Registration riskier = Registration.of(old.purpose(), old.owner(), RiskTier.HIGH);

        ModelRecord revised = lifecycle.revise(used, old.withOwner("Cards"), because("reorganized"));

        assertThat(revised.registration().owner()).isEqualTo("Cards");
        assertThat(revised.stage()).isEqualTo(Stage.IN_USE);
        assertThat(refusal(() -> lifecycle.revise(revised, riskier, because("audit")))
                        .missing())
                .containsExactly("a draft or developed model is needed to change its purpose or risk tier");
        assertThat(lifecycle
                        .revise(house.draft("new", RiskTier.LOW), riskier, because("audit"))
                        .registration())
                .isEqualTo(riskier);
    }

    @Test
    void whoeverHasSeenAnOlderVersionDecidesAnew() {
        ModelRecord seen = house.validated("desk", RiskTier.LOW, MODEL);
        lifecycle.develop(seen, Recipe.of(OTHER), "sato");

        assertThatExceptionOfType(StaleRecordException.class)
                .isThrownBy(() -> lifecycle.approve(seen, TERMS, "suzuki"))
                .withMessage("desk: expected version 3 of the record but found version 4")
                .satisfies(stale -> assertThat(stale.seen()).isEqualTo(3))
                .satisfies(stale -> assertThat(stale.found()).isEqualTo(4));
    }

    @Test
    void suspendingTwiceChangesNothing() {
        house.inUse("desk", MODEL);
        ModelRecord suspended = lifecycle.suspend("desk", because("drift"));

        assertThat(lifecycle.suspend("desk", because("more drift"))).isEqualTo(suspended);
        assertThatIllegalArgumentException().isThrownBy(() -> lifecycle.suspend("nobody", because("drift")));
    }

    @Test
    void nothingIsResumedAfterItsApprovalHasEnded() {
        house.inUse("desk", MODEL);
        ModelRecord suspended = lifecycle.suspend("desk", because("drift"));
        house.clock.set(REVALIDATION);

        assertThat(refusal(() -> lifecycle.resume(suspended, because("fine"))))
                .hasMessageContaining("an approval that holds today");
    }

    private static StepRefusedException refusal(ThrowingCallable step) {
        return catchThrowableOfType(StepRefusedException.class, step);
    }
}
