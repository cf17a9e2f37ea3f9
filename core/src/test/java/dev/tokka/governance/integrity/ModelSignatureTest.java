// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.integrity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokka.Digests;
import dev.tokka.governance.integrity.UntrustedModelException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelSignatureTest {

    private static final KeyPair VENDOR = pair("secp384r1");
    private static final KeyPair STRANGER = pair("secp384r1");

    @TempDir
    Path folder;

    private Path model;
    private Path bundle;

    @BeforeEach
    void signAModel() throws IOException {
        model = Files.createDirectories(folder.resolve("bank"));
        bundle = model.resolve("model.sig");
        Files.createDirectories(model.resolve("onnx"));
        Files.writeString(model.resolve("onnx/model.onnx"), "weights");
        Files.writeString(model.resolve("tokenizer.json"), "{}");
        ModelSignature.sign(model, bundle, VENDOR);
    }

    @Test
    void aSignedDirectoryIsVerified() throws IOException {
        SignedModel signed = verify();
        assertThat(signed.name()).isEqualTo("bank");
        assertThat(signed.digests())
                .containsExactly(
                        Map.entry("onnx/model.onnx", Digests.sha256("weights")),
                        Map.entry("tokenizer.json", Digests.sha256("{}")));
        Path pem = folder.resolve("vendor.pem");
        Files.writeString(pem, pem(VENDOR));
        assertThat(ModelSignature.verify(model, bundle, TrustedSigner.key(pem))).isEqualTo(signed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"secp256r1", "secp521r1"})
    void otherCurvesOfTheFormatAreVerified(String curve) {
        KeyPair keys = pair(curve);
        ModelSignature.sign(model, bundle, keys);
        assertThat(ModelSignature.verify(model, bundle, TrustedSigner.key(keys.getPublic()))
                        .digests())
                .hasSize(2);
    }

    @Test
    void aChangedMissingOrAddedFileIsNamed() throws IOException {
        Files.writeString(model.resolve("onnx/model.onnx"), "Weights");
        assertRefused(Reason.CHANGED, "model.onnx: expected the SHA-256 " + Digests.sha256("weights"));
        Files.writeString(model.resolve("onnx/model.onnx"), "weights");
        Files.writeString(model.resolve("onnx/more.onnx_data"), "");
        assertRefused(Reason.UNSIGNED, "more.onnx_data: expected only files that were signed");
        Files.delete(model.resolve("onnx/more.onnx_data"));
        Files.delete(model.resolve("tokenizer.json"));
        assertRefused(Reason.MISSING, "tokenizer.json: expected a file that was signed but it is missing");
    }

    @Test
    void whatVersionControlKeepsAtTheTopIsNotLookedAt() throws IOException {
        Files.createDirectories(model.resolve(".git"));
        Files.writeString(model.resolve(".git/config"), "");
        Files.writeString(model.resolve(".gitattributes"), "");
        assertThat(verify().digests()).hasSize(2);
        Files.writeString(model.resolve("onnx/.gitattributes"), "");
        assertRefused(Reason.UNSIGNED, "onnx");
    }

    @Test
    void aLinkToAFileCountsByItsContentAndALinkToAFolderIsRefused() throws IOException {
        Path blob = folder.resolve("blob");
        Files.move(model.resolve("tokenizer.json"), blob);
        Files.createSymbolicLink(model.resolve("tokenizer.json"), blob);
        assertThat(verify().digests()).containsKey("tokenizer.json");
        Files.createSymbolicLink(model.resolve("more"), Files.createDirectories(folder.resolve("elsewhere")));
        assertRefused(Reason.UNSIGNED, "something else");
    }

    @Test
    void anotherSignerIsRefused() {
        ModelSignature.sign(model, bundle, STRANGER);
        assertRefused(Reason.OTHER_SIGNER, "it names another signer");
    }

    @Test
    void aSignatureOfAStrangerThatNamesTheVendorIsRefused() throws IOException {
        ModelSignature.sign(model, bundle, STRANGER);
        replace(TrustedSigner.hint(STRANGER.getPublic()), TrustedSigner.hint(VENDOR.getPublic()));
        assertRefused(Reason.OTHER_SIGNER, "expected a signature by the trusted signer");
    }

    /** No character of a bundle can be changed so that it still verifies. */
    @Test
    void everyMutationOfABundleIsRefused() throws IOException {
        String text = Files.readString(bundle);
        int verified = 0;
        for (int at = 0; at < text.length(); at++) {
            char other = text.charAt(at) == 'A' ? 'B' : 'A';
            Files.writeString(bundle, text.substring(0, at) + other + text.substring(at + 1));
            try {
                verify();
                verified++;
            } catch (UntrustedModelException expected) {
                assertThat(expected.reason()).isNotNull();
            }
        }
        assertThat(verified).isZero();
        Files.writeString(bundle, text);
        assertThat(verify().name()).isEqualTo("bank");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"keyid\":\"\"|\"keyid\":\"1\"",
                "\"tlogEntries\":[]|\"tlogEntries\":[{}]",
                "\"tlogEntries\":[]|\"tlogEntries\":[],\"more\":1",
                "{\"mediaType\"|{\"mediaType\":1,\"mediaType\"",
                "\"signatures\":[|\"signatures\":[{},",
                "bundle.v0.3|bundle.v0.1",
                "vnd.in-toto+json|json",
                "\"publicKey\"|\"certificate\"",
            })
    void whatTheFormatDoesNotSayIsRefused(String change) throws IOException {
        String[] parts = change.split("\\|", -1);
        replace(parts[0], parts[1]);
        assertThatExceptionOfType(UntrustedModelException.class)
                .isThrownBy(this::verify)
                .matches(e -> e.reason() == Reason.MALFORMED || e.reason() == Reason.UNSUPPORTED);
    }

    @Test
    void aFileThatIsNoBundleIsRefused() throws IOException {
        Files.writeString(bundle, "version https://git-lfs.github.com/spec/v1");
        assertRefused(Reason.MALFORMED, "expected a signature as JSON");
        Files.delete(bundle);
        assertRefused(Reason.MISSING, "there is no such file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside", "/etc/passwd", "a//b", "", "a\\\\b"})
    void aSignedNameThatLeadsOutIsRefused(String name) throws Exception {
        rewriteSigned("tokenizer.json", name);
        assertRefused(Reason.MALFORMED, "expected names of files inside the directory");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"method\" : \"files\"|\"method\" : \"shards\"",
                "\"hash_type\" : \"sha256\"|\"hash_type\" : \"blake3\"",
                "signature/v1.0|Digests/v0.1",
                "in-toto.io/Statement/v1|in-toto.io/Statement/v0.1",
                "\"algorithm\" : \"sha256\"|\"algorithm\" : \"blake3\"",
            })
    void aStatementOfAnotherKindIsRefused(String change) throws Exception {
        String[] parts = change.split("\\|", -1);
        rewriteSigned(parts[0], parts[1]);
        assertRefused(Reason.UNSUPPORTED, "but it is another text");
    }

    @Test
    void digestsThatDoNotMakeTheDigestOfTheModelAreRefused() throws Exception {
        rewriteSigned(Digests.sha256("{}"), Digests.sha256("[]"));
        assertRefused(Reason.MALFORMED, "expected the digest of the model to be that of its files");
    }

    @Test
    void theOrderInWhichFilesWereSignedMakesTheDigest() {
        TreeMap<String, String> digests = new TreeMap<>(Map.of("a", Digests.sha256("a"), "b", Digests.sha256("b")));
        assertThat(SignedModel.of("m", digests).digest())
                .isEqualTo(SignedModel.digestOf(digests.values()))
                .isNotEqualTo(SignedModel.digestOf(digests.descendingMap().values()));
    }

    @Test
    void keysOfOtherKindsAreRefusedWhereTheyAreGiven() throws Exception {
        KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        assertThatIllegalArgumentException().isThrownBy(() -> TrustedSigner.key(rsa.getPublic()));
        assertThatIllegalArgumentException().isThrownBy(() -> ModelSignature.sign(model, bundle, rsa));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ModelSignature.sign(model, bundle, new KeyPair(VENDOR.getPublic(), STRANGER.getPrivate())))
                .withMessageContaining("do not belong together");
        Path pem = folder.resolve("key.pem");
        Files.writeString(pem, "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n");
        assertThatExceptionOfType(UntrustedModelException.class)
                .isThrownBy(() -> TrustedSigner.key(pem))
                .withMessageContaining("key.pem: expected a public key");
        assertThatExceptionOfType(UntrustedModelException.class)
                .isThrownBy(() -> TrustedSigner.key(folder.resolve("none.pem")))
                .matches(e -> e.reason() == Reason.MISSING);
    }

    /** Signs the statement again after a change, as a vendor with bad tools would. */
    private void rewriteSigned(String from, String to) throws GeneralSecurityException, IOException {
        Envelope envelope = new BundleReader(bundle).read();
        String statement = new String(envelope.payload(), UTF_8);
        assertThat(statement).contains(from);
        byte[] changed = statement.replace(from, to).getBytes(UTF_8);
        Signature signature = Signature.getInstance("SHA384withECDSA");
        signature.initSign(VENDOR.getPrivate());
        signature.update(Envelope.signed(changed));
        replace(base64(envelope.payload()), base64(changed));
        replace(base64(envelope.signature()), base64(signature.sign()));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private void replace(String from, String to) throws IOException {
        String text = Files.readString(bundle);
        assertThat(text).contains(from);
        Files.writeString(bundle, text.replace(from, to));
    }

    private void assertRefused(Reason reason, String message) {
        assertThatExceptionOfType(UntrustedModelException.class)
                .isThrownBy(this::verify)
                .withMessageContaining(message)
                .matches(e -> e.reason() == reason, "reason " + reason);
    }

    private SignedModel verify() {
        return ModelSignature.verify(model, bundle, TrustedSigner.key(VENDOR.getPublic()));
    }

    private static String pem(KeyPair keys) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private static KeyPair pair(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
