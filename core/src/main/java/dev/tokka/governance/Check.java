// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance;

import static java.util.Objects.requireNonNull;

import dev.tokka.Description;
import dev.tokka.PolicyViolationException;
import dev.tokka.PolicyViolationException.Reason;
import dev.tokka.governance.inventory.Approval;
import dev.tokka.governance.inventory.InventoryException;
import dev.tokka.governance.inventory.ModelInventory;
import dev.tokka.governance.inventory.ModelRecord;
import dev.tokka.governance.inventory.Registration;
import dev.tokka.governance.inventory.Stage;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;

/** Whether a model may be used as it is about to be. */
final class Check {

    private final ModelInventory inventory;
    private final Use use;
    private final Clock clock;

    Check(ModelInventory inventory, Use use, Clock clock) {
        this.inventory = requireNonNull(inventory, "inventory");
        this.use = requireNonNull(use, "use");
        this.clock = requireNonNull(clock, "clock");
    }

    /**
     * Checks everything.
     *
     * @param fingerprint of the model as it is now
     * @param description of the same, to say what has changed
     * @throws PolicyViolationException if it may not be used
     */
    void require(String fingerprint, Supplier<Description> description) {
        ModelRecord record = find();
        LocalDate today = LocalDate.now(clock);
        requireInUse(record);
        record.registration()
                .vendor()
                .flatMap(Registration.Vendor::retirement)
                .filter(end -> !today.isBefore(end))
                .ifPresent(end -> {
                    throw refusal(
                            Reason.VENDOR_RETIRED,
                            "expected a product that its vendor offers but that ended on " + end);
                });
        if (!record.fingerprint().orElse("").equals(fingerprint)) {
            throw changed(record, description.get());
        }
        if (!record.isApproved(use.purpose(), today)) {
            throw notApproved(record, today);
        }
    }

    private ModelRecord find() {
        try {
            return inventory
                    .find(use.model())
                    .orElseThrow(() -> refusal(
                            Reason.UNREGISTERED, "expected a registered model but the inventory has no such record"));
        } catch (InventoryException e) {
            throw new PolicyViolationException(
                    Reason.INVENTORY_UNREADABLE, told("expected an inventory that can be read: " + e.getMessage()), e);
        }
    }

    private void requireInUse(ModelRecord record) {
        Stage stage = record.stage();
        if (stage != Stage.IN_USE) {
            Reason reason = switch (stage) {
                case SUSPENDED -> Reason.SUSPENDED;
                case RETIRED -> Reason.RETIRED;
                default -> Reason.NOT_APPROVED;
            };
            throw refusal(reason, "expected a model that is in use but it is " + stage);
        }
    }

    private PolicyViolationException changed(ModelRecord record, Description now) {
        if (now.isOpaque()) {
            return refusal(Reason.OPAQUE, "expected a model that describes itself but it, or a part of it, is opaque");
        }
        String where = record.development()
                .map(built -> Difference.between(built.recipe().description(), now))
                .orElse("");
        return refusal(Reason.CHANGED, "expected the model that was approved but it has changed" + where);
    }

    PolicyViolationException changedMeanwhile() {
        return refusal(Reason.CHANGED, "expected the model that was approved but it changed while it answered");
    }

    private PolicyViolationException notApproved(ModelRecord record, LocalDate today) {
        List<Approval.Terms> terms = record.currentApprovals().stream()
                .map(Approval::terms)
                .filter(each -> each.purpose().equals(use.purpose()))
                .toList();
        if (terms.isEmpty()) {
            return refusal(Reason.OTHER_PURPOSE, "expected an approval for this purpose but there are only others");
        }
        if (terms.stream().anyMatch(each -> each.holdOn(today))) {
            return refusal(Reason.NOT_APPROVED, "expected more approvers for this purpose");
        }
        boolean due = terms.stream().anyMatch(each -> today.isBefore(each.expires()));
        return due
                ? refusal(Reason.REVALIDATION_DUE, "expected a validation and approval anew but they are overdue")
                : refusal(Reason.EXPIRED, "expected an approval that holds on " + today + " but it has expired");
    }

    private PolicyViolationException refusal(Reason reason, String message) {
        return new PolicyViolationException(reason, told(message));
    }

    private String told(String message) {
        return "'" + use.model() + "' for '" + use.purpose() + "': " + message;
    }

    @Override
    public String toString() {
        return use.model() + " for " + use.purpose();
    }
}
