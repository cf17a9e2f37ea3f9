// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts and digests what events hold of a subject: AES-256-GCM with a random nonce of 96 bits, bound to the id of the
 * key, the type and the model; and HMAC-SHA256, which without the key says nothing of a text however few texts there can
 * be.
 */
final class Sealer {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final SubjectKeys keys;

    Sealer(SubjectKeys keys) {
        this.keys = requireNonNull(keys, "keys");
    }

    AuditRecord.Entry seal(AuditEvent event) {
        if (event.subject().isEmpty()) {
            return new AuditRecord.Entry(event.type(), event.model(), event.facts(), Map.of(), "", "");
        }
        SubjectKey key = keys.keyOf(event.subject());
        Map<String, String> digests = new HashMap<>();
        event.digested().forEach((name, text) -> digests.put(name, digest(key, text)));
        String sealed = event.contents().isEmpty() ? "" : encrypt(key, event);
        return new AuditRecord.Entry(event.type(), event.model(), event.facts(), digests, key.id(), sealed);
    }

    static String digest(SubjectKey key, String text) {
        return HexFormat.of().formatHex(key.digest(text.getBytes(UTF_8)));
    }

    private String encrypt(SubjectKey key, AuditEvent event) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key.sealing(), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(bound(key.id(), event.type(), event.model()));
            byte[] text = cipher.doFinal(RecordJson.texts(event.contents()));
            return Base64.getEncoder().encodeToString(Checkpoint.join(nonce, text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    /** Returns the contents of {@code entry}, which {@code key} was used for. */
    static Map<String, String> open(AuditRecord.Entry entry, SubjectKey key) {
        if (entry.sealed().isEmpty()) {
            return Map.of();
        }
        try {
            byte[] sealed = Base64.getDecoder().decode(entry.sealed());
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    key.sealing(),
                    new GCMParameterSpec(TAG_BITS, Arrays.copyOf(sealed, NONCE_BYTES)));
            cipher.updateAAD(bound(entry.subject(), entry.type(), entry.model()));
            return Map.copyOf(RecordJson.readTexts(cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES)));
        } catch (AEADBadTagException | IllegalArgumentException | IOException e) {
            throw new AuditException(
                    AuditException.Reason.DAMAGED, "the contents of a record are not what its key encrypted", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    private static byte[] bound(String id, String type, String model) {
        return (id + "\n" + type + "\n" + model).getBytes(UTF_8);
    }
}
