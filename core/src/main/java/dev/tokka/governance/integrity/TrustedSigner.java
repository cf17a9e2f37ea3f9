// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.integrity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Digests;
import dev.tokka.governance.integrity.UntrustedModelException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * Whose signatures count.
 *
 * <p>Keys are on the curves P-256, P-384 or P-521. Safe for use by many threads.
 */
public final class TrustedSigner {

    private static final Pattern PEM_KEY =
            Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");

    private final Check check;

    private TrustedSigner(Check check) {
        this.check = check;
    }

    /** Returns the key by which an envelope must be signed, or refuses it. */
    private interface Check {
        ECPublicKey key(Envelope envelope);
    }

    /**
     * Returns the signer that holds the private half of {@code key}.
     *
     * @throws IllegalArgumentException if the key is of another kind
     */
    public static TrustedSigner key(PublicKey key) {
        if (!(requireNonNull(key, "key") instanceof ECPublicKey curve)) {
            throw new IllegalArgumentException(
                    "expected a key on an elliptic curve but it is of " + key.getAlgorithm());
        }
        Envelope.algorithm(curve); // refuses other curves here, where the key is given
        String hint = hint(curve);
        return new TrustedSigner(envelope -> {
            if (!envelope.keyHint().equals(hint)) {
                throw new UntrustedModelException(
                        envelope.bundle(),
                        Reason.OTHER_SIGNER,
                        "expected a signature by the key " + hint + " but it names another signer");
            }
            return curve;
        });
    }

    /**
     * Returns the signer whose public key is in {@code file}, in PEM ({@code -----BEGIN PUBLIC KEY-----}).
     *
     * @throws UntrustedModelException if the file is missing or has something else
     */
    public static TrustedSigner key(Path file) {
        Matcher text = PEM_KEY.matcher(new String(read(file), UTF_8));
        if (!text.matches()) {
            throw malformed(file, "expected a public key in PEM but it is something else", null);
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(text.group(1));
            return key(KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw malformed(file, "expected a public key on the curve P-256, P-384 or P-521", e);
        }
    }

    /**
     * Returns the signer with the name {@code subject} on a certificate that leads to one of an authority of one's own.
     * Certificates of the operating system do not count, and lists of revoked ones are not fetched.
     *
     * @param authorities a file with the certificates of authorities, in PEM
     * @param subject the name of the signer, such as {@code CN=Model signing,O=Example Bank}; any case and spaces
     * @param when at which time the certificates must be valid: now, or when the model was approved
     * @throws UntrustedModelException if the file is missing or has something else
     * @throws IllegalArgumentException if {@code subject} is no such name
     */
    public static TrustedSigner certificate(Path authorities, String subject, Instant when) {
        X500Principal name = new X500Principal(Checks.requireText(subject, "subject"));
        List<X509Certificate> anchors = new ArrayList<>();
        try (InputStream in = new ByteArrayInputStream(read(authorities))) {
            CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .forEach(each -> anchors.add((X509Certificate) each));
        } catch (CertificateException | IOException e) {
            throw malformed(authorities, "expected certificates in PEM but it has something else", e);
        }
        if (anchors.isEmpty()) {
            throw malformed(authorities, "expected certificates in PEM but there is none", null);
        }
        CertificateChain chain = new CertificateChain(anchors, name, requireNonNull(when, "when"));
        return new TrustedSigner(chain::key);
    }

    void verify(Envelope envelope) {
        envelope.verify(check.key(envelope));
    }

    /** Returns the SHA-256 of {@code key} in PEM, by which bundles name it. */
    static String hint(PublicKey key) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return Digests.sha256("-----BEGIN PUBLIC KEY-----\n" + lines + "\n-----END PUBLIC KEY-----\n");
    }

    private static byte[] read(Path file) {
        if (!Files.isRegularFile(requireNonNull(file, "file"))) {
            throw new UntrustedModelException(
                    file, Reason.MISSING, "expected a public key or certificates in PEM but there is no such file");
        }
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UntrustedModelException(file, Reason.UNREADABLE, "the file cannot be read", e);
        }
    }

    private static UntrustedModelException malformed(Path file, String detail, @Nullable Exception cause) {
        return new UntrustedModelException(file, Reason.MALFORMED, detail, cause);
    }
}
