// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.governance.inventory.Approval;
import dev.tokka.governance.inventory.Change;
import dev.tokka.governance.inventory.Change.Action;
import dev.tokka.governance.inventory.Development;
import dev.tokka.governance.inventory.Development.Ingredient;
import dev.tokka.governance.inventory.EvidencePolicy;
import dev.tokka.governance.inventory.ModelRecord;
import dev.tokka.governance.inventory.Registration;
import dev.tokka.governance.inventory.RiskTier;
import dev.tokka.governance.inventory.Stage;
import dev.tokka.governance.inventory.Validation;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GapsTest {

    private static final String NO_LOG = "MISSING No audit log was given.";
    private static final String NO_MONITOR = "MISSING fee-desk No state of a monitor was given.";

    @Test
    void ofACompleteRecordOnlyWhatIsKeptElsewhereIsMissing() {
        assertThat(gaps(Desk.complete("fee-desk"))).containsExactly(NO_LOG, NO_MONITOR);
    }

    @Test
    void aModelThatWasRetiredNeedsNothing() {
        ModelRecord retired = Desk.then(Desk.due(Desk.TODAY), Action.RETIRED, Stage.RETIRED, "replaced");

        assertThat(gaps(retired)).containsExactly(NO_LOG);
    }

    @Test
    void aDraftLacksItsBuildOnly() {
        assertThat(gaps(Desk.draft("loan-desk"))).containsExactly(NO_LOG, "MISSING loan-desk No build is recorded.");
    }

    @Test
    void anEmptyInventoryIsAGap() {
        assertThat(gaps()).containsExactly("MISSING No model is registered.", NO_LOG);
    }

    /** Today is 1 April 2026; the approval holds until the day before. */
    @ParameterizedTest
    @CsvSource({
        "2026-04-01, OPEN", // it has ended
        "2026-04-02, DUE",
        "2026-05-01, DUE",
        "2026-05-02, ''"
    })
    void aDayCountsFromThirtyDaysBefore(LocalDate end, String kind) {
        List<Gap> gaps = Desk.dossier(Desk.due(end)).build().gaps();

        List<String> dated = gaps.stream()
                .filter(gap -> gap.day().isPresent())
                .map(gap -> gap.kind() + " " + gap.principle() + " " + gap.day().get())
                .toList();
        assertThat(dated)
                .isEqualTo(
                        kind.isEmpty() ? List.of() : List.of(kind + " APPROVAL " + end, kind + " VALIDATION " + end));
        assertThat(gaps.stream().anyMatch(gap -> gap.text().english().startsWith("It is in use but no approval")))
                .isEqualTo("OPEN".equals(kind));
    }

    @Test
    void howFarAheadIsLookedIsForTheReaderToSay() {
        assertThat(Desk.dossier(Desk.complete("fee-desk"))
                        .dueWithin(365)
                        .build()
                        .gaps())
                .filteredOn(gap -> gap.kind() == Gap.Kind.DUE)
                .hasSize(2);
        assertThat(Desk.dossier(Desk.due(Desk.TODAY.plusDays(1)))
                        .dueWithin(0)
                        .build()
                        .gaps())
                .noneMatch(gap -> gap.kind() == Gap.Kind.DUE);
    }

    @Test
    void anApprovalThatWasRenewedIsNotDue() {
        ModelRecord due = Desk.due(LocalDate.of(2026, 4, 10));
        Approval first = due.approvals().get(0);
        Approval longer = new Approval(
                Approval.Terms.of("customer questions", LocalDate.of(2027, 1, 1)),
                first.fingerprint(),
                1,
                Desk.stamp("ito", 6));
        List<Change> history = new ArrayList<>(due.history());
        history.add(new Change(Action.APPROVED, Stage.IN_USE, "", Desk.stamp("ito", 6)));
        ModelRecord renewed = new ModelRecord(
                due.id(), due.registration(), due.developments(), due.validations(), List.of(first, longer), history);

        assertThat(gaps(renewed)).containsExactly(NO_LOG, NO_MONITOR);
    }

    @Test
    void aSuspensionIsToldWithItsReason() {
        ModelRecord suspended = Desk.then(
                Desk.complete("fee-desk"), Action.SUSPENDED, Stage.SUSPENDED, "Customers report a wrong fee.");

        assertThat(gaps(suspended)).contains("OPEN fee-desk It is suspended: Customers report a wrong fee.");
    }

    @Test
    void theEndOfAVendorsProductIsDue() {
        Registration.Vendor vendor = Registration.Vendor.of("Google", "MedLM").retiringOn(LocalDate.of(2026, 4, 20));
        ModelRecord record = with(
                Desk.complete("fee-desk"),
                Registration.of("x", "y", RiskTier.MEDIUM).withVendor(vendor));

        assertThat(Desk.dossier(record).build().gaps())
                .contains(Gap.of(
                                Gap.Kind.DUE,
                                Principle.EXTERNAL_RESOURCES,
                                Phrase.of("The vendor no longer offers the product.", "ベンダーが製品の提供を終了する。"))
                        .about("fee-desk")
                        .on(LocalDate.of(2026, 4, 20)));
    }

    @Test
    void evidenceIsMeasuredByThePolicyOfTheHouse() {
        ModelRecord high = with(Desk.complete("fee-desk"), Registration.of("x", "y", RiskTier.HIGH));

        assertThat(gaps(high))
                .contains(
                        "MISSING fee-desk Evidence of 2 experiments on at least 300 cases against a baseline is demanded"
                                + " but there is that of 1.");
        EvidencePolicy lax = EvidencePolicy.DEFAULT.with(
                RiskTier.HIGH, new EvidencePolicy.Demand(1, 400, true, true, 1, Period.ofYears(1)));
        assertThat(Desk.dossier(high).policy(lax).build().gaps())
                .noneMatch(gap -> gap.principle() == Principle.VALIDATION);
        EvidencePolicy strict = EvidencePolicy.DEFAULT.with(
                RiskTier.HIGH, new EvidencePolicy.Demand(1, 401, false, true, 1, Period.ofYears(1)));
        assertThat(Desk.dossier(high).policy(strict).build().gaps())
                .anyMatch(gap -> gap.text().english().contains("on at least 401 cases is demanded"));
    }

    @Test
    void whatIsNotKnownOfTheIngredientsIsMissing() {
        Ingredient bare = new Ingredient(Ingredient.Kind.INDEX, "handbook", Optional.empty(), Optional.empty());
        ModelRecord record = Desk.complete("fee-desk");
        Development build = record.developments().get(0);
        ModelRecord unknown = new ModelRecord(
                record.id(),
                record.registration(),
                List.of(new Development(build.recipe().with(bare), build.stamp())),
                List.of(new Validation(
                        Validation.Findings.of(), record.validations().get(0).stamp())),
                record.approvals(),
                record.history());

        assertThat(gaps(unknown))
                .contains(
                        "MISSING fee-desk The digest of 'handbook' is not recorded.",
                        "MISSING fee-desk The licence of 'handbook' is not recorded.",
                        "MISSING fee-desk No limit of the model is recorded.");
    }

    @Test
    void theMostPressingComeFirst() {
        List<Gap> gaps = Desk.dossier(
                        Desk.due(LocalDate.of(2026, 4, 20)),
                        Desk.then(Desk.complete("a-desk"), Action.SUSPENDED, Stage.SUSPENDED, "x"))
                .build()
                .gaps();

        assertThat(gaps).extracting(Gap::kind).isSorted();
        assertThat(gaps.get(0).model()).contains("a-desk");
    }

    private static ModelRecord with(ModelRecord record, Registration registration) {
        return new ModelRecord(
                record.id(),
                registration,
                record.developments(),
                record.validations(),
                record.approvals(),
                record.history());
    }

    private static List<String> gaps(ModelRecord... records) {
        return Desk.dossier(records).build().gaps().stream()
                .map(gap -> gap.kind() + " " + gap.model().map(id -> id + " ").orElse("")
                        + gap.text().english())
                .toList();
    }
}
