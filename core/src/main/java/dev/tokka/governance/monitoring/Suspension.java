// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring;

import static java.util.Objects.requireNonNull;

import dev.tokka.governance.inventory.EvidencePolicy;
import dev.tokka.governance.inventory.Lifecycle;
import dev.tokka.governance.inventory.Lifecycle.Note;
import dev.tokka.governance.inventory.ModelInventory;
import dev.tokka.governance.inventory.ModelRecord;
import dev.tokka.governance.inventory.Stage;
import dev.tokka.governance.inventory.Stamp;
import java.time.Clock;

/**
 * Suspends a model in an inventory when a metric raises an alarm: from the next call on, {@linkplain
 * dev.tokka.governance.Governance#governed the gate} refuses it in every process that shares the inventory.
 *
 * <p>Fails closed: if the inventory cannot be written, the monitored model refuses every call in this process and tries again
 * with each, until the suspension is stored.
 *
 * @param inventory that the gate reads
 * @param model the id of the record in it
 * @param by who suspends, as the record names them, such as {@code "monitor of the fee desk"}
 * @param clock for the time of the record
 */
public record Suspension(ModelInventory inventory, String model, String by, Clock clock) {

    /** Checks the components. */
    public Suspension {
        requireNonNull(inventory, "inventory");
        ModelRecord.requireId(model);
        requireNonNull(clock, "clock");
        new Stamp(by, clock.instant(), 1); // fails now if it cannot be written then
    }

    /** Suspends the model. */
    void suspend(Alarm alarm) {
        Lifecycle lifecycle = new Lifecycle(inventory, EvidencePolicy.DEFAULT, clock); // which does not matter here
        lifecycle.suspend(model, new Note("Monitoring: " + alarm.status().inWords() + ".", by));
    }

    /** Returns whether the model is in use, as after somebody has resumed it. */
    boolean isInUse() {
        return inventory
                .find(model)
                .filter(record -> record.stage() == Stage.IN_USE)
                .isPresent();
    }
}
