// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import static java.util.Objects.requireNonNull;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256 hash: 32 bytes that never change. */
public final class Hash {

    /** How many bytes a hash has: {@value}. */
    public static final int BYTES = 32;

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Returns the hash with these bytes, which are copied.
     *
     * @throws IllegalArgumentException if they are not {@value #BYTES}
     */
    public static Hash of(byte[] bytes) {
        return of(bytes, 0, bytes.length);
    }

    static Hash of(byte[] bytes, int from, int to) {
        if (to - from != BYTES) {
            throw new IllegalArgumentException("a hash must have " + BYTES + " bytes but has " + (to - from));
        }
        return new Hash(Arrays.copyOfRange(bytes, from, to));
    }

    /**
     * Returns the hash that {@link #toString} writes.
     *
     * @throws IllegalArgumentException if it is not 64 hexadecimal digits
     */
    public static Hash parse(String hex) {
        return of(HexFormat.of().parseHex(requireNonNull(hex, "hex")));
    }

    /** Returns the hash of all {@code pieces}, one after the other. */
    static Hash sha256(byte[]... pieces) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] piece : pieces) {
                digest.update(piece);
            }
            return new Hash(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Returns a copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Returns the bytes themselves, for who changes none. */
    byte[] shared() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && MessageDigest.isEqual(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Returns 64 lower-case hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
