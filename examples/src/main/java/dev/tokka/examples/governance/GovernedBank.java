// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.governance;

import dev.tokka.Answer;
import dev.tokka.DomainModel;
import dev.tokka.PolicyViolationException;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Candidate;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Experiment;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.analysis.Analysis;
import dev.tokka.evaluation.dataset.DemoBank;
import dev.tokka.evaluation.metric.text.TextMatch;
import dev.tokka.governance.Governance;
import dev.tokka.governance.Use;
import dev.tokka.governance.audit.AuditLog;
import dev.tokka.governance.audit.AuditReader;
import dev.tokka.governance.audit.Checkpoint;
import dev.tokka.governance.dossier.AuditSummary;
import dev.tokka.governance.dossier.Dossier;
import dev.tokka.governance.dossier.DossierFiles;
import dev.tokka.governance.dossier.Gap;
import dev.tokka.governance.dossier.MonitorSection;
import dev.tokka.governance.inventory.Approval.Terms;
import dev.tokka.governance.inventory.Evidence;
import dev.tokka.governance.inventory.EvidencePolicy;
import dev.tokka.governance.inventory.Lifecycle;
import dev.tokka.governance.inventory.ModelInventory;
import dev.tokka.governance.inventory.ModelRecord;
import dev.tokka.governance.inventory.Registration;
import dev.tokka.governance.inventory.RiskTier;
import dev.tokka.governance.inventory.StepRefusedException;
import dev.tokka.governance.inventory.Validation.Findings;
import dev.tokka.governance.monitoring.AlarmListener;
import dev.tokka.governance.monitoring.Metric;
import dev.tokka.governance.monitoring.Monitor;
import dev.tokka.governance.monitoring.Monitoring;
import dev.tokka.governance.monitoring.Suspension;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The life of a model at a made-up bank, from the draft to the file for the supervisor: developed, validated by an
 * experiment, approved by others, served, refused once its prompt has changed, suspended by a monitor when customers begin
 * to ask something else. Nothing leaves the process.
 *
 * <p>Started by {@code mvn -q -Pgoverned-bank [-Dout=DIRECTORY]}; the directory must be new.
 */
public final class GovernedBank {

    private static final String ID = "fee-desk";
    private static final String PURPOSE = "customer questions";
    private static final String INSTRUCTION = "Reply with the value only.";
    private static final int QUESTIONS = 120;

    private final Path bank;
    private final Path work;
    private final Clock clock;
    private final PrintStream out;

    /** Makes a program over the bank in a folder that keeps everything in {@code work} and prints to {@code out}. */
    GovernedBank(Path bank, Path work, Clock clock, PrintStream out) {
        this.bank = bank;
        this.work = work;
        this.clock = clock;
        this.out = out;
    }

    /** Runs the example. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        String named = System.getProperty("tokka.out", "");
        Path work = named.isEmpty() ? Files.createTempDirectory("governed-bank") : Path.of(named);
        if (Files.exists(work.resolve("inventory"))) {
            out.println("expected a directory for a new bank but there is one at " + work);
            System.exit(1);
        }
        new GovernedBank(Path.of("examples", "demo-bank"), work, Clock.system(ZoneId.systemDefault()), out).run();
    }

    /** Tells the whole life; returns the files of the dossier. */
    List<Path> run() throws IOException, InterruptedException {
        Files.createDirectories(work);
        ModelInventory inventory = ModelInventory.directory(work.resolve("inventory"));
        Lifecycle lifecycle = new Lifecycle(inventory, EvidencePolicy.DEFAULT, clock);
        try (BankDesk desks = BankDesk.open(bank, work);
                AuditLog log = AuditLog.open(Files.createDirectories(work.resolve("audit")))) {
            DomainModel desk = desks.told(INSTRUCTION);
            ModelRecord developed = develop(desks, desk, lifecycle);
            Results results = experiment(desks, desk);
            approve(validate(developed, results, desks, lifecycle), lifecycle);
            Monitor monitor = monitor(results, log, inventory);
            try (monitor) {
                Use use = new Use(ID, PURPOSE);
                DomainModel served = log.audit(Governance.governed(monitor.monitored(desk), inventory, use, clock));
                serve(served);
                step(6, "Somebody changes one word of the prompt.");
                DomainModel changed = desks.told("Reply with the number only.");
                ask(log.audit(Governance.governed(changed, inventory, use, clock)), known().get(0));
                drift(served);
                return dossier(inventory, log.checkpoint(), monitor);
            }
        }
    }

    private ModelRecord develop(BankDesk desks, DomainModel desk, Lifecycle lifecycle) throws IOException {
        step(1, "Sato drafts and develops a model.");
        Registration registration =
                Registration.of("Answers questions on products.", "Retail banking", RiskTier.MEDIUM);
        ModelRecord draft = lifecycle.register(ID, registration, "sato");
        ModelRecord developed = lifecycle.develop(draft, desks.recipe(desk), "sato");
        out.println("   " + ID + ", " + developed.stage() + ": "
                + developed.fingerprint().orElseThrow());
        return developed;
    }

