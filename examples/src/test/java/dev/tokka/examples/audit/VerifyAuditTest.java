// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.governance.audit.AuditEvent;
import dev.tokka.governance.audit.AuditLog;
import dev.tokka.governance.audit.AuditReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyAuditTest {

    @TempDir
    Path temp;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private int run(String... files) {
        return VerifyAudit.run(List.of(files), Optional.empty(), new PrintStream(printed, true, UTF_8));
    }

    @Test
    void tellsWhetherALogAndItsExportAreIntact() throws IOException {
        Path directory = temp.resolve("audit");
        Path kept = temp.resolve("kept");
        Path export = temp.resolve("export.jsonl");
        try (AuditLog log = AuditLog.open(directory)) {
            log.append(AuditEvent.of("approval", Map.of("by", "validator")));
            log.append(AuditEvent.of("approval", Map.of("by", "approver")));
            Files.writeString(kept, log.checkpoint().toString());
        }
        try (OutputStream out = Files.newOutputStream(export)) {
            AuditReader.open(directory).export(out);
        }
        assertThat(run(directory.toString(), kept.toString())).isZero();
        assertThat(run(export.toString(), kept.toString())).isZero();
        assertThat(printed.toString(UTF_8)).contains("2 records", "intact");

        Path records = directory.resolve("00000000000000000000.records");
        byte[] bytes = Files.readAllBytes(records);
        bytes[30] ^= 1;
        Files.write(records, bytes);

        assertThat(run(directory.toString())).isEqualTo(1);
        assertThat(printed.toString(UTF_8)).contains("DAMAGED: record 0 edited", "no checkpoint from elsewhere");
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(run()).isEqualTo(2);
        assertThat(run(temp.resolve("nothing").toString())).isEqualTo(2);
        assertThat(printed.toString(UTF_8)).contains("-Daudit=LOG", "could not be verified");
    }
}
