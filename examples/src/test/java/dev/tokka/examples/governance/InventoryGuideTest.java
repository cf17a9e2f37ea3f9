// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.governance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Answer;
import dev.tokka.DomainModel;
import dev.tokka.LoadedModel;
import dev.tokka.PolicyViolationException;
import dev.tokka.PolicyViolationException.Reason;
import dev.tokka.Question;
import dev.tokka.config.ConfigLoader;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Candidate;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Experiment;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.analysis.Analysis;
import dev.tokka.evaluation.analysis.Report;
import dev.tokka.evaluation.metric.text.TextMatch;
import dev.tokka.governance.Governance;
import dev.tokka.governance.Use;
import dev.tokka.governance.inventory.Approval.Terms;
import dev.tokka.governance.inventory.Development.Ingredient;
import dev.tokka.governance.inventory.Development.Recipe;
import dev.tokka.governance.inventory.EvidencePolicy;
import dev.tokka.governance.inventory.Lifecycle;
import dev.tokka.governance.inventory.Lifecycle.Note;
import dev.tokka.governance.inventory.ModelInventory;
import dev.tokka.governance.inventory.ModelRecord;
import dev.tokka.governance.inventory.Registration;
import dev.tokka.governance.inventory.RiskTier;
import dev.tokka.governance.inventory.StepRefusedException;
import dev.tokka.governance.inventory.Validation.Findings;
import dev.tokka.prompting.Prompting;
import dev.tokka.testkit.ScriptedModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The code of the chapters "Inventory" and "Gate" of the guide to governance. */
class InventoryGuideTest {

    private static final Path PAGES = Path.of("..", "docs");

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, UTF_8);
    private final DomainModel base = ScriptedModel.replying("500 yen");

    @Test
    void aModelIsDevelopedValidatedApprovedServedAndRefusedOnceItHasChanged() throws InterruptedException {
        Path records = folder.resolve("inventory");
        // SHOW
        DomainModel desk = base.with(Prompting.instructions("Reply with the value only."));

        Clock clock = Clock.system(ZoneId.of("Asia/Tokyo"));
        ModelInventory inventory = ModelInventory.directory(records);
        Lifecycle lifecycle = new Lifecycle(inventory, EvidencePolicy.DEFAULT, clock);

        Registration registration = Registration.of("Answers questions on fees.", "Retail banking", RiskTier.MEDIUM);
        ModelRecord draft = lifecycle.register("fee-desk", registration, "sato");

        Ingredient weights = Ingredient.of(Ingredient.Kind.BASE_MODEL, "demo-lm", "sha256:6b336c08", "Apache-2.0");
        ModelRecord developed =
                lifecycle.develop(draft, Recipe.of(desk.describe()).with(weights), "sato");
        // END
        Report report = report(desk);
        // SHOW
        Findings findings =
                Findings.of(report.evidence("desk", "contains", "base")).withLimit("Not asked about fees abroad.");
        try {
            lifecycle.validate(developed, findings, "sato");
        } catch (StepRefusedException e) {
            out.println(e.missing()); // [a validator who did not develop it is needed]
        }
        ModelRecord validated = lifecycle.validate(developed, findings, "tanaka");
        // END
        // SHOW
        LocalDate revalidation = LocalDate.now(clock).plusMonths(6);
        Terms terms = Terms.of("customer questions", revalidation).with("A person reads replies on complaints.");
        ModelRecord approved = lifecycle.approve(validated, terms, "suzuki");
        lifecycle.putInUse(approved, "suzuki");
        // END
        // SHOW
        Use use = new Use("fee-desk", "customer questions");
        DomainModel served = Governance.governed(desk, inventory, use, clock);
        Answer answer = served.answer("What does a transfer cost?");

        DomainModel changed = base.with(Prompting.instructions("Reply with the value only!"));
        try {
            Governance.governed(changed, inventory, use, clock).answer("What does a transfer cost?");
        } catch (PolicyViolationException e) {
            out.println(e.reason() + ", " + e.getMessage());
        }
        // END
        // SHOW
        lifecycle.suspend("fee-desk", new Note("Customers report a wrong fee.", "ito"));
        // END

        assertThat(answer.reply()).isPresent();
        assertThat(printed.toString(UTF_8))
                .startsWith("[a validator who did not develop it is needed]")
                .contains("CHANGED, 'fee-desk' for 'customer questions': expected the model that was approved");
        assertThat(reason(served)).isEqualTo(Reason.SUSPENDED);
    }

    private Report report(DomainModel desk) throws InterruptedException {
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            cases.add(Case.of(
                    "case-" + i, Question.of("Fee of item " + i + "?"), new Expected.Texts(List.of("500 yen"))));
        }
        Benchmark benchmark = Benchmark.of("fees", cases, TextMatch.contains());
        List<Candidate> candidates = List.of(new Candidate("desk", desk), new Candidate("base", base));
        Results results = Experiment.of(benchmark, candidates, folder.resolve("answers.jsonl"))
                .run(Runnable::run);
        return Analysis.DEFAULT.of(results, Runnable::run);
    }

    private static Reason reason(DomainModel model) {
        try {
            model.answer("What does a transfer cost?");
            return Reason.OTHER;
        } catch (PolicyViolationException e) {
            return e.reason();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"governance.md", "governance.ja.md"})
    void theGuideShowsTheCodeAsItStandsHere(String page) throws IOException {
        String source =
                Files.readString(Path.of("src/test/java", getClass().getName().replace('.', '/') + ".java"));
        List<String> shown = Pattern.compile("(?ms)^ *// SHOW\n(.*?)^ *// END$")
                .matcher(source)
                .results()
                .map(match -> match.group(1).stripTrailing().stripIndent() + "\n")
                .toList();

        assertThat(shown).hasSize(5);
        assertThat(blocks("java", page)).containsSubsequence(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"governance.md", "governance.ja.md"})
    void theFileOfTheGuideLoads(String page) throws IOException {
        String file = blocks("yaml", page).stream()
                .filter(block -> block.contains("governed:"))
                .findFirst()
                .orElseThrow();
        Files.createDirectory(folder.resolve("inventory"));
        Path written = Files.writeString(folder.resolve("model.yaml"), file);

        try (LoadedModel model = new ConfigLoader().load(written)) {
            assertThat(reason(model)).isEqualTo(Reason.UNREGISTERED);
        }
    }

    private static List<String> blocks(String language, String page) throws IOException {
        return Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$")
                .matcher(Files.readString(PAGES.resolve(page)))
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
