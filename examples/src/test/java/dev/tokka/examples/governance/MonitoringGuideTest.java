// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.governance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.LoadedModel;
import dev.tokka.PolicyViolationException;
import dev.tokka.PolicyViolationException.Reason;
import dev.tokka.Question;
import dev.tokka.config.ConfigLoader;
import dev.tokka.config.Kind;
import dev.tokka.config.Role;
import dev.tokka.config.Type;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Candidate;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Experiment;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.metric.text.TextMatch;
import dev.tokka.examples.Documentation;
import dev.tokka.governance.audit.AuditLog;
import dev.tokka.governance.audit.AuditReader;
import dev.tokka.governance.inventory.ModelInventory;
import dev.tokka.governance.monitoring.AlarmListener;
import dev.tokka.governance.monitoring.Background;
import dev.tokka.governance.monitoring.Baseline;
import dev.tokka.governance.monitoring.Metric;
import dev.tokka.governance.monitoring.MetricStatus;
import dev.tokka.governance.monitoring.Monitor;
import dev.tokka.governance.monitoring.Monitoring;
import dev.tokka.governance.monitoring.Suspension;
import dev.tokka.governance.monitoring.shadow.Shadow;
import dev.tokka.governance.monitoring.shadow.Shadowing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The code of the chapter "Monitoring" of the guide to governance. */
class MonitoringGuideTest {

    private static final String GUIDE = "docs/governance.md";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, UTF_8);
    private final Clock clock = Clock.systemUTC();
    private final Moody desk = new Moody();

    /** A model that stops to know without being changed, as one behind an API may. */
    private static final class Moody implements DomainModel {

        private volatile boolean knowing = true;

        @Override
        public Answer answer(Question question) {
            return knowing ? Answer.reply("500 yen") : Answer.abstain("nothing was found");
        }

        @Override
        public Description describe() {
            return Description.of("moody");
        }
    }

    @Test
    void aModelIsWatchedAndSuspended() throws IOException, InterruptedException {
        Path file = folder.resolve("baseline.json");
        Path state = folder.resolve("state.json");
        Desk house = Desk.in(Files.createDirectory(folder.resolve("inventory")));
        house.approve("fee-desk", desk.describe());
        ModelInventory inventory = house.inventory();
        Results results = results();
        AuditLog log = AuditLog.open(folder.resolve("audit"));
        // SHOW
        Baseline measured = results.baseline("desk");
        Files.writeString(file, measured.toJson());
        // END
        // SHOW
        Baseline baseline = Baseline.parse(Files.readString(file));
        Monitoring monitoring = Monitoring.DEFAULT
                .withTolerance(Metric.ABSTENTION, 0.1)
                .withListener(alarm -> out.println(alarm.status().inWords()))
                .withListener(AlarmListener.recording(log))
                .withSuspension(new Suspension(inventory, "fee-desk", "monitor of the desk", clock));
        Monitor monitor = Monitor.open(state, baseline, monitoring, clock);
        DomainModel monitored = monitor.monitored(desk);
        // END
        DomainModel served = house.governed("fee-desk", monitored);
        served.answer("What does a transfer cost?");
        desk.knowing = false;
        // SHOW
        for (MetricStatus metric : monitor.status().metrics()) {
            out.println(metric.inWords());
        }
        // END
        assertThatExceptionOfType(PolicyViolationException.class)
                .isThrownBy(() -> ask(served))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.SUSPENDED));
        monitor.close();
        log.close();

        assertThat(printed.toString(UTF_8))
                .contains("abstention: 0.000 in the baseline, 0.000 of late", "latency: ", "failures: ")
                .containsPattern("abstention: 0.000 in the baseline, 0.[0-9]+ of late");
        assertThat(AuditReader.open(folder.resolve("audit")).records()).hasSize(1);
    }

    private static void ask(DomainModel model) {
        for (int i = 0; i < 100; i++) {
            model.answer("What does a transfer cost?");
        }
    }

    private Results results() throws InterruptedException {
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            cases.add(Case.of(
                    "case-" + i, Question.of("Fee of item " + i + "?"), new Expected.Texts(List.of("500 yen"))));
        }
        Benchmark benchmark = Benchmark.of("fees", cases, TextMatch.contains());
        return Experiment.of(benchmark, List.of(new Candidate("desk", desk)), folder.resolve("answers.jsonl"))
                .run(Runnable::run);
    }

    @Test
    void aChallengerIsComparedInTheShadow() {
        DomainModel challenger = question -> Answer.reply("550 yen");
        // SHOW
        Background background = new Background("challenger", 100);
        Shadow shadow = Shadow.of(challenger, Shadowing.of(0.05, background));
        DomainModel served = shadow.shadowed(desk);
        out.println(shadow.report().toJson());
        // END
        background.close();

        assertThat(served.answer("What does a transfer cost?")).isEqualTo(Answer.reply("500 yen"));
        assertThat(printed.toString(UTF_8)).contains("\"compared\" : 0");
    }

    @Test
    void theFileOfTheGuideLoads() throws IOException, InterruptedException {
        Files.createDirectory(folder.resolve("inventory"));
        Files.createDirectory(folder.resolve("monitoring"));
        Files.createDirectory(folder.resolve("audit"));
        Files.writeString(
                folder.resolve("baseline.json"), results().baseline("desk").toJson());
        String file = Documentation.blocks("yaml", GUIDE).stream()
                .filter(block -> block.contains("monitored:"))
                .findFirst()
                .orElseThrow()
                .replaceAll("openai: .*", "moody: x")
                .replaceAll("    - prompting: .*\n", "");
        Kind<DomainModel> moody = Role.MODEL.kind("moody", "Stands for a model.", Type.text(), (text, making) -> desk);
        Path written = Files.writeString(folder.resolve("model.yaml"), file);

        try (LoadedModel model = new ConfigLoader().withKinds(moody).load(written)) {
            assertThat(model.describe()).isEqualTo(desk.describe());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {GUIDE, "docs/governance.ja.md"})
    void theGuideShowsTheCodeAsItStandsHere(String page) throws IOException {
        assertThat(Documentation.javaBlocks(page))
                .containsSubsequence(Documentation.shownBy(MonitoringGuideTest.class));
    }
}
