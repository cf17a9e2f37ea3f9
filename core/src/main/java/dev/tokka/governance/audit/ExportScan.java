// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The lines of an {@linkplain AuditExport export}, in order. */
final class ExportScan implements Scan {

    private final BufferedReader in;
    private final JsonNode head;
    private @Nullable String line;
    private int number = 1;

    ExportScan(InputStream bytes) throws IOException {
        in = new BufferedReader(new InputStreamReader(bytes, UTF_8));
        head = json(String.valueOf(in.readLine()));
        read();
    }

    /** Returns the first line. */
    JsonNode head() {
        return head;
    }

    private void read() throws IOException {
        line = in.readLine();
        number++;
    }

    @Override
    public boolean hasNext() {
        return line != null && !line.startsWith("{\"" + AuditExport.ROOT + "\":");
    }

    @Override
    public Scan.Item next() throws IOException {
        String now = line;
        if (now == null || !hasNext()) {
            throw new NoSuchElementException("the export has no more records");
        }
        String where = "line " + number;
        read();
        if (now.startsWith("{\"entry\":")) {
            return new Scan.Payload(where, now.getBytes(UTF_8));
        }
        JsonNode json = json(now);
        try {
            List<Hash> leaves = new ArrayList<>();
            json.required(AuditExport.HASHES).forEach(hash -> leaves.add(Hash.parse(hash.asText())));
            long first = json.required("first").asLong();
            return new Scan.Gone(where, new SegmentHashes(first, 0, Instant.EPOCH, leaves));
        } catch (IllegalArgumentException e) {
            return new Scan.Bad(where, "expected a record or hashes but it is neither");
        }
    }

    /** Returns what is wrong with the last line, when all before it were read and {@code seen}. */
    Optional<Damage> end(Verification seen) {
        JsonNode end = json(String.valueOf(line));
        if (end.path("size").asLong(-1) != seen.records()
                || !end.path(AuditExport.ROOT).asText().equals(seen.root().toString())) {
            return Optional.of(new Damage(
                    Damage.Kind.TRUNCATED,
                    seen.records(),
                    "line " + number,
                    "expected the size and the root of the records before it but they are missing or differ"));
        }
        return Optional.empty();
    }

    private static JsonNode json(String text) {
        try {
            return RecordJson.tree(text.getBytes(UTF_8));
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        } catch (IOException e) {
            throw new IllegalStateException("reading bytes in memory does not fail", e);
        }
    }
}
