// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tokka.Checks;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of one subject. The keys to encrypt and to digest with are derived from its secret, so that no key does both.
 */
public final class SubjectKey {

    /** How many bytes a secret has: {@value}. */
    public static final int BYTES = 32;

    private final String id;
    private final byte[] secret;
    private final SecretKeySpec sealing;
    private final SecretKeySpec digesting;

    /**
     * Creates a key.
     *
     * @param id stands for the subject in records: random, so that it tells nothing; not blank, ASCII
     * @param secret {@value #BYTES} random bytes, which are copied
     * @throws IllegalArgumentException if the id is blank or the secret has another length
     */
    public SubjectKey(String id, byte[] secret) {
        this.id = Checks.requireText(id, "id");
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("secret must have " + BYTES + " bytes but has " + secret.length);
        }
        this.secret = secret.clone();
        this.sealing = new SecretKeySpec(hmac(secret, "seal".getBytes(US_ASCII)), "AES");
        this.digesting = new SecretKeySpec(hmac(secret, "digest".getBytes(US_ASCII)), "HmacSHA256");
    }

    /** Returns what stands for the subject in records. */
    public String id() {
        return id;
    }

    byte[] secret() {
        return secret;
    }

    SecretKeySpec sealing() {
        return sealing;
    }

    byte[] digest(byte[] text) {
        return hmac(digesting, text);
    }

    static byte[] hmac(byte[] key, byte[] text) {
        return hmac(new SecretKeySpec(key, "HmacSHA256"), text);
    }

    private static byte[] hmac(SecretKeySpec key, byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SubjectKey key && id.equals(key.id) && Arrays.equals(secret, key.secret);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** Returns the id, never the secret. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "SubjectKey[%s]", id);
    }
}