    private Results experiment(BankDesk desks, DomainModel desk) throws IOException, InterruptedException {
        step(2, "An experiment asks " + QUESTIONS + " questions of it and of the model before it was tuned.");
        List<Case> cases = known();
        Benchmark benchmark = DemoBank.benchmark(bank).only(cases::contains).withMetrics(List.of(TextMatch.contains()));
        List<Candidate> candidates =
                List.of(new Candidate("desk", desk), new Candidate("untuned", desks.untuned(INSTRUCTION)));
        return Experiment.of(benchmark, candidates, work.resolve("answers.jsonl"))
                .run(Runnable::run);
    }

    private List<Case> known() {
        return DemoBank.benchmark(bank).cases().stream()
                .filter(each -> DemoBank.KNOWN.equals(each.tags().get(Tags.GROUP)))
                .limit(QUESTIONS)
                .toList();
    }

    private ModelRecord validate(ModelRecord developed, Results results, BankDesk desks, Lifecycle lifecycle) {
        Evidence evidence = Analysis.DEFAULT.of(results, Runnable::run).evidence("desk", "contains", "untuned");
        Evidence.Measured measured = evidence.measured();
        out.printf(
                Locale.ROOT,
                "   right: %.3f, from %.3f to %.3f; before it was tuned: %.3f%n",
                measured.value(),
                measured.low(),
                measured.high(),
                evidence.baseline().orElseThrow().measured().value());
        step(3, "Sato, who built it, wants to validate it; then Tanaka does.");
        Findings findings = Findings.of(evidence).withLimit(desks.knownLimits());
        try {
            lifecycle.validate(developed, findings, "sato");
        } catch (StepRefusedException e) {
            out.println("   refused: " + e.getMessage());
        }
        return lifecycle.validate(developed, findings, "tanaka");
    }

    private void approve(ModelRecord validated, Lifecycle lifecycle) {
        step(4, "Suzuki approves it for half a year and puts it in use.");
        LocalDate revalidation = LocalDate.now(clock).plusMonths(6);
        Terms terms = Terms.of(PURPOSE, revalidation).with("A person reads replies on complaints.");
        ModelRecord used = lifecycle.putInUse(lifecycle.approve(validated, terms, "suzuki"), "suzuki");
        out.println("   " + used.stage() + " for " + used.purposes(LocalDate.now(clock)) + " until " + revalidation);
    }

    private Monitor monitor(Results results, AuditLog log, ModelInventory inventory) {
        Monitoring monitoring = Monitoring.DEFAULT
                .without(Metric.LATENCY) // of a machine that does something else as well
                .withListener(alarm -> out.println("   alarm: " + alarm.status().inWords()))
                .withListener(AlarmListener.recording(log))
                .withSuspension(new Suspension(inventory, ID, "monitor", clock));
        return Monitor.of(results.baseline("desk"), monitoring, clock);
    }

    private void serve(DomainModel served) {
        step(5, "Customers ask. Each call is checked, recorded and watched.");
        known().subList(0, 3).forEach(each -> ask(served, each));
    }

    private void drift(DomainModel served) {
        step(7, "Customers begin to ask what the handbook does not say.");
        List<Case> asked = DemoBank.benchmark(bank).cases().stream()
                .filter(each -> !DemoBank.KNOWN.equals(each.tags().get(Tags.GROUP)))
                .sorted(Comparator.comparing(
                        each -> DemoBank.LATER.equals(each.tags().get(Tags.GROUP))))
                .toList();
        int calls = 0;
        while (calls < 20 * asked.size()) {
            try {
                served.answer(asked.get(calls % asked.size()).question());
                calls++;
            } catch (PolicyViolationException e) {
                out.println("   after " + calls + " of these questions the next call is refused: " + e.reason());
                return;
            }
        }
        out.println("   no alarm after " + calls + " questions");
    }

    private void ask(DomainModel model, Case asked) {
        out.println("   Q: " + asked.question().text());
        try {
            Answer answer = model.answer(asked.question());
            out.println("   A: " + answer.reply().map(Answer.Reply::text).orElse("I do not know."));
        } catch (PolicyViolationException e) {
            out.println("   refused, " + e.reason() + ": " + e.getMessage());
        }
    }

    private List<Path> dossier(ModelInventory inventory, Checkpoint kept, Monitor monitor) throws IOException {
        step(8, "The supervisor asks for the file of the model.");
        Dossier dossier = Dossier.builder(inventory, clock)
                .model(ID)
                .audit(AuditSummary.of(AuditReader.open(work.resolve("audit")), List.of(kept)))
                .section(MonitorSection.of(ID, monitor.status()))
                .languages("en")
                .build();
        for (Gap gap : dossier.gaps()) {
            out.println("   " + gap.kind().title().english() + ": " + gap.text().english());
        }
        List<Path> files = DossierFiles.write(dossier, work.resolve("dossier"));
        files.forEach(file -> out.println("   " + file));
        return files;
    }

    private void step(int number, String what) {
        out.println();
        out.println(number + ". " + what);
    }
}
