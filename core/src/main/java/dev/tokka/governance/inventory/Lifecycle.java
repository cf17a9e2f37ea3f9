// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.inventory;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.governance.inventory.Approval.Terms;
import dev.tokka.governance.inventory.Change.Action;
import dev.tokka.governance.inventory.Development.Recipe;
import dev.tokka.governance.inventory.EvidencePolicy.Demand;
import dev.tokka.governance.inventory.Validation.Findings;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes models through their lives: draft, developed, validated, approved, in use, suspended, retired.
 *
 * <pre>{@code
 * Lifecycle lifecycle = new Lifecycle(inventory, EvidencePolicy.DEFAULT, Clock.system(ZoneId.of("Asia/Tokyo")));
 * ModelRecord draft = lifecycle.register("house-desk", registration, "sato");
 * ModelRecord developed = lifecycle.develop(draft, Recipe.of(model.describe()), "sato");
 * ModelRecord validated = lifecycle.validate(developed, Findings.of(evidence), "tanaka");
 * ModelRecord approved = lifecycle.approve(validated, Terms.of("customer questions", revalidation), "suzuki");
 * lifecycle.putInUse(approved, "suzuki");
 * }</pre>
 *
 * <p>Whoever takes a step says which version of the record they have seen: if it was changed meanwhile, the step is refused
 * with a {@link StaleRecordException}. A step for which something is missing is refused with a {@link
 * StepRefusedException} that says everything that is missing. Both leave the record as it is. All methods throw {@link
 * InventoryStorageException} where the inventory cannot be read or written.
 *
 * <p>Immutable; days are those of the clock's zone.
 */
public final class Lifecycle {

    private final ModelInventory inventory;
    private final EvidencePolicy policy;
    private final Clock clock;

    /** Creates a lifecycle by the rules of {@code policy}. */
    public Lifecycle(ModelInventory inventory, EvidencePolicy policy, Clock clock) {
        this.inventory = requireNonNull(inventory, "inventory");
        this.policy = requireNonNull(policy, "policy");
        this.clock = requireNonNull(clock, "clock");
    }

    /**
     * Enters a model: a draft.
     *
     * @param id as {@link ModelInventory#find} says
     * @throws StaleRecordException if there is a record of this id
     */
    public ModelRecord register(String id, Registration registration, String by) {
        Change first = new Change(Action.REGISTERED, Stage.DRAFT, "", new Stamp(by, clock.instant(), 1));
        return inventory.save(new ModelRecord(id, registration, List.of(), List.of(), List.of(), List.of(first)));
    }

    /**
     * Corrects what is known of a model, such as its owner, or the day on which the vendor ends it. Purpose and risk tier
     * decide what is demanded: they are changed before the model is validated, or not at all.
     *
     * @param note why
     */
    public ModelRecord revise(ModelRecord seen, Registration registration, Note note) {
        Registration old = seen.registration();
        boolean weighty = old.tier() != registration.tier() || !old.purpose().equals(registration.purpose());
        boolean early = seen.stage() == Stage.DRAFT || seen.stage() == Stage.DEVELOPED;
        Step step = new Step(seen, Action.REVISED, note.by());
        step.need(!weighty || early, "a draft or developed model is needed to change its purpose or risk tier");
        return inventory.save(seen.with(registration, step.change(note.text())));
    }

    /**
     * Records what a model was built of, or built of anew. What was validated and approved before is no longer; a model in
     * use must be suspended first, or the new one be registered under an id of its own.
     */
    public ModelRecord develop(ModelRecord seen, Recipe recipe, String by) {
        Step step = new Step(seen, Action.DEVELOPED, by);
        step.needAll(demand(seen).missingIn(recipe));
        Development development = new Development(recipe, step.stamp);
        return inventory.save(seen.with(development, step.change("")));
    }

    /** Records that somebody who did not develop the model has examined it: for the first time, or again. */
    public ModelRecord validate(ModelRecord seen, Findings findings, String by) {
        Step step = new Step(seen, Action.VALIDATED, by);
        RecordRules.validatorConflict(step.events(), step.stamp).ifPresent(step.missing::add);
        seen.fingerprint().ifPresent(fingerprint -> step.needAll(demand(seen).missingIn(findings, fingerprint)));
        return inventory.save(seen.with(new Validation(findings, step.stamp), step.change("")));
    }

