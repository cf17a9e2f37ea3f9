// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.LoadedModel;
import dev.tokka.PolicyViolationException;
import dev.tokka.PolicyViolationException.Reason;
import dev.tokka.Question;
import dev.tokka.config.ConfigException;
import dev.tokka.config.ConfigLoader;
import dev.tokka.config.Kind;
import dev.tokka.config.Role;
import dev.tokka.config.Type;
import dev.tokka.governance.inventory.Approval.Terms;
import dev.tokka.governance.inventory.Development.Recipe;
import dev.tokka.governance.inventory.EvidencePolicy;
import dev.tokka.governance.inventory.House;
import dev.tokka.governance.inventory.Lifecycle;
import dev.tokka.governance.inventory.ModelInventory;
import dev.tokka.governance.inventory.ModelRecord;
import dev.tokka.governance.inventory.Registration;
import dev.tokka.governance.inventory.RiskTier;
import dev.tokka.governance.inventory.Validation.Findings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GovernanceKindsTest {

    private static final Kind<DomainModel> SAYS =
            Role.MODEL.kind("says", "Always says the same.", Type.text(), (text, making) -> new Says(text));

    @TempDir
    private Path folder;

    private record Says(String text) implements DomainModel {

        @Override
        public Answer answer(Question question) {
            return Answer.reply(text);
        }

        @Override
        public Description describe() {
            return Description.of("says", text);
        }
    }

    @BeforeEach
    void makeInventory() throws IOException {
        Files.createDirectory(folder.resolve("inventory"));
    }

    private LoadedModel load(String says, String settings) throws IOException {
        Path file = Files.writeString(
                folder.resolve("model.yaml"),
                "tokka: 1\nmodel:\n  says: " + says + "\n  with:\n    - governed: " + settings + "\n");
        return new ConfigLoader().withEnvironment(Map.of()).withKinds(SAYS).load(file);
    }

    @Test
    void aFileIsServedAfterWhatItDescribesWasApproved() throws IOException {
        String governed = "{inventory: inventory, model: desk, purpose: customer questions, zone: Asia/Tokyo}";
        try (LoadedModel model = load("500 yen.", governed)) {
            assertThatExceptionOfType(PolicyViolationException.class)
                    .isThrownBy(() -> model.answer("What is the fee?"))
                    .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.UNREGISTERED));

            approve(model.describe());

            assertThat(model.answer("What is the fee?")).isEqualTo(Answer.reply("500 yen."));
        }
        try (LoadedModel changed = load("600 yen.", governed)) {
            assertThatExceptionOfType(PolicyViolationException.class)
                    .isThrownBy(() -> changed.answer("What is the fee?"))
                    .withMessageEndingWith("but it has changed: says: name");
        }
    }

    private void approve(Description description) {
        Clock clock = Clock.systemUTC();
        Lifecycle lifecycle =
                new Lifecycle(ModelInventory.directory(folder.resolve("inventory")), EvidencePolicy.DEFAULT, clock);
        Registration registration = Registration.of("Answers questions on fees.", "Retail", RiskTier.LOW);
        ModelRecord draft = lifecycle.register("desk", registration, "sato");
        ModelRecord developed = lifecycle.develop(draft, Recipe.of(description), "sato");
        Findings findings = Findings.of(House.evidence("fees", description));
        ModelRecord validated = lifecycle.validate(developed, findings, "tanaka");
        Terms terms = Terms.of(House.PURPOSE, LocalDate.now(clock).plusMonths(1));
        lifecycle.putInUse(lifecycle.approve(validated, terms, "suzuki"), "suzuki");
    }

    @Test
    void whatIsMissingOrWrongIsToldWithItsPlace() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> load("x", "{inventory: inventory, model: desk}"))
                .withMessageContaining("purpose");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> load("x", "{inventory: nowhere, model: desk, purpose: any}"))
                .withMessageContaining("nowhere");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> load("x", "{inventory: inventory, model: desk, purpose: any, zone: Tokyo/Asia}"))
                .withMessageContaining("Tokyo/Asia");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> load("x", "{inventory: inventory, model: ../desk, purpose: any}"))
                .withMessageContaining("expected an id");
    }
}
