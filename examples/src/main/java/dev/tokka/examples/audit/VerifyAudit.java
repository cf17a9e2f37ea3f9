// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.audit;

import dev.tokka.governance.audit.AuditException;
import dev.tokka.governance.audit.AuditExport;
import dev.tokka.governance.audit.AuditReader;
import dev.tokka.governance.audit.Checkpoint;
import dev.tokka.governance.audit.Verification;
import dev.tokka.governance.audit.VerifierKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Verifies an audit log from its files alone and says what is wrong first, if anything is.
 *
 * <p>Started by {@code mvn -q -Pverify-audit -Daudit=LOG [-Daudit.checkpoints=FILE,…] [-Daudit.key=NAME+ID+KEY]}, or
 * {@code java -cp … dev.tokka.examples.audit.VerifyAudit LOG [CHECKPOINT …]}: a directory or an export, and checkpoints that
 * were kept elsewhere. Ends with 0 if all is as it was written, with 1 if not, and with 2 if it cannot be read.
 */
public final class VerifyAudit {

    private VerifyAudit() {}

    /** Verifies; see above. */
    public static void main(String... arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        List<String> files = new ArrayList<>(List.of(arguments));
        if (files.isEmpty()) {
            files.add(System.getProperty("tokka.audit", ""));
            files.addAll(
                    List.of(System.getProperty("tokka.audit.checkpoints", "").split(",")));
        }
        files.removeIf(String::isBlank);
        Optional<String> key =
                Optional.ofNullable(System.getProperty("tokka.audit.key")).filter(text -> !text.isBlank());
        System.exit(run(files, key, out));
    }

    /**
     * Verifies the first of {@code files} by the checkpoints in the others.
     *
     * @return the status to end with
     */
    static int run(List<String> files, Optional<String> key, PrintStream out) {
        if (files.isEmpty()) {
            out.println("expected the directory or the export of an audit log: -Daudit=LOG");
            return 2;
        }
        try {
            List<Checkpoint> kept = new ArrayList<>();
            for (String file : files.subList(1, files.size())) {
                kept.add(Checkpoint.parse(Files.readString(Path.of(file.strip()))));
            }
            Verification seen = verify(Path.of(files.get(0)), kept, key.map(VerifierKey::parse));
            out.println(seen.records() + " records, root " + seen.root());
            if (seen.torn() > 0) {
                out.println(
                        seen.torn() + " bytes at the end are no whole record: a write that is under way or was cut");
            }
            if (kept.isEmpty()) {
                out.println("no checkpoint from elsewhere: records that are missing at the end would not show");
            }
            out.println(seen.damage().map(damage -> "DAMAGED: " + damage).orElse("intact"));
            return seen.isIntact() ? 0 : 1;
        } catch (IOException | AuditException | IllegalArgumentException e) {
            out.println("could not be verified: " + e.getMessage());
            return 2;
        }
    }

    private static Verification verify(Path log, List<Checkpoint> kept, Optional<VerifierKey> key) throws IOException {
        if (Files.isDirectory(log)) {
            AuditReader reader = AuditReader.open(log);
            return key.isPresent() ? reader.verify(kept, key.get()) : reader.verify(kept);
        }
        try (InputStream in = Files.newInputStream(log)) {
            return key.isPresent() ? AuditExport.verify(in, kept, key.get()) : AuditExport.verify(in, kept);
        }
    }
}
