// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Which log a directory holds: a line in a file of its own, on which the first record and all checkpoints are based. */
final class Origin {

    private static final int RANDOM_BYTES = 16;

    private Origin() {}

    /** Returns the origin of the log in {@code directory}; if there is no log yet, of a new one. */
    static String openIn(Path directory) throws IOException {
        Path file = directory.resolve(Segments.ORIGIN);
        if (!Files.exists(file) && Segments.in(directory).isEmpty()) {
            byte[] id = new byte[RANDOM_BYTES];
            new SecureRandom().nextBytes(id);
            Segments.write(file, ("tokka-audit/" + HexFormat.of().formatHex(id) + "\n").getBytes(UTF_8));
        }
        return readIn(directory);
    }

    static String readIn(Path directory) throws IOException {
        Path file = directory.resolve(Segments.ORIGIN);
        String origin = Files.exists(file) ? new String(Segments.read(file), UTF_8).strip() : "";
        if (origin.isBlank() || origin.lines().count() != 1) {
            throw new AuditException(
                    AuditException.Reason.DAMAGED,
                    "audit log " + directory + ": the file " + Segments.ORIGIN
                            + " is missing or not as it was written");
        }
        return origin;
    }
}
