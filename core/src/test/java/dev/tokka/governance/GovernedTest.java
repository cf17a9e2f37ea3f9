// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance;

import static dev.tokka.governance.inventory.House.PURPOSE;
import static dev.tokka.governance.inventory.House.because;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.PolicyViolationException;
import dev.tokka.PolicyViolationException.Reason;
import dev.tokka.Question;
import dev.tokka.governance.inventory.Approval.Terms;
import dev.tokka.governance.inventory.House;
import dev.tokka.governance.inventory.Lifecycle;
import dev.tokka.governance.inventory.ModelInventory;
import dev.tokka.governance.inventory.ModelRecord;
import dev.tokka.governance.inventory.Registration;
import dev.tokka.governance.inventory.RiskTier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GovernedTest {

    private static final Description MODEL = Description.of("chat", "base")
            .withPart(Description.of("index").with("snapshot", "1").withPart(Description.of("encoder", "small")));

    @TempDir
    private Path folder;

    private House house;
    private final Changing model = new Changing();

    @BeforeEach
    void open() {
        house = new House(ModelInventory.directory(folder));
    }

    /** A model whose description can be changed, which counts how often it was asked. */
    private static final class Changing implements DomainModel {

        private volatile Description description = MODEL;
        private volatile Runnable whileAnswering = () -> {};
        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public Answer answer(Question question) {
            asked.incrementAndGet();
            whileAnswering.run();
            return Answer.reply("500 yen.");
        }

        @Override
        public Description describe() {
            return description;
        }

        @Override
        public String toString() {
            return "base";
        }
    }

    private DomainModel governed() {
        return governed(PURPOSE);
    }

    private DomainModel governed(String purpose) {
        return Governance.governed(model, house.inventory, new Use("desk", purpose), house.clock);
    }

    private void refused(DomainModel governed, Reason reason, String why) {
        int before = model.asked.get();
        assertThatExceptionOfType(PolicyViolationException.class)
                .isThrownBy(() -> governed.answer("What is the fee?"))
                .withMessageStartingWith("'desk' for '")
                .withMessageContaining(why)
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(reason));
        assertThat(model.asked).as("refused before any token").hasValue(before);
    }

    @Test
    void whatIsApprovedAndInUseIsServed() {
        house.inUse("desk", MODEL);

        assertThat(governed().answer("What is the fee?")).isEqualTo(Answer.reply("500 yen."));
        assertThat(governed().describe()).isEqualTo(MODEL);
        assertThat(governed()).hasToString("governed(base, desk for customer questions)");
    }

    @Test
    void whatIsNotRegisteredIsRefused() {
        refused(governed(), Reason.UNREGISTERED, "the inventory has no such record");
    }

    @Test
    void whatIsNotInUseIsRefused() {
        ModelRecord validated = house.validated("desk", RiskTier.LOW, MODEL);
        refused(governed(), Reason.NOT_APPROVED, "but it is validated");
        house.lifecycle.approve(validated, Terms.of(PURPOSE, House.REVALIDATION), "suzuki");

        refused(governed(), Reason.NOT_APPROVED, "but it is approved");
    }

    @Test
    void anotherPurposeIsRefused() {
        house.inUse("desk", MODEL);

        refused(governed("credit decisions"), Reason.OTHER_PURPOSE, "for 'credit decisions': expected an approval");
    }

    @Test
    void aPurposeWithTooFewApproversIsRefused() {
        ModelRecord validated = house.validated("desk", RiskTier.HIGH, MODEL);
        Lifecycle lifecycle = house.lifecycle;
        Terms terms = Terms.of(PURPOSE, House.REVALIDATION);
        ModelRecord approved = lifecycle.approve(lifecycle.approve(validated, terms, "suzuki"), terms, "kato");
        ModelRecord half = lifecycle.approve(approved, Terms.of("staff", House.REVALIDATION), "suzuki");
        lifecycle.putInUse(half, "suzuki");

        assertThat(governed().answer("What is the fee?").reply()).isPresent();
        refused(governed("staff"), Reason.NOT_APPROVED, "expected more approvers");
    }

    @Test
    void dueAndExpiredApprovalsAreRefusedFromTheirDayOn() {
        ModelRecord used = house.inUse("desk", MODEL);
        LocalDate due = House.TODAY.plusDays(10);
        LocalDate end = House.TODAY.plusDays(20);
        house.lifecycle.approve(used, new Terms("staff", java.util.List.of(), end, due), "suzuki");

        house.clock.set(due.minusDays(1));
        assertThat(governed("staff").answer("What is the fee?").reply()).isPresent();
        house.clock.set(due);
        refused(governed("staff"), Reason.REVALIDATION_DUE, "overdue");
        house.clock.set(end);
        refused(governed("staff"), Reason.EXPIRED, "holds on 2026-04-21");
    }

    @Test
    void aModelIsRefusedFromTheDayOnWhichItsVendorRetiresIt() {
        ModelRecord used = house.inUse("desk", MODEL);
        Registration registration = used.registration()
                .withVendor(Registration.Vendor.of("Google", "MedLM").retiringOn(LocalDate.of(2026, 5, 1)));
        house.lifecycle.revise(used, registration, because("announced"));

        house.clock.set(LocalDate.of(2026, 4, 30));
        assertThat(governed().answer("What is the fee?").reply()).isPresent();
        house.clock.set(LocalDate.of(2026, 5, 1));
        refused(governed(), Reason.VENDOR_RETIRED, "ended on 2026-05-01");
    }

    @Test
    void aSuspensionTakesEffectOnTheNextCallAndAResumptionToo() {
        house.inUse("desk", MODEL);
        DomainModel governed = governed();
        assertThat(governed.answer("What is the fee?").reply()).isPresent();

        ModelRecord suspended = house.lifecycle.suspend("desk", because("drift"));
        refused(governed, Reason.SUSPENDED, "but it is suspended");
        ModelRecord resumed = house.lifecycle.resume(suspended, because("false alarm"));
        assertThat(governed.answer("What is the fee?").reply()).isPresent();
        house.lifecycle.retire(resumed, because("replaced"));
        refused(governed, Reason.RETIRED, "but it is retired");
    }

    @Test
    void aModelThatChangesWhileItRunsIsRefusedAtTheNextCall() {
        house.inUse("desk", MODEL);
        DomainModel governed = governed();
        assertThat(governed.answer("What is the fee?").reply()).isPresent();

        model.description = Description.of("chat", "base")
                .withPart(Description.of("index").with("snapshot", "2").withPart(Description.of("encoder", "small")));
        refused(governed, Reason.CHANGED, "but it has changed: chat > index: snapshot");
        model.description = MODEL;
        assertThat(governed.answer("What is the fee?").reply()).isPresent();
    }

    @Test
    void whatHasChangedIsTold() {
        house.inUse("desk", MODEL);
        Description index = MODEL.parts().get(0);

        changed(Description.of("completion"), ": chat is now completion");
        changed(Description.of("chat", "large").withPart(index), ": chat: name");
        changed(MODEL.with("temperature", 0), ": chat: temperature");
        changed(Description.of("chat", "base"), ": chat has 0 parts instead of 1");
        changed(
                Description.of("chat", "base")
                        .withPart(Description.of("index")
                                .with("snapshot", "1")
                                .withPart(Description.of("encoder", "big"))),
                ": chat > index > encoder: name");
    }

    private void changed(Description now, String where) {
        model.description = now;
        refused(governed(), Reason.CHANGED, where);
    }

    @Test
    void anAnswerOfAModelThatChangedMeanwhileIsWithheld() {
        house.inUse("desk", MODEL);
        model.whileAnswering = () -> model.description = MODEL.with("snapshot", 2);

        assertThatExceptionOfType(PolicyViolationException.class)
                .isThrownBy(() -> governed().answer("What is the fee?"))
                .withMessageContaining("it changed while it answered");
    }

    @Test
    void whatCannotDescribeItselfIsRefused() {
        house.inUse("desk", MODEL);
        model.description = MODEL.withPart(Description.opaque(new Object()));

        refused(governed(), Reason.OPAQUE, "opaque");
    }

    @Test
    void anInventoryThatCannotBeReadRefusesEverything() throws IOException {
        house.inUse("desk", MODEL);
        DomainModel governed = governed();
        Files.writeString(folder.resolve("desk/000005.json"), "{");

        refused(governed, Reason.INVENTORY_UNREADABLE, "000005.json is damaged");
    }

    @Test
    void noFallbackPassesARefusalOver() {
        DomainModel other = question -> Answer.reply("From elsewhere.");

        refused(governed().orElse(other), Reason.UNREGISTERED, "no such record");
    }

    @Test
    @SuppressWarnings("NullAway")
    void nullIsRefused() {
        assertThatNullPointerException().isThrownBy(() -> governed().answer((Question) null));
        assertThatNullPointerException()
                .isThrownBy(() -> Governance.governed(null, house.inventory, new Use("desk", PURPOSE), house.clock));
        assertThatNullPointerException()
                .isThrownBy(() -> Governance.governed(model, house.inventory, null, house.clock));
        assertThatNullPointerException().isThrownBy(() -> house.inventory.find(null));
        assertThatNullPointerException().isThrownBy(() -> ModelInventory.directory(null));
        assertThatNullPointerException().isThrownBy(() -> ModelInventory.database(null));
        assertThatNullPointerException().isThrownBy(() -> ModelRecord.parse(null));
    }
}
