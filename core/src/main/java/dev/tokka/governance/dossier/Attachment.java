// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.dossier;

import dev.tokka.Checks;
import dev.tokka.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that belongs to a dossier, such as the report of an experiment. It is not copied: name, size and digest say which
 * one it is.
 *
 * @param name of the file, without its folder; not blank
 * @param bytes its size; at least 0
 * @param sha256 of its bytes, as 64 lower-case hexadecimal digits
 */
public record Attachment(String name, long bytes, String sha256) {

    /** Checks the ranges above. */
    public Attachment {
        Checks.requireText(name, "name");
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes must be at least 0 but is " + bytes);
        }
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("expected 64 lower-case hexadecimal digits as sha256");
        }
    }

    /**
     * Returns a file as it is now.
     *
     * @throws IOException if it cannot be read
     */
    public static Attachment of(Path file) throws IOException {
        return new Attachment(String.valueOf(file.getFileName()), Files.size(file), Digests.sha256(file));
    }
}
