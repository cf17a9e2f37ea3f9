// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.governance.Governance;
import dev.tokka.governance.Use;
import dev.tokka.governance.inventory.Approval.Terms;
import dev.tokka.governance.inventory.Development.Recipe;
import dev.tokka.governance.inventory.Evidence;
import dev.tokka.governance.inventory.EvidencePolicy;
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
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A governed model is a model like any other. */
class GovernedContractTest implements DomainModelContract {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-04-01T12:00:00Z"), ZoneOffset.UTC);
    private static final String PURPOSE = "customer questions";

    @TempDir
    private Path folder;

    private static DomainModel bare() {
        return ScriptedModel.replying("Within 30 days.");
    }

    @BeforeEach
    void approve() {
        Lifecycle lifecycle = new Lifecycle(ModelInventory.directory(folder), EvidencePolicy.DEFAULT, CLOCK);
        Description description = bare().describe();
        Evidence evidence = new Evidence(
                "claims",
                description.fingerprint(),
                "exact match",
                new Evidence.Measured(1, 0.9, 1, 0.95),
                40,
                Optional.empty());
        ModelRecord draft = lifecycle.register("desk", Registration.of("Claims.", "Retail", RiskTier.LOW), "sato");
        ModelRecord developed = lifecycle.develop(draft, Recipe.of(description), "sato");
        ModelRecord validated = lifecycle.validate(developed, Findings.of(evidence), "tanaka");
        lifecycle.putInUse(
                lifecycle.approve(validated, Terms.of(PURPOSE, LocalDate.of(2026, 9, 1)), "suzuki"), "suzuki");
    }

    @Override
    public DomainModel model() {
        return Governance.governed(bare(), ModelInventory.directory(folder), new Use("desk", PURPOSE), CLOCK);
    }
}
