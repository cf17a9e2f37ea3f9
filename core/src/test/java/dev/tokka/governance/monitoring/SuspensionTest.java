// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokka.Answer;
import dev.tokka.DomainModel;
import dev.tokka.PolicyViolationException;
import dev.tokka.PolicyViolationException.Reason;
import dev.tokka.governance.Governance;
import dev.tokka.governance.Use;
import dev.tokka.governance.inventory.House;
import dev.tokka.governance.inventory.ModelInventory;
import dev.tokka.governance.inventory.ModelRecord;
import dev.tokka.governance.inventory.Stage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuspensionTest {

    private static final String BY = "monitor of the desk";

    @TempDir
    private Path folder;

    private final Desk desk = new Desk();
    private Lamed inventory = new Lamed(ModelInventory.directory(Path.of("nowhere")));
    private House house = new House(inventory);

    /** An inventory that can be made unwritable. */
    private static final class Lamed implements ModelInventory {

        private final ModelInventory inner;
        private volatile boolean lame;

        Lamed(ModelInventory inner) {
            this.inner = inner;
        }

        @Override
        public List<String> ids() {
            return inner.ids();
        }

        @Override
        public Optional<ModelRecord> find(String id) {
            return inner.find(id);
        }

        @Override
        public ModelRecord save(ModelRecord record) {
            if (lame) {
                throw new IllegalStateException("expected a disk with room but it is full");
            }
            return inner.save(record);
        }
    }

    @BeforeEach
    void makeInventory() {
        inventory = new Lamed(ModelInventory.directory(folder));
        house = new House(inventory);
        house.inUse("desk", Desk.DESCRIPTION);
    }

    private Monitor monitor() {
        Suspension suspension = new Suspension(inventory, "desk", BY, house.clock);
        return Monitor.of(Desk.baseline(), Monitoring.DEFAULT.withSuspension(suspension), Desk.CLOCK);
    }

    private DomainModel governed(DomainModel model) {
        return Governance.governed(model, inventory, new Use("desk", House.PURPOSE), house.clock);
    }

    private static void spoil(Monitor monitor, DomainModel model) {
        for (int i = 0; i < 500 && !monitor.status().isAlarm(); i++) {
            model.answer(Desk.QUESTION);
        }
        assertThat(monitor.status().isAlarm()).isTrue();
    }

    @Test
    void anAlarmSuspendsTheModelInEveryProcess() {
        Monitor monitor = monitor();
        DomainModel served = governed(monitor.monitored(desk));
        DomainModel elsewhere = governed(new Desk());
        served.answer(Desk.QUESTION);
        desk.next = Answer.abstain("unknown");

        spoil(monitor, served); // the answer of the call that raised the alarm is returned

        refused(served);
        refused(elsewhere);
        ModelRecord record = inventory.find("desk").orElseThrow();
        assertThat(record.stage()).isEqualTo(Stage.SUSPENDED);
        assertThat(record.history().get(record.history().size() - 1).note())
                .startsWith("Monitoring: abstention: 0.080 in the baseline, ")
                .contains("evidence");
        assertThat(record.history().get(record.history().size() - 1).stamp().by())
                .isEqualTo(BY);
    }

    private static void refused(DomainModel model) {
        assertThatExceptionOfType(PolicyViolationException.class)
                .isThrownBy(() -> model.answer(Desk.QUESTION))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.SUSPENDED));
    }

    @Test
    void withoutAGateTheMonitoredModelRefusesToo() {
        Monitor monitor = monitor();
        DomainModel monitored = monitor.monitored(desk);
        desk.next = Answer.abstain("unknown");

        spoil(monitor, monitored);

        refused(monitored);
        assertThat(monitor.status().calls().refused()).isEqualTo(1);
    }

    @Test
    void resumedItIsWatchedAnew() {
        Monitor monitor = monitor();
        DomainModel served = governed(monitor.monitored(desk));
        desk.next = Answer.abstain("unknown");
        spoil(monitor, served);
        refused(served);
        desk.next = Desk.reply(0.9);

        house.lifecycle.resume(inventory.find("desk").orElseThrow(), House.because("The index is whole again."));

        assertThat(served.answer(Desk.QUESTION).reply()).isPresent();
        assertThat(monitor.status().isAlarm()).isFalse();
        assertThat(monitor.status().metric(Metric.ABSTENTION).orElseThrow().observations())
                .isEqualTo(1);
    }

    @Test
    void aSuspensionThatCannotBeStoredRefusesHereAndIsTriedAgain() {
        Monitor monitor = monitor();
        DomainModel served = governed(monitor.monitored(desk));
        desk.next = Answer.abstain("unknown");
        inventory.lame = true;

        spoil(monitor, served);

        assertThat(inventory.find("desk").orElseThrow().stage()).isEqualTo(Stage.IN_USE);
        assertThat(monitor.status().troubles())
                .isEqualTo(new MonitorStatus.Troubles(0, 1, "suspension: IllegalStateException"));
        refused(served);
        inventory.lame = false;
        refused(served);
        assertThat(inventory.find("desk").orElseThrow().stage()).isEqualTo(Stage.SUSPENDED);
    }

    @Test
    void aModelThatTheInventoryDoesNotKnowIsRefusedFromTheAlarmOn() {
        Suspension suspension = new Suspension(inventory, "other", BY, house.clock);
        Monitor monitor = Monitor.of(Desk.baseline(), Monitoring.DEFAULT.withSuspension(suspension), Desk.CLOCK);
        DomainModel monitored = monitor.monitored(desk);
        desk.next = Answer.abstain("unknown");

        spoil(monitor, monitored);

        refused(monitored);
        assertThat(monitor.status().troubles().failedActions()).isEqualTo(1);
    }

    @Test
    void aSuspensionIsDueAfterARestart() {
        Suspension suspension = new Suspension(inventory, "desk", BY, house.clock);
        Monitoring settings = Monitoring.DEFAULT.withSuspension(suspension);
        Path state = folder.resolve("state.json");
        desk.next = Answer.abstain("unknown");
        inventory.lame = true;
        try (Monitor monitor = Monitor.open(state, Desk.baseline(), settings, Desk.CLOCK)) {
            spoil(monitor, monitor.monitored(desk));
        }
        inventory.lame = false;

        try (Monitor again = Monitor.open(state, Desk.baseline(), settings, Desk.CLOCK)) {
            refused(again.monitored(desk));
        }

        assertThat(inventory.find("desk").orElseThrow().stage()).isEqualTo(Stage.SUSPENDED);
    }

    @Test
    void whatCouldNotBeWrittenIsRefusedAtOnce() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Suspension(inventory, "../desk", BY, house.clock));
        assertThatIllegalArgumentException().isThrownBy(() -> new Suspension(inventory, "desk", " ", house.clock));
    }
}
