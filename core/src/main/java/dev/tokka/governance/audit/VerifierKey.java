// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * By what the signature of a {@link Checkpoint} is checked: an Ed25519 key with the name of who signs.
 *
 * @param name of who signs; not blank, without white space and {@code +}
 * @param key an Ed25519 public key
 * @see <a href="https://c2sp.org/signed-note">C2SP signed-note</a>
 */
public record VerifierKey(String name, PublicKey key) {

    private static final Pattern NAME = Pattern.compile("[^\\s\\p{Z}\\p{C}+]+");
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final int RAW = 32;
    private static final int ID = 4;

    /** Checks the name and the kind of key. */
    public VerifierKey {
        if (!NAME.matcher(Checks.requireText(name, "name")).matches()) {
            throw new IllegalArgumentException("name must have no white space and no + but is '" + name + "'");
        }
        requireNonNull(key, "key");
        byte[] encoded = requireNonNull(key.getEncoded(), "the key must have an encoding");
        if (encoded.length != X509.length + RAW || !Arrays.equals(Arrays.copyOf(encoded, X509.length), X509)) {
            throw new IllegalArgumentException("key must be an Ed25519 public key but is of " + key.getAlgorithm());
        }
    }

    /**
     * Returns the key that {@link #toString} writes.
     *
     * @throws IllegalArgumentException if it is not of that form, or the id is not that of the key
     */
    public static VerifierKey parse(String text) {
        String[] parts = requireNonNull(text, "text").split("\\+", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("a verifier key must be NAME+ID+KEY but has no two '+'");
        }
        byte[] typed = Base64.getDecoder().decode(parts[2]);
        if (typed.length != 1 + RAW || typed[0] != 1) {
            throw new IllegalArgumentException("a verifier key must hold 1 and " + RAW + " bytes of an Ed25519 key");
        }
        byte[] encoded = Arrays.copyOf(X509, X509.length + RAW);
        System.arraycopy(typed, 1, encoded, X509.length, RAW);
        VerifierKey key;
        try {
            key = new VerifierKey(
                    parts[0], KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a verifier key must hold an Ed25519 key", e);
        }
        if (!HexFormat.of().formatHex(key.id()).equals(parts[1])) {
            throw new IllegalArgumentException("the id of this verifier key must be "
                    + HexFormat.of().formatHex(key.id()) + " but is " + parts[1]);
        }
        return key;
    }

    /** Returns the first bytes of a signature, which tell keys of one name apart. */
    byte[] id() {
        return Arrays.copyOf(Hash.sha256((name + "\n").getBytes(UTF_8), typed()).shared(), ID);
    }

    /** Returns whether {@code signature}, an id and what was signed with that key, is one of {@code message}. */
    boolean verifies(byte[] message, byte[] signature) {
        if (signature.length < ID || !Arrays.equals(Arrays.copyOf(signature, ID), id())) {
            return false;
        }
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(message);
            return check.verify(signature, ID, signature.length - ID);
        } catch (SignatureException e) {
            return false; // not of the form of a signature
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform cannot check Ed25519 signatures", e);
        }
    }

    private byte[] typed() {
        byte[] encoded = key.getEncoded();
        byte[] typed = new byte[1 + RAW];
        typed[0] = 1; // Ed25519
        System.arraycopy(encoded, X509.length, typed, 1, RAW);
        return typed;
    }

    /** Returns {@code NAME+ID+KEY}, the form in which such keys are handed out. */
    @Override
    public String toString() {
        return name + "+" + HexFormat.of().formatHex(id()) + "+"
                + Base64.getEncoder().encodeToString(typed());
    }
}
