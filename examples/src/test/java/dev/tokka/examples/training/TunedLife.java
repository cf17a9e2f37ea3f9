// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.DomainModel;
import dev.tokka.PolicyViolationException;
import dev.tokka.PolicyViolationException.Reason;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Candidate;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Experiment;
import dev.tokka.evaluation.analysis.Analysis;
import dev.tokka.evaluation.analysis.Report;
import dev.tokka.evaluation.metric.text.TextMatch;
import dev.tokka.finetune.FineTunedModel;
import dev.tokka.finetune.ModelDraft;
import dev.tokka.governance.Governance;
import dev.tokka.governance.Use;
import dev.tokka.governance.inventory.Approval.Terms;
import dev.tokka.governance.inventory.Evidence;
import dev.tokka.governance.inventory.EvidencePolicy;
import dev.tokka.governance.inventory.Lifecycle;
import dev.tokka.governance.inventory.ModelInventory;
import dev.tokka.governance.inventory.ModelRecord;
import dev.tokka.governance.inventory.RiskTier;
import dev.tokka.governance.inventory.Validation.Findings;
import dev.tokka.prompting.Prompting;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The life of a tuned model, from its file to the gate, by the rules for models of medium risk.
 *
 * @param folder for inventory and answers
 * @param cases that it is validated by, at least 100
 */
record TunedLife(Path folder, List<Case> cases) {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-04-01T12:00:00Z"), ZoneOffset.UTC);
    private static final String ID = "tuned";
    private static final String PURPOSE = "tests";

    private ModelInventory inventory() {
        return ModelInventory.directory(folder.resolve("inventory"));
    }

    /**
     * Drafts, compares with {@code base}, validates, approves, and puts in use.
     *
     * @param least how much more than the base it must have right at least
     * @return the model behind the gate
     */
    DomainModel serve(FineTunedModel tuned, DomainModel base, double least) throws InterruptedException {
        Lifecycle lifecycle = new Lifecycle(inventory(), EvidencePolicy.DEFAULT, CLOCK);
        ModelRecord developed =
                ModelDraft.of(tuned, "Retail banking", RiskTier.MEDIUM).enter(lifecycle, ID, "sato");
        assertThat(developed.fingerprint()).contains(tuned.describe().fingerprint());

        Evidence evidence = report(tuned, base).evidence("fine-tuned", "contains", "base");
        double before = evidence.baseline().orElseThrow().measured().value();
        assertThat(evidence.measured().value() - before).isGreaterThanOrEqualTo(least);
        ModelRecord validated = lifecycle.validate(developed, Findings.of(evidence), "tanaka");
        Terms terms = Terms.of(PURPOSE, LocalDate.of(2026, 9, 1));
        lifecycle.putInUse(lifecycle.approve(validated, terms, "suzuki"), "suzuki");
        return governed(tuned);
    }

    private Report report(DomainModel tuned, DomainModel base) throws InterruptedException {
        Benchmark benchmark = Benchmark.of("tuned", cases, TextMatch.contains());
        List<Candidate> candidates = List.of(
                new Candidate("base", base),
                new Candidate("prompted", base.with(Prompting.instructions("Reply with the value only."))),
                new Candidate("fine-tuned", tuned));
        return Analysis.DEFAULT.of(
                Experiment.of(benchmark, candidates, folder.resolve("answers.jsonl"))
                        .run(Runnable::run),
                Runnable::run);
    }

    private DomainModel governed(DomainModel model) {
        return Governance.governed(model, inventory(), new Use(ID, PURPOSE), CLOCK);
    }

    /** Checks that the gate refuses what a file opens as now. */
    void requireVoid(Path file) {
        try (FineTunedModel changed = FineTunedModel.open(file)) {
            DomainModel served = governed(changed);
            assertThat(reason(served)).isEqualTo(Reason.CHANGED);
        }
    }

    /** Checks that the gate lets through what a file opens as now. */
    void requireValid(Path file) {
        try (FineTunedModel same = FineTunedModel.open(file)) {
            assertThat(governed(same).answer(cases.get(0).question()).reply()).isPresent();
        }
    }

    private Reason reason(DomainModel served) {
        try {
            served.answer(cases.get(0).question());
            return Reason.OTHER;
        } catch (PolicyViolationException e) {
            return e.reason();
        }
    }
}
