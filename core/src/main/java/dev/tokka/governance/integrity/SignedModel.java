// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.integrity;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Digests;
import java.io.ByteArrayOutputStream;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of a model as somebody has signed them.
 *
 * @param name of the model, usually that of its directory
 * @param digest the SHA-256 of the files' digests in the order in which they were signed, in 64 lower-case hexadecimal
 *     digits; other records refer to the model by it
 * @param digests the SHA-256 in 64 lower-case hexadecimal digits by file, with {@code /} between folders
 */
public record SignedModel(String name, String digest, SortedMap<String, String> digests) {

    /** Checks and copies the components. */
    public SignedModel {
        Checks.requireText(name, "name");
        requireDigest(digest, "all files");
        digests = Collections.unmodifiableSortedMap(new TreeMap<>(requireNonNull(digests, "digests")));
        digests.forEach((file, each) -> {
            if (!isInside(file)) {
                throw new IllegalArgumentException(
                        "expected names of files inside the directory of the model but one is not");
            }
            requireDigest(each, file);
        });
    }

    /** Returns the model of these files, in the order of their names. */
    static SignedModel of(String name, SortedMap<String, String> digests) {
        return new SignedModel(name, digestOf(digests.values()), digests);
    }

    /** Returns the digest of {@code digests}, in hexadecimal, in this order. */
    static String digestOf(Collection<String> digests) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        digests.forEach(digest -> all.writeBytes(HexFormat.of().parseHex(digest)));
        return Digests.sha256(all.toByteArray());
    }

    private static void requireDigest(String digest, String of) {
        if (!digest.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("expected a SHA-256 digest of " + of + " but saw another text");
        }
    }

    private static boolean isInside(String file) {
        if (file.isBlank() || file.indexOf('\\') >= 0 || file.indexOf('\0') >= 0) {
            return false;
        }
        for (String part : file.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                return false;
            }
        }
        return true;
    }
}
