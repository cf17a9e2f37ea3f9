// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import dev.tokka.DomainModel;
import dev.tokka.Question;
import dev.tokka.governance.Governance;
import dev.tokka.governance.Use;
import dev.tokka.governance.audit.AuditLog;
import dev.tokka.governance.audit.AuditSettings;
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
import dev.tokka.governance.monitoring.Baseline;
import dev.tokka.governance.monitoring.Monitor;
import dev.tokka.governance.monitoring.Monitoring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.util.Collections;
import java.util.List;

/** What control costs around a model that costs nothing: a monitor, and gate and log together. */
final class ControlCost {

    private static final String PURPOSE = "benchmarks";

    private final Path folder;
    private final Clock clock = Clock.systemUTC();

    ControlCost(Path folder) {
        this.folder = folder;
    }

    /** One thread, a monitor that forgets and one that keeps its state in a file. */
    List<Figure> monitored() throws IOException {
        List<Question> questions = Collections.nCopies(300, Question.of("What does a transfer cost?"));
        Baseline baseline = Baseline.builder(AuditCost.FREE.describe().fingerprint())
                .ask(AuditCost.FREE, questions)
                .build();
        Path state = Files.createDirectories(folder.resolve("monitor")).resolve("state.json");
        try (Monitor forgetful = Monitor.of(baseline, Monitoring.DEFAULT, clock);
                Monitor mindful = Monitor.open(state, baseline, Monitoring.DEFAULT, clock)) {
            return List.of(
                    Figure.of(
                            "monitored, 1 thread: added time of a call",
                            added(forgetful.monitored(AuditCost.FREE)),
                            "µs"),
                    Figure.of(
                            "monitored with a state file, 1 thread: added time of a call",
                            added(mindful.monitored(AuditCost.FREE)),
                            "µs"));
        }
    }

    private static double added(DomainModel model) {
        AuditCost.ask(model, AuditCost.WARM_UP);
        AuditCost.ask(AuditCost.FREE, AuditCost.WARM_UP);
        double[] bare = new double[AuditCost.ROUNDS];
        double[] controlled = new double[AuditCost.ROUNDS];
        for (int round = 0; round < AuditCost.ROUNDS; round++) {
            bare[round] = AuditCost.ask(AuditCost.FREE, AuditCost.CALLS);
            controlled[round] = AuditCost.ask(model, AuditCost.CALLS);
        }
        return Percentile.median(controlled) - Percentile.median(bare);
    }

    /** The gate, with the inventory in a directory, around the log. */
    List<Figure> governedAndAudited() throws IOException, InterruptedException {
        ModelInventory inventory = ModelInventory.directory(Files.createDirectories(folder.resolve("inventory")));
        AuditSettings settings = AuditSettings.DEFAULT.withDurability(AuditSettings.Durability.WRITTEN);
        double written;
        try (AuditLog log = AuditLog.open(folder.resolve("governed-written"), settings)) {
            written = added(governed("written", log.audit(AuditCost.FREE), inventory));
        }
        double[] synced = new double[3];
        try (AuditLog log = AuditLog.open(folder.resolve("governed-synced"))) {
            DomainModel model = governed("synced", log.audit(AuditCost.FREE), inventory);
            AuditCost.ask(model, 200);
            AuditCost.load(model);
            for (int round = 0; round < synced.length; round++) {
                long start = System.nanoTime();
                AuditCost.load(model);
                synced[round] = (System.nanoTime() - start) / 1e6 / (AuditCost.THREADS * AuditCost.EACH);
            }
        }
        return List.of(
                Figure.of("governed and audited, written, 1 thread: added time of a call", written, "µs")
                        .atMost(50),
                Figure.of("governed and audited, synced, 64 threads: time by call", Percentile.median(synced), "ms")
                        .atMost(1));
    }

    private DomainModel governed(String id, DomainModel model, ModelInventory inventory) {
        EvidencePolicy policy =
                EvidencePolicy.DEFAULT.with(RiskTier.LOW, new Demand(0, 1, false, false, 1, Period.ofYears(1)));
        Lifecycle lifecycle = new Lifecycle(inventory, policy, clock);
        ModelRecord draft = lifecycle.register(id, Registration.of("Benchmarks.", "Team", RiskTier.LOW), "sato");
        ModelRecord developed = lifecycle.develop(draft, Recipe.of(model.describe()), "sato");
        ModelRecord validated = lifecycle.validate(developed, Findings.of(), "tanaka");
        Terms terms = Terms.of(PURPOSE, LocalDate.now(clock).plusMonths(6));
        lifecycle.putInUse(lifecycle.approve(validated, terms, "suzuki"), "suzuki");
        return Governance.governed(model, inventory, new Use(id, PURPOSE), clock);
    }
}
