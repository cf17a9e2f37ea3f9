// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.inventory;

import dev.tokka.Description;
import dev.tokka.governance.inventory.Approval.Terms;
import dev.tokka.governance.inventory.Development.Ingredient;
import dev.tokka.governance.inventory.Development.Recipe;
import dev.tokka.governance.inventory.Evidence.Baseline;
import dev.tokka.governance.inventory.Evidence.Measured;
import dev.tokka.governance.inventory.Lifecycle.Note;
import dev.tokka.governance.inventory.Validation.Findings;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A house with an inventory, three people, and a clock that is set by hand. */
public final class House {

    public static final String PURPOSE = "customer questions";
    public static final LocalDate TODAY = LocalDate.of(2026, 4, 1);
    public static final LocalDate REVALIDATION = LocalDate.of(2026, 9, 1);

    public final ModelInventory inventory;
    public final Calendar clock = new Calendar();
    public final Lifecycle lifecycle;

    public House(ModelInventory inventory) {
        this.inventory = inventory;
        this.lifecycle = new Lifecycle(inventory, EvidencePolicy.DEFAULT, clock);
    }

    public ModelRecord draft(String id, RiskTier tier) {
        return lifecycle.register(id, Registration.of("Answers questions on fees.", "Retail", tier), "sato");
    }

    public ModelRecord developed(String id, RiskTier tier, Description model) {
        Ingredient base = Ingredient.of(Ingredient.Kind.BASE_MODEL, "demo-lm", "sha256:12", "Apache-2.0");
        return lifecycle.develop(draft(id, tier), Recipe.of(model).with(base).withSeed(7), "sato");
    }

    public ModelRecord validated(String id, RiskTier tier, Description model) {
        Findings findings = Findings.of(evidence("fees 1", model), evidence("fees 2", model))
                .withLimit("Not on loans.");
        return lifecycle.validate(developed(id, tier, model), findings, "tanaka");
    }

    /** Returns a model of low risk that is in use for {@link #PURPOSE}. */
    public ModelRecord inUse(String id, Description model) {
        ModelRecord validated = validated(id, RiskTier.LOW, model);
        ModelRecord approved = lifecycle.approve(validated, Terms.of(PURPOSE, REVALIDATION), "suzuki");
        return lifecycle.putInUse(approved, "suzuki");
    }

    public static Evidence evidence(String experiment, Description model) {
        Measured measured = new Measured(0.9, 0.85, 0.93, 0.95);
        Evidence alone =
                new Evidence(experiment, model.fingerprint(), "exact match", measured, 400, java.util.Optional.empty());
        return alone.against(new Baseline("the model before", new Measured(0.7, 0.65, 0.75, 0.95)));
    }

    public static Note because(String why) {
        return new Note(why, "ito");
    }

    /** A clock that stands on a day at noon. */
    public static final class Calendar extends Clock {

        private volatile LocalDate day = TODAY;

        public void set(LocalDate newDay) {
            day = newDay;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(instant(), zone);
        }

        @Override
        public Instant instant() {
            return day.atTime(12, 0).toInstant(ZoneOffset.UTC);
        }
    }
}
