// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.integrity;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tokka.governance.integrity.UntrustedModelException.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a bundle holds: a signed text, its signature, and by whom it says that it was signed.
 *
 * @param bundle where it was read, for messages
 * @param keyHint the SHA-256 of the public key that it names; empty if it has certificates
 * @param certificates in DER, that of the signer first; empty if it names a key
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Envelope(Path bundle, byte[] payload, byte[] signature, String keyHint, List<byte[]> certificates) {

    static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";

    /** Refuses all but a signature by {@code key} over the payload. */
    void verify(ECPublicKey key) {
        try {
            Signature check = Signature.getInstance(algorithm(key));
            check.initVerify(key);
            check.update(signed(payload));
            if (check.verify(signature)) {
                return;
            }
        } catch (SignatureException e) {
            throw other(e); // not even an encoding of one
        } catch (GeneralSecurityException e) {
            throw new UntrustedModelException(bundle, Reason.UNSUPPORTED, "the signature cannot be checked", e);
        }
        throw other(null);
    }

    private UntrustedModelException other(@Nullable Throwable cause) {
        return new UntrustedModelException(
                bundle,
                Reason.OTHER_SIGNER,
                "expected a signature by the trusted signer over this content but it is none",
                cause);
    }

    /** Returns what is signed: the pre-authentication encoding of DSSE. */
    static byte[] signed(byte[] payload) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(
                ("DSSEv1 " + PAYLOAD_TYPE.length() + " " + PAYLOAD_TYPE + " " + payload.length + " ").getBytes(UTF_8));
        bytes.writeBytes(payload);
        return bytes.toByteArray();
    }

    /** Returns how {@code key} signs, as sigstore lays down for each curve. */
    static String algorithm(ECPublicKey key) {
        return switch (key.getParams().getCurve().getField().getFieldSize()) {
            case 256 -> "SHA256withECDSA";
            case 384 -> "SHA384withECDSA";
            case 521 -> "SHA512withECDSA";
            default -> throw new IllegalArgumentException("expected a key on the curve P-256, P-384 or P-521");
        };
    }
}
