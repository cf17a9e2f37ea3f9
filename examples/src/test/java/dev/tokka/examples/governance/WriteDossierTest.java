// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.governance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.governance.audit.AuditEvent;
import dev.tokka.governance.audit.AuditLog;
import dev.tokka.governance.inventory.EvidencePolicy;
import dev.tokka.governance.inventory.Lifecycle;
import dev.tokka.governance.inventory.ModelInventory;
import dev.tokka.governance.inventory.Registration;
import dev.tokka.governance.inventory.RiskTier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteDossierTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-04-01T03:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path temp;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Properties properties = new Properties();

    @Test
    void writesAllFormsAndSaysWhereTheyAre() throws IOException {
        Path records = inventory();
        Path kept = temp.resolve("kept");
        try (AuditLog log = AuditLog.open(temp.resolve("audit"))) {
            log.append(AuditEvent.of("approval", Map.of("by", "suzuki")));
            Files.writeString(kept, log.checkpoint().toString());
        }
        properties.setProperty("tokka.inventory", records.toString());
        properties.setProperty("model", "fee-desk");
        properties.setProperty("tokka.audit", temp.resolve("audit").toString());
        properties.setProperty("tokka.audit.checkpoints", kept.toString());
        properties.setProperty("tokka.languages", "ja");
        properties.setProperty("tokka.out", temp.resolve("out").toString());

        assertThat(run()).isZero();

        Path out = temp.resolve("out");
        for (String name : new String[] {
            "index.en.html",
            "index.ja.html",
            "index.en.md",
            "index.ja.md",
            "index.json",
            "model-card.md",
            "bom.cdx.json"
        }) {
            assertThat(out.resolve(name)).isNotEmptyFile();
            assertThat(printed.toString(UTF_8)).contains(out.resolve(name).toString());
        }
        assertThat(printed.toString(UTF_8)).contains("missing: 1");
        assertThat(Files.readString(out.resolve("index.ja.md"))).contains("開発が記録されていない。", "改変なし");
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(run()).isEqualTo(2);
        properties.setProperty("tokka.inventory", temp.resolve("nowhere").toString());
        properties.setProperty("tokka.out", temp.resolve("out").toString());
        assertThat(run()).isEqualTo(2);
        properties.setProperty("tokka.inventory", inventory().toString());
        properties.setProperty("model", "loan-desk");
        assertThat(run()).isEqualTo(2);

        assertThat(printed.toString(UTF_8))
                .contains("expected -Dinventory=DIRECTORY", "there is none at", "there is no loan-desk");
    }

    private Path inventory() {
        Path records = temp.resolve("inventory");
        new Lifecycle(ModelInventory.directory(records), EvidencePolicy.DEFAULT, CLOCK)
                .register("fee-desk", Registration.of("Answers questions.", "Retail", RiskTier.LOW), "sato");
        return records;
    }

    private int run() {
        return new WriteDossier(properties, CLOCK, new PrintStream(printed, true, UTF_8)).run();
    }
}