    /**
     * Records that somebody who neither developed nor validated the model allows it for a purpose: the first, a further
     * one, or the same for longer. Where several approvers are needed, the model is approved with the last of them.
     */
    public ModelRecord approve(ModelRecord seen, Terms terms, String by) {
        Step step = new Step(seen, Action.APPROVED, by);
        RecordRules.approverConflict(step.events(), step.stamp).ifPresent(step.missing::add);
        seen.validation().ifPresent(last -> step.needAll(demand(seen).missingIn(terms, day(last.stamp()), today())));
        step.need(seen.validation().isPresent(), "a validation of the model as it was built last is needed");
        seen.registration()
                .vendor()
                .flatMap(Registration.Vendor::retirement)
                .ifPresent(end -> step.need(today().isBefore(end), "a vendor that still offers it is needed"));
        step.requireNothingMissing();
        Approval approval = new Approval(
                terms, seen.fingerprint().orElseThrow(), demand(seen).approvers(), step.stamp);
        // Whether this is the last approver needed is seen from the record that it is in.
        ModelRecord waiting = seen.with(approval, step.change(seen.stage(), terms.purpose()));
        return inventory.save(
                waiting.isApproved(terms.purpose(), today())
                        ? seen.with(approval, step.change(terms.purpose()))
                        : waiting);
    }

    /** Puts an approved model in use: from now on it may be served. */
    public ModelRecord putInUse(ModelRecord seen, String by) {
        Step step = new Step(seen, Action.PUT_IN_USE, by);
        step.need(!seen.purposes(today()).isEmpty(), "an approval that holds today, " + today() + ", is needed");
        return inventory.save(seen.with(step.change("")));
    }

    /**
     * Stops a model, whatever version of its record anybody has seen: from the next call on, no process that shares this
     * inventory serves it. One that is suspended already stays as it is.
     *
     * @throws IllegalArgumentException if there is no such model
     * @throws StepRefusedException if it is neither approved nor in use, and so is not served
     */
    public ModelRecord suspend(String id, Note why) {
        while (true) { // again only when somebody else has got ahead
            ModelRecord seen = inventory
                    .find(id)
                    .orElseThrow(
                            () -> new IllegalArgumentException("expected a registered model but there is no " + id));
            if (seen.stage() == Stage.SUSPENDED) {
                return seen;
            }
            try {
                return inventory.save(seen.with(new Step(seen, Action.SUSPENDED, why.by()).change(why.text())));
            } catch (StaleRecordException e) {
                // The newer version is to be suspended instead.
            }
        }
    }

    /** Puts a suspended model in use again as it is, by somebody who did not develop it. */
    public ModelRecord resume(ModelRecord seen, Note why) {
        Step step = new Step(seen, Action.RESUMED, why.by());
        step.need(!seen.purposes(today()).isEmpty(), "an approval that holds today, " + today() + ", is needed");
        step.need(
                !step.events().developers(step.stamp.version()).contains(step.stamp.person()),
                "somebody who did not develop it is needed");
        return inventory.save(seen.with(step.change(why.text())));
    }

    /** Ends a model for good. Its record stays. */
    public ModelRecord retire(ModelRecord seen, Note why) {
        return inventory.save(seen.with(new Step(seen, Action.RETIRED, why.by()).change(why.text())));
    }

    private Demand demand(ModelRecord record) {
        return policy.demand(record.registration().tier());
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private LocalDate day(Stamp stamp) {
        return LocalDate.ofInstant(stamp.at(), clock.getZone());
    }

    /**
     * Why something is done, and who does it.
     *
     * @param text why, in words; not blank
     * @param by who
     */
    public record Note(String text, String by) {

        /** Checks that there is a reason. */
        public Note {
            Checks.requireText(text, "text");
            requireNonNull(by, "by");
        }
    }

    /** A step that is about to be taken, and what is missing for it. */
    private final class Step {

        private final ModelRecord seen;
        private final Action action;
        private final Stamp stamp;
        private final List<String> missing = new ArrayList<>();

        Step(ModelRecord seen, Action action, String by) {
            this.seen = seen;
            this.action = action;
            this.stamp = new Stamp(by, clock.instant(), seen.version() + 1);
            need(
                    action.isAllowedFrom(seen.stage()),
                    "a model that is " + action.allowed() + " is needed but it is " + seen.stage());
        }

        RecordRules.Events events() {
            return new RecordRules.Events(seen.developments(), seen.validations(), seen.approvals(), seen.history());
        }

        void need(boolean there, String what) {
            if (!there) {
                missing.add(what);
            }
        }

        void needAll(List<String> whats) {
            missing.addAll(whats);
        }

        void requireNothingMissing() {
            if (!missing.isEmpty()) {
                throw new StepRefusedException(seen.id(), action, seen.stage(), missing);
            }
        }

        Change change(String note) {
            return change(action.after(seen.stage()), note);
        }

        Change change(Stage stage, String note) {
            requireNothingMissing();
            return new Change(action, stage, note, stamp);
        }
    }
}
