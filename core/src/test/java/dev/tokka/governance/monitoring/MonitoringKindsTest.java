// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Embedder;
import dev.tokka.LoadedModel;
import dev.tokka.PolicyViolationException;
import dev.tokka.Question;
import dev.tokka.config.ConfigException;
import dev.tokka.config.ConfigLoader;
import dev.tokka.config.Kind;
import dev.tokka.config.Role;
import dev.tokka.config.Type;
import dev.tokka.governance.audit.AuditReader;
import dev.tokka.governance.audit.AuditRecord;
import dev.tokka.governance.inventory.House;
import dev.tokka.governance.inventory.ModelInventory;
import dev.tokka.governance.inventory.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MonitoringKindsTest {

    private static final Kind<DomainModel> SAYS =
            Role.MODEL.kind("says", "Says this, or abstains.", Type.text(), (text, making) -> new Says(text));
    private static final Kind<Embedder> LETTERS =
            Role.EMBEDDER.kind("letters", "First letters.", Type.object(), (settings, making) -> new Desk.Letters());

    @TempDir
    private Path folder;

    /** A model that is described alike whatever it says. */
    private record Says(String text) implements DomainModel {

        @Override
        public Answer answer(Question question) {
            return text.equals("nothing") ? Answer.abstain("unknown") : Answer.reply(text);
        }

        @Override
        public Description describe() {
            return text.equals("another") ? Description.of("another") : Desk.DESCRIPTION;
        }
    }

    @BeforeEach
    void makeFiles() throws IOException {
        for (String directory : List.of("inventory", "state", "reports")) {
            Files.createDirectory(folder.resolve(directory));
        }
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            questions.add(Question.of("a".repeat(i % 5 + 1)));
        }
        Baseline baseline = Baseline.builder(Desk.DESCRIPTION.fingerprint())
                .withInputs(new Desk.Letters())
                .ask(new Says("Yes."), questions)
                .build();
        Files.writeString(folder.resolve("baseline.json"), baseline.toJson());
    }

    private LoadedModel load(String says, String with) throws IOException {
        Path file = Files.writeString(
                folder.resolve("model.yaml"), "tokka: 1\nmodel:\n  says: " + says + "\n  with:\n    - " + with + "\n");
        return new ConfigLoader()
                .withEnvironment(Map.of())
                .withKinds(SAYS, LETTERS)
                .load(file);
    }

    private static void ask(DomainModel model, int times) {
        for (int i = 0; i < times; i++) {
            model.answer("a?");
        }
    }

    @Test
    void aFileHasItsModelWatchedAndSuspendedForAllWhoShareTheInventory() throws IOException {
        ModelInventory inventory = ModelInventory.directory(folder.resolve("inventory"));
        new House(inventory).inUse("desk", Desk.DESCRIPTION);

        try (LoadedModel model = load("nothing", """
            monitored:
                    baseline: baseline.json
                    alpha: 0.05
                    tolerances: {abstention: 0.02, latency: 0.5}
                    without: [grounding, cost]
                    window: 100
                    embedder: {letters: {}}
                    state: state
                    suspend: {inventory: inventory, model: desk, by: monitor}
            """)) {
            assertThatExceptionOfType(PolicyViolationException.class).isThrownBy(() -> ask(model, 500));
            assertThat(model.describe()).isEqualTo(Desk.DESCRIPTION);
        }

        assertThat(inventory.find("desk").orElseThrow().stage()).isEqualTo(Stage.SUSPENDED);
        assertThat(folder.resolve("state").resolve(Desk.DESCRIPTION.fingerprint() + ".json"))
                .exists();
    }

    @Test
    void aFallbackTakesOverAlsoAfterARestart() throws IOException {
        String monitored =
                "monitored: {baseline: baseline.json, without: [inputs], state: state, fallback: {says: Call us.}}";
        try (LoadedModel model = load("nothing", monitored)) {
            ask(model, 300);
            assertThat(model.answer("a?")).isEqualTo(Answer.reply("Call us."));
        }
        try (LoadedModel again = load("nothing", monitored)) {
            assertThat(again.answer("a?")).isEqualTo(Answer.reply("Call us."));
        }
    }

    @Test
    void alarmsAreWrittenToTheLogThatTheModelIsAuditedIn() throws IOException {
        Files.createDirectory(folder.resolve("audit"));
        String log = "{directory: audit, max-bytes: 2048, retention: 184d}";
        String file =
                "monitored: {baseline: baseline.json, without: [inputs], audit: " + log + "}\n    - audited: " + log;
        try (LoadedModel model = load("nothing", file)) {
            ask(model, 300);
        }

        List<AuditRecord> records = AuditReader.open(folder.resolve("audit")).records();
        assertThat(records)
                .filteredOn(each -> each.entry().type().equals("alarm"))
                .hasSize(1);
        assertThat(records).hasSize(301);
    }

    @Test
    void aFileHasAChallengerAskedAndWritesTheReport() throws IOException {
        try (LoadedModel model = load(
                "Yes.",
                "shadowed: {challenger: {says: nothing}, share: 1, report: reports, waiting: 5, timeout: 5s}")) {
            assertThat(model.answer("a?")).isEqualTo(Answer.reply("Yes."));
        }

        assertThat(folder.resolve("reports/shadow-report.json")).content().contains("\"compared\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}|baseline",
                "{baseline: nowhere.json}|nowhere.json",
                "{baseline: model.yaml}|expected JSON",
                "{baseline: baseline.json}|withInputs",
                "{baseline: baseline.json, without: [inputs], alpha: 0}|expected a number above 0.0",
                "{baseline: baseline.json, without: [weather]}|weather",
                "{baseline: baseline.json, without: [inputs], tolerances: {latency: 2}}|from 0.0 to 0.99",
                "{baseline: baseline.json, without: [inputs], suspend: {inventory: inventory}}|model",
                "{baseline: baseline.json, without: [inputs], audit: {}}|directory",
                "{baseline: baseline.json, without: [inputs], audit: {directory: nowhere}}|nowhere",
            })
    void whatIsWrongIsToldWithItsPlace(String settingsAndMessage) {
        String settings = settingsAndMessage.substring(0, settingsAndMessage.indexOf('|'));
        String message = settingsAndMessage.substring(settings.length() + 1);

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> load("Yes.", "monitored: " + settings))
                .withMessageContaining(message);
    }

    @Test
    void anotherModelThanThatOfTheBaselineIsRefused() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> load("another", "monitored: {baseline: baseline.json, without: [inputs]}"))
                .withMessageContaining("expected the model of the baseline");
    }
}
