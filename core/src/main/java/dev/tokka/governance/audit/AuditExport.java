// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A log in one file, for whoever has to look at it elsewhere: JSON, one object a line. The first line has the name of the
 * log and its checkpoints, then come the records, each with exactly the bytes that are hashed, {@code
 * {"first":…,"hashes":[…]}} for records that are gone, and at the end the root and the size.
 */
public final class AuditExport {

    static final String ORIGIN = "origin";
    static final String HASHES = "hashes";
    static final String CHECKPOINTS = "checkpoints";
    static final String ROOT = "root";

    private AuditExport() {}

    static void write(String origin, List<Checkpoint> checkpoints, Scan scan, OutputStream out) throws IOException {
        Frontier tree = new Frontier();
        line(out, RecordJson.write(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart(CHECKPOINTS);
            for (Checkpoint checkpoint : checkpoints) {
                json.writeString(checkpoint.toString());
            }
            json.writeEndArray();
            json.writeStringField(ORIGIN, origin);
            json.writeEndObject();
        }));
        while (scan.hasNext()) {
            Scan.Item item = scan.next();
            if (item instanceof Scan.Payload payload) {
                tree.add(MerkleTree.leafHash(payload.payload()));
                line(out, payload.payload());
            } else if (item instanceof Scan.Gone gone) {
                gone.hashes().leaves().forEach(tree::add);
                line(out, hashes(gone.hashes()));
            } else if (item instanceof Scan.Bad bad) {
                throw new AuditException(
                        AuditException.Reason.DAMAGED, bad.where() + " is not as it was written: " + bad.how());
            }
        }
        line(out, RecordJson.write(json -> {
            json.writeStartObject();
            json.writeStringField(ROOT, tree.root().toString());
            json.writeNumberField("size", tree.size());
            json.writeEndObject();
        }));
        out.flush();
    }

    private static byte[] hashes(SegmentHashes gone) {
        return RecordJson.write(json -> {
            json.writeStartObject();
            json.writeNumberField("first", gone.first());
            json.writeArrayFieldStart(HASHES);
            for (Hash leaf : gone.leaves()) {
                json.writeString(leaf.toString());
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void line(OutputStream out, byte[] json) throws IOException {
        out.write(json);
        out.write('\n');
    }

    /**
     * Reads an export and says what is wrong first, as {@link AuditReader#verify(List)} does of a directory.
     *
     * @param in what {@link AuditReader#export} wrote; not closed
     * @param kept checkpoints from elsewhere
     * @throws AuditException if it is no export
     */
    public static Verification verify(InputStream in, List<Checkpoint> kept) throws IOException {
        return verify(in, kept, Optional.empty());
    }

    /** Does the same, and demands that all checkpoints are signed by the owner of {@code key}. */
    public static Verification verify(InputStream in, List<Checkpoint> kept, VerifierKey key) throws IOException {
        return verify(in, kept, Optional.of(key));
    }

    private static Verification verify(InputStream in, List<Checkpoint> kept, Optional<VerifierKey> key)
            throws IOException {
        ExportScan scan = new ExportScan(in);
        JsonNode head = scan.head();
        String origin = head.path(ORIGIN).asText();
        List<Checkpoint> all = new ArrayList<>(kept);
        try {
            head.required(CHECKPOINTS).forEach(note -> all.add(Checkpoint.parse(note.asText())));
        } catch (IllegalArgumentException e) {
            throw new AuditException(
                    AuditException.Reason.DAMAGED,
                    "expected an export with checkpoints but its first line has none",
                    e);
        }
        Verification seen = new Verifier(origin, all).verify(scan);
        Optional<Damage> damage = seen.damage().or(() -> scan.end(seen)).or(() -> Verifier.check(origin, all, key));
        return new Verification(seen.records(), seen.root(), 0, damage);
    }
}
