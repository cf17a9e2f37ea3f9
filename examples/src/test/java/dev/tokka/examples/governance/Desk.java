// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.governance;

import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.governance.Governance;
import dev.tokka.governance.Use;
import dev.tokka.governance.inventory.Approval.Terms;
import dev.tokka.governance.inventory.Development.Recipe;
import dev.tokka.governance.inventory.EvidencePolicy;
import dev.tokka.governance.inventory.EvidencePolicy.Demand;
import dev.tokka.governance.inventory.Lifecycle;
import dev.tokka.governance.inventory.ModelInventory;
import dev.tokka.governance.inventory.ModelRecord;
import dev.tokka.governance.inventory.Registration;
import dev.tokka.governance.inventory.RiskTier;
import dev.tokka.governance.inventory.Validation.Findings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;

/** An inventory whose policy demands no evidence: for tests of what an approval covers. */
record Desk(ModelInventory inventory) {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-04-01T12:00:00Z"), ZoneOffset.UTC);
    private static final String PURPOSE = "tests";
    private static final EvidencePolicy POLICY =
            EvidencePolicy.DEFAULT.with(RiskTier.LOW, new Demand(0, 1, false, false, 1, Period.ofYears(1)));

    static Desk in(Path folder) {
        return new Desk(ModelInventory.directory(folder));
    }

    void approve(String id, Description description) {
        Lifecycle lifecycle = new Lifecycle(inventory, POLICY, CLOCK);
        ModelRecord draft = lifecycle.register(id, Registration.of("Tests.", "Retail", RiskTier.LOW), "sato");
        ModelRecord developed = lifecycle.develop(draft, Recipe.of(description), "sato");
        ModelRecord validated = lifecycle.validate(developed, Findings.of(), "tanaka");
        Terms terms = Terms.of(PURPOSE, LocalDate.of(2026, 9, 1));
        lifecycle.putInUse(lifecycle.approve(validated, terms, "suzuki"), "suzuki");
    }

    DomainModel governed(String id, DomainModel model) {
        return Governance.governed(model, inventory, new Use(id, PURPOSE), CLOCK);
    }
}
