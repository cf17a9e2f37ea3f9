// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.integrity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokka.governance.integrity.UntrustedModelException.Reason;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates made by the JDK's own tool: an authority, whom it lets sign, and whom it does not. */
class CertificateSignatureTest {

    private static final String SUBJECT = "CN=Model signing, O=Example Bank";
    private static final String PASSWORD = "not a secret";

    @TempDir
    static Path shared;

    private static KeyStore keys;

    @TempDir
    Path folder;

    private Path model;
    private Path bundle;
    private Path authorities;

    @BeforeAll
    static void makeCertificates() throws Exception {
        Path store = shared.resolve("keys.p12");
        generate(store, "root", "CN=Root, O=Example Bank", "-ext", "bc:c");
        generate(store, "signer", SUBJECT, "-signer", "root", "-ext", "ku:c=digitalSignature");
        generate(store, "coder", SUBJECT, "-signer", "root", "-ext", "eku=codeSigning");
        generate(store, "server", SUBJECT, "-signer", "root", "-ext", "ku=keyEncipherment", "-ext", "eku=serverAuth");
        generate(store, "stranger", SUBJECT, "-ext", "ku=digitalSignature");
        keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
    }

    @BeforeEach
    void makeAModel() throws Exception {
        model = Files.createDirectories(folder.resolve("bank"));
        bundle = folder.resolve("bank.sig");
        authorities = folder.resolve("authorities.pem");
        Files.writeString(model.resolve("config.json"), "{}");
        Files.writeString(
                authorities,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(keys.getCertificate("root").getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
    }

    @Test
    void aCertificateOfTheAuthorityMaySign() throws Exception {
        for (String signer : List.of("signer", "coder")) {
            sign(signer);
            assertThat(verify(SUBJECT, Instant.now()).digests()).containsOnlyKeys("config.json");
        }
        assertThat(verify("cn=model signing,o=example bank", Instant.now()).name())
                .isEqualTo("bank");
    }

    @Test
    void whoIsNamedOtherwiseOrMayNotSignIsRefused() throws Exception {
        sign("signer");
        assertRefused("CN=Somebody else", Instant.now(), "expected a certificate of CN=Somebody else");
        sign("server");
        assertRefused(SUBJECT, Instant.now(), "meant for signing");
    }

    @Test
    void aCertificateOfNoAuthorityOrOfAnotherTimeIsRefused() throws Exception {
        sign("stranger");
        assertRefused(SUBJECT, Instant.now(), "leads to one of the trusted authorities");
        sign("signer");
        assertRefused(SUBJECT, Instant.now().plus(4000, ChronoUnit.DAYS), "is valid at");
    }

    @Test
    void aKeyAndACertificateAreNotTakenForEachOther() throws Exception {
        ModelSignature.sign(model, bundle, pair("signer"));
        assertRefused(SUBJECT, Instant.now(), "expected a signature by a certificate but it names a key");
        sign("signer");
        TrustedSigner key = TrustedSigner.key(pair("signer").getPublic());
        assertThatExceptionOfType(UntrustedModelException.class)
                .isThrownBy(() -> ModelSignature.verify(model, bundle, key))
                .withMessageContaining("it names another signer");
    }

    @Test
    void filesThatAreNoCertificatesAreRefused() throws IOException {
        Files.writeString(authorities, "nothing");
        assertThatExceptionOfType(UntrustedModelException.class)
                .isThrownBy(() -> TrustedSigner.certificate(authorities, SUBJECT, Instant.EPOCH))
                .matches(e -> e.reason() == Reason.MALFORMED);
        Files.writeString(authorities, "");
        assertThatExceptionOfType(UntrustedModelException.class)
                .isThrownBy(() -> TrustedSigner.certificate(authorities, SUBJECT, Instant.EPOCH))
                .withMessageContaining("authorities.pem: expected certificates in PEM");
    }

    private SignedModel verify(String subject, Instant when) {
        return ModelSignature.verify(model, bundle, TrustedSigner.certificate(authorities, subject, when));
    }

    private void assertRefused(String subject, Instant when, String message) {
        assertThatExceptionOfType(UntrustedModelException.class)
                .isThrownBy(() -> verify(subject, when))
                .withMessageContaining(message)
                .matches(e -> e.reason() == Reason.OTHER_SIGNER);
    }

    /** Signs with a key, and puts its certificate where the key was named. */
    private void sign(String alias) throws GeneralSecurityException, IOException {
        KeyPair pair = pair(alias);
        ModelSignature.sign(model, bundle, pair);
        String text = Files.readString(bundle);
        String key = "\"publicKey\":{\"hint\":\"" + TrustedSigner.hint(pair.getPublic()) + "\"}";
        assertThat(text).contains(key);
        String certificate =
                Base64.getEncoder().encodeToString(keys.getCertificate(alias).getEncoded());
        Files.writeString(
                bundle,
                text.replace(
                        key, "\"x509CertificateChain\":{\"certificates\":[{\"rawBytes\":\"" + certificate + "\"}]}"));
    }

    private static KeyPair pair(String alias) throws GeneralSecurityException {
        Certificate certificate = keys.getCertificate(alias);
        return new KeyPair(certificate.getPublicKey(), (PrivateKey) keys.getKey(alias, PASSWORD.toCharArray()));
    }

    private static void generate(Path store, String alias, String name, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "keytool",
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-alias",
                alias,
                "-dname",
                name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp384r1",
                "-validity",
                "3650"));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
