// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Answer;
import dev.tokka.Caller;
import dev.tokka.DomainModel;
import dev.tokka.LoadedModel;
import dev.tokka.Question;
import dev.tokka.config.ConfigLoader;
import dev.tokka.config.Kind;
import dev.tokka.config.Role;
import dev.tokka.config.Type;
import dev.tokka.governance.audit.AuditLog;
import dev.tokka.governance.audit.AuditReader;
import dev.tokka.governance.audit.AuditRecord;
import dev.tokka.governance.audit.AuditSettings;
import dev.tokka.governance.audit.Auditing;
import dev.tokka.governance.audit.Checkpoint;
import dev.tokka.governance.audit.CheckpointSigner;
import dev.tokka.governance.audit.Damage;
import dev.tokka.governance.audit.InclusionProof;
import dev.tokka.governance.audit.Receipt;
import dev.tokka.governance.audit.Verification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The code of the guide to governance, section "Audit", runs, and the guide shows it as it stands here, in this order. */
class AuditGuideTest {

    private static final String GUIDE = "docs/governance.md";

    @TempDir
    Path temp;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, UTF_8);
    private final DomainModel clerk = question -> Answer.reply("A transfer is free.");

    @Test
    void callsAreRecordedVerifiedAndErased() throws IOException, GeneralSecurityException {
        Path directory = temp.resolve("audit");
        Path elsewhere = temp.resolve("checkpoint.txt");
        // SHOW
        KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair(); // once; keep them
        CheckpointSigner signer = CheckpointSigner.ed25519("bank.example/audit", keys);
        AuditSettings settings = AuditSettings.DEFAULT
                .withSigner(signer)
                .withSegments(AuditSettings.Segmentation.DEFAULT.withRetention(Duration.ofDays(184)));
        try (AuditLog log = AuditLog.open(directory, settings)) {
            DomainModel model = log.audit(clerk);
            model.answer(Question.of("What does a transfer cost?").with(Caller.KEY, Caller.of("ann")));
            Files.writeString(elsewhere, log.checkpoint().toString());
        }
        // END
        // SHOW
        AuditReader reader = AuditReader.open(directory);
        Checkpoint kept = Checkpoint.parse(Files.readString(elsewhere));
        Verification verification = reader.verify(List.of(kept), signer.verifierKey());
        out.println(verification.damage().map(Damage::toString).orElse("intact"));
        for (AuditRecord record : reader.records()) {
            out.println(record.sequence() + " " + record.entry().facts() + " " + reader.contents(record));
        }
        // END
        AuditRecord first = reader.records().get(0);
        Receipt receipt = new Receipt(first.sequence(), first.hash());
        // SHOW
        InclusionProof proof = reader.tree().inclusion(receipt.sequence(), kept.size());
        out.println(proof.verify(receipt.hash(), kept.root()));
        // END
        // SHOW
        try (AuditLog log = AuditLog.open(directory, settings)) {
            log.erase("ann");
        }
        // END

        assertThat(printed.toString(UTF_8))
                .contains("intact", "outcome=reply", "What does a transfer cost?", "true")
                .doesNotContain("DAMAGED");
        assertThat(reader.contents(first)).isEmpty();
        assertThat(reader.verify(List.of(kept)).isIntact()).isTrue();
    }

    @Test
    void textsAreRedactedBeforeTheyAreKept() {
        AuditLog log = AuditLog.open(temp.resolve("audit"));
        // SHOW
        Auditing auditing = Auditing.DEFAULT
                .withRedaction(text -> text.replaceAll("\\d{7,}", "<number>"))
                .withStreaming(Auditing.Streaming.RECORDED);
        DomainModel model = log.audit(clerk, auditing);
        // END
        model.answer("What does account 1234567 cost?");
        log.close();

        AuditReader reader = AuditReader.open(temp.resolve("audit"));
        assertThat(reader.contents(reader.records().get(0)).orElseThrow())
                .containsEntry("question", "What does account <number> cost?");
    }

    @Test
    void theFileOfTheGuideLoads() throws IOException {
        Files.createDirectories(temp.resolve("audit"));
        Path file = Files.writeString(
                temp.resolve("model.yaml"), Documentation.blocks("yaml", GUIDE).get(0));
        Kind<DomainModel> stand = Role.MODEL.kind("clerk", "Stands for a model.", Type.text(), (text, making) -> clerk);

        Files.writeString(file, Files.readString(file).replace("extractive: {index: handbook-index}", "clerk: x"));
        try (LoadedModel model = new ConfigLoader().withKinds(stand).load(file)) {
            model.answer("What does a transfer cost?");
        }

        assertThat(AuditReader.open(temp.resolve("audit")).records()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {GUIDE, "docs/governance.ja.md"})
    void theGuideShowsTheCodeAsItStandsHere(String page) throws IOException {
        assertThat(Documentation.javaBlocks(page)).containsSubsequence(Documentation.shownBy(getClass()));
        assertThat(Documentation.blocks("yaml", page)).isEqualTo(Documentation.blocks("yaml", GUIDE));
    }
}
