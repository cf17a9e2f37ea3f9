// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Content digests, as they appear in {@linkplain Description descriptions}. */
public final class Digests {

    private Digests() {}

    /** Returns the SHA-256 of {@code text} in UTF-8, as 64 lower-case hexadecimal digits. */
    public static String sha256(String text) {
        return sha256(text.getBytes(UTF_8));
    }

    /** Returns the SHA-256 of {@code bytes}, as 64 lower-case hexadecimal digits. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
