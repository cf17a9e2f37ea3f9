// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints as signed notes, against the published example of Go's {@code sumdb/note}. */
class CheckpointTest {

    private static final String KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private static final String SECRET = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    private static final String TEXT = "If you think cryptography is the answer to your problem,\n"
            + "then you don't know what your problem is.\n";
    private static final String SIGNATURE =
            "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=";

    private static final Checkpoint CHECKPOINT = new Checkpoint(
            "tokka-audit/00", 3, MerkleTree.leafHash(new byte[0]), Instant.parse("2026-04-01T00:00:00Z"), List.of());

    @Test
    void aPublishedKeyIsReadAndWritten() {
        VerifierKey key = VerifierKey.parse(KEY);

        assertThat(key).hasToString(KEY);
        assertThat(key.name()).isEqualTo("PeterNeumann");
    }

    @Test
    void aPublishedSignatureIsVerifiedAndMadeAgain() throws GeneralSecurityException {
        VerifierKey key = VerifierKey.parse(KEY);
        byte[] published = Base64.getDecoder().decode(SIGNATURE);
        byte[] signed = CheckpointSigner.ed25519(key, published()).sign(TEXT.getBytes(UTF_8));

        assertThat(key.verifies(TEXT.getBytes(UTF_8), published)).isTrue();
        assertThat(key.verifies((TEXT + " ").getBytes(UTF_8), published)).isFalse();
        assertThat(key.verifies(TEXT.getBytes(UTF_8), Arrays.copyOf(published, 40)))
                .isFalse();
        assertThat(signed).isEqualTo(Arrays.copyOfRange(published, 4, published.length));
    }

    private static PrivateKey published() throws GeneralSecurityException {
        byte[] seed = Arrays.copyOfRange(Base64.getDecoder().decode(SECRET), 1, 33);
        byte[] encoded = Checkpoint.join(HexFormat.of().parseHex("302e020100300506032b657004220420"), seed);
        return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    @Test
    void aSignedCheckpointIsReadAsItWasWritten() {
        CheckpointSigner signer = signer("bank.example/audit");
        Checkpoint signed = CHECKPOINT.signedBy(signer).signedBy(signer("witness"));

        Checkpoint read = Checkpoint.parse(signed.toString());

        assertThat(read).isEqualTo(signed);
        assertThat(read.isSignedBy(signer.verifierKey())).isTrue();
        assertThat(read.isSignedBy(signer("bank.example/audit").verifierKey()))
                .as("by another key of the same name")
                .isFalse();
    }

    @Test
    void theTextHasOriginSizeRootAndTime() {
        assertThat(CHECKPOINT)
                .hasToString("tokka-audit/00\n3\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\n"
                        + "time 2026-04-01T00:00:00Z\n\n");
    }

    @Test
    void aChangedCheckpointIsNotSigned() {
        CheckpointSigner signer = signer("bank");
        String note = CHECKPOINT.signedBy(signer).toString();

        Checkpoint changed = Checkpoint.parse(note.replace("\n3\n", "\n4\n"));

        assertThat(changed.isSignedBy(signer.verifierKey())).isFalse();
        assertThat(new Checkpoint(
                                "o",
                                1,
                                changed.root(),
                                changed.time(),
                                List.of(new Checkpoint.Signature("bank", "no base64!")))
                        .isSignedBy(signer.verifierKey()))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "origin\n3\n",
                "origin\nthree\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\ntime 2026-04-01T00:00:00Z\n\n",
                "origin\n3\nbjQL\ntime 2026-04-01T00:00:00Z\n\n",
                "origin\n3\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\ntime yesterday\n\n",
                "origin\n-3\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\ntime 2026-04-01T00:00:00Z\n\n",
                "origin\n3\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\ntime 2026-04-01T00:00:00Z\n\nsigned\n"
            })
    void whatIsNoCheckpointIsRefused(String note) {
        assertThatIllegalArgumentException().isThrownBy(() -> Checkpoint.parse(note));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PeterNeumann",
                "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3+AhpC2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3+ARpc"
            })
    void whatIsNoKeyIsRefused(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> VerifierKey.parse(key));
    }

    @Test
    void aPrivateKeyMustFitThePublicOne() {
        VerifierKey other = signer("bank").verifierKey();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CheckpointSigner.ed25519(other, published()))
                .withMessageContaining("bank");
    }

    static CheckpointSigner signer(String name) {
        try {
            return CheckpointSigner.ed25519(
                    name, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
