// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokka.Answer;
import dev.tokka.DomainModel;
import dev.tokka.LoadedModel;
import dev.tokka.config.ConfigException;
import dev.tokka.config.ConfigLoader;
import dev.tokka.config.Kind;
import dev.tokka.config.Role;
import dev.tokka.config.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditKindsTest {

    private static final Kind<DomainModel> SAYS = Role.MODEL.kind(
            "says", "Always replies the same.", Type.text(), (text, making) -> question -> Answer.reply(text));

    @TempDir
    Path temp;

    private LoadedModel load(String model, Map<String, String> environment) throws IOException {
        Files.createDirectories(temp.resolve("audit"));
        Path file = Files.writeString(temp.resolve("model.yaml"), "tokka: 1\nmodel:\n" + model.indent(2));
        return new ConfigLoader().withKinds(SAYS).withEnvironment(environment).load(file);
    }

    @Test
    void aFileHasItsModelAudited() throws IOException, GeneralSecurityException {
        KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        VerifierKey verifier = new VerifierKey("bank", keys.getPublic());
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";

        try (LoadedModel model = load("""
            says: "Yes."
            with:
              - audited:
                  directory: audit
                  durability: written
                  on-failure: open
                  contents: digests
                  streaming: recorded
                  retention: 184d
                  signer: {verifier-key: "%s", private-key: "${AUDIT_KEY}"}
            """.formatted(verifier), Map.of("AUDIT_KEY", pem))) {
            assertThat(model.answer("May I?").reply()).isPresent();
            assertThat(model.describe().properties())
                    .containsEntry("durability", "written")
                    .containsEntry("on failure", "open")
                    .containsEntry("contents", "digests")
                    .containsEntry("streaming", "recorded");
        }

        AuditReader reader = AuditReader.open(temp.resolve("audit"));
        assertThat(reader.records()).hasSize(1);
        assertThat(reader.verify(List.of(), verifier).isIntact()).isTrue();
    }

    @Test
    void partsOfOneFileShareALog() throws IOException {
        try (LoadedModel model = load("""
            fallback:
              - {says: "Yes.", with: [{audited: {directory: audit}}]}
              - {says: "No.", with: [{audited: {directory: audit}}]}
            """, Map.of())) {
            model.answer("May I?");
        }

        assertThat(AuditReader.open(temp.resolve("audit")).records()).hasSize(1);
    }

    @Test
    void whatIsWrongIsToldWithItsPlace() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() ->
                        load("says: \"Yes.\"\nwith: [{audited: {directory: elsewhere, durability: never}}]", Map.of()))
                .withMessageContainingAll("elsewhere", "synced", "written", "never");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> load(
                        "says: \"Yes.\"\nwith: [{audited: {directory: audit, signer: {verifier-key: "
                                + "\"PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW\","
                                + " private-key: \"${AUDIT_KEY}\"}}}]",
                        Map.of("AUDIT_KEY", "c2VjcmV0LXNlY3JldA==")))
                .withMessageContaining("verifier-key")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("c2VjcmV0"));
    }
}
