// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.dossier;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.governance.audit.AuditEvent;
import dev.tokka.governance.audit.AuditLog;
import dev.tokka.governance.audit.AuditReader;
import dev.tokka.governance.audit.AuditSettings;
import dev.tokka.governance.audit.Checkpoint;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditSummaryTest {

    private static final String MODEL = Desk.MODEL.fingerprint();

    @TempDir
    private Path directory;

    @Test
    void callsAreCountedByModelAndOutcome() {
        Checkpoint kept = log();

        AuditSummary summary = AuditSummary.of(AuditReader.open(directory), List.of(kept));

        assertThat(summary.proof().verification().isIntact()).isTrue();
        assertThat(summary.proof().kept()).isOne();
        assertThat(summary.events()).containsExactly(Map.entry("approval", 1L));
        assertThat(summary.period())
                .contains(new AuditSummary.Period(
                        Instant.parse("2026-04-01T00:00:00Z"), Instant.parse("2026-04-01T00:00:05Z")));
        Calls calls = summary.callsOf(MODEL).orElseThrow();
        assertThat(calls.total()).isEqualTo(4);
        assertThat(calls.outcomes())
                .containsExactly(
                        Map.entry("PolicyViolationException", 1L), Map.entry("abstention", 1L), Map.entry("reply", 2L));
        assertThat(calls.reasons()).containsExactly(Map.entry("EXPIRED", 1L));
        assertThat(calls.answered()).containsExactly(Map.entry("fallback", 2L));
        assertThat(calls.used().inputTokens()).isEqualTo(20);
        assertThat(calls.used().cost())
                .containsExactly(Map.entry("JPY", new BigDecimal("3")), Map.entry("USD", new BigDecimal("0.30")));
        assertThat(calls.used().time()).isEqualTo(Duration.ofMillis(40));
        assertThat(calls.used().longest()).isEqualTo(Duration.ofMillis(30));
    }

    @Test
    void theDossierShowsThemAndWhoIsNotInTheInventory() {
        log();
        AuditSummary summary = AuditSummary.of(AuditReader.open(directory), List.of());

        Dossier dossier = Desk.dossier(Desk.complete("fee-desk")).audit(summary).build();

        assertThat(MarkdownDossier.write(dossier, Wording.ENGLISH))
                .contains(
                        "| Replies | 2 (50.0 %) |",
                        "| Refused by a policy | 1 (25.0 %) |", "| Cost | JPY 3, USD 0.30 |")
                .contains("EXPIRED 1", "stranger");
        assertThat(dossier.gaps())
                .extracting(gap -> gap.text().english())
                .contains(
                        "The audit log has calls of models that are not in the inventory.",
                        "No checkpoint from elsewhere: records that are missing at the end would not show.");
    }

    @Test
    void ofADamagedLogWhatStandsBeforeIsCountedAndTheDamageIsAGap() throws IOException {
        Checkpoint kept = log();
        Path file = segment();
        String bytes = Files.readString(file, ISO_8859_1);
        Files.writeString(file, bytes.replace("EXPIRED", "EXPIRES"), ISO_8859_1);

        AuditSummary summary = AuditSummary.of(AuditReader.open(directory), List.of(kept));
        Dossier dossier = Desk.dossier(Desk.complete("fee-desk")).audit(summary).build();

        assertThat(summary.proof().verification().isIntact()).isFalse();
        assertThat(summary.callsOf(MODEL).orElseThrow().total()).isEqualTo(3);
        assertThat(dossier.gaps().get(0).kind()).isEqualTo(Gap.Kind.OPEN);
        assertThat(dossier.gaps().get(0).text().english())
                .startsWith("The audit log is not as it was written: record 3 edited");
    }

    @Test
    void factsThatNobodyWouldWriteCountAsNotThere() {
        CallCount count = new CallCount();
        count.add(Map.of("tokens-input", "-5", "tokens-output", "many", "cost-USD", "free", "milliseconds", ""));

        Calls calls = count.calls();

        assertThat(calls.outcomes()).containsExactly(Map.entry("unknown", 1L));
        assertThat(calls.used().inputTokens()).isZero();
        assertThat(calls.used().outputTokens()).isZero();
        assertThat(calls.used().time()).isZero();
    }

    private Path segment() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> {
                        try {
                            return Files.readString(file, ISO_8859_1).contains("EXPIRED");
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    })
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Checkpoint log() {
        AtomicLong seconds = new AtomicLong();
        AuditSettings settings = AuditSettings.DEFAULT
                .withDurability(AuditSettings.Durability.WRITTEN)
                .withClock(() -> Instant.parse("2026-04-01T00:00:00Z").plusSeconds(seconds.getAndIncrement()));
        try (AuditLog log = AuditLog.open(directory, settings)) {
            log.append(
                    call(Map.of("outcome", "reply", "answered", "fallback", "cost-USD", "0.10", "tokens-input", "20")));
            log.append(call(Map.of("outcome", "reply", "answered", "fallback", "cost-USD", "0.20", "cost-JPY", "3")));
            log.append(call(Map.of("outcome", "abstention", "milliseconds", "30")));
            log.append(call(Map.of("outcome", "PolicyViolationException", "reason", "EXPIRED", "milliseconds", "10")));
            log.append(
                    AuditEvent.of(AuditEvent.ANSWER, Map.of("outcome", "reply")).about("stranger"));
            log.append(AuditEvent.of("approval", Map.of()));
            return log.checkpoint();
        }
    }

    private static AuditEvent call(Map<String, String> facts) {
        return AuditEvent.of(AuditEvent.ANSWER, facts).about(MODEL);
    }
}
