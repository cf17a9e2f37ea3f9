// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import static dev.tokka.rag.store.OpenSearchJson.object;
import static dev.tokka.rag.store.OpenSearchJson.term;
import static dev.tokka.rag.store.OpenSearchJson.terms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.rag.index.IndexChange;
import dev.tokka.rag.index.IndexLockedException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes to one index as its only writer, in requests of bounded size that wait where the cluster is behind. */
final class OpenSearchWriter implements AutoCloseable {

    private static final int MAX_BYTES = 5_000_000;
    private static final int PAGE = 1_000;
    private static final Duration LEASE = Duration.ofMinutes(10);

    private final OpenSearchHttp http;
    private final String index;
    private final InstantSource clock;
    private final List<String> pending = new ArrayList<>();
    private int pendingBytes;
    private long sequence;
    private long primaryTerm;
    private boolean unfinished;

    OpenSearchWriter(OpenSearchHttp http, String index, InstantSource clock) throws IOException {
        this.http = http;
        this.index = index;
        this.clock = clock;
        lock();
    }

    private ObjectNode lease() {
        return object().put("kind", "lock")
                .set("source", object().put("until", clock.instant().plus(LEASE).toEpochMilli()));
    }

    private void lock() throws IOException {
        try {
            remember(http.send("PUT", index + "/_doc/lock?op_type=create", lease()));
        } catch (OpenSearchHttp.Refused e) {
            if (e.status() != 409) {
                throw e;
            }
            takeOver();
        }
    }

    /** A lease that has run out was left by a writer that crashed. */
    private void takeOver() throws IOException {
        JsonNode held = http.send("GET", index + "/_doc/lock", MissingNode.getInstance());
        if (held.path("_source").path("source").path("until").asLong() > clock.millis()) {
            throw new IndexLockedException("opensearch: expected no other writer but one holds the lease", null);
        }
        remember(held);
        renew();
    }

    private void remember(JsonNode answer) {
        sequence = answer.path("_seq_no").asLong();
        primaryTerm = answer.path("_primary_term").asLong();
    }

    /** Holds the lease for longer, unless somebody else has it by now. */
    void renew() throws IOException {
        try {
            remember(http.send("PUT", index + "/_doc/lock" + same(), lease()));
        } catch (OpenSearchHttp.Refused e) {
            if (e.status() == 409) {
                throw new IndexLockedException("opensearch: expected to be the writer but another took over", null);
            }
            throw e;
        }
    }

    void index(String id, ObjectNode document) throws IOException {
        add(http.write(OpenSearchChange.action("index", id)) + "\n" + http.write(document) + "\n");
    }

    void delete(String id) throws IOException {
        add(http.write(OpenSearchChange.action("delete", id)) + "\n");
    }

    private void add(String lines) throws IOException {
        pending.add(lines);
        pendingBytes += OpenSearchChange.bytes(lines);
        if (pendingBytes >= MAX_BYTES) {
            flush();
        }
    }

    /** Sends what is pending; returns when every copy has it in its log, on the disk. */
    void flush() throws IOException {
        List<String> left = new ArrayList<>(pending);
        pending.clear();
        pendingBytes = 0;
        for (int attempt = 0; !left.isEmpty(); attempt++) {
            JsonNode items =
                    http.send("POST", index + "/_bulk", String.join("", left)).path("items");
            List<String> again = new ArrayList<>();
            for (int i = 0; i < items.size(); i++) {
                int status = items.get(i).elements().next().path("status").asInt();
                if (status == 429) {
                    again.add(left.get(i));
                } else if (status >= 300 && status != 404) {
                    throw new OpenSearchHttp.Refused(status);
                }
            }
            if (!again.isEmpty()) {
                OpenSearchHttp.pause(attempt);
            }
            left = again;
        }
    }

    void refresh() throws IOException {
        http.send("POST", index + "/_refresh", MissingNode.getInstance());
    }

    /** Removes what {@code query} finds. */
    void deleteAll(ObjectNode query) throws IOException {
        http.send("POST", index + "/_delete_by_query?conflicts=proceed&refresh=true", object("query", query));
    }

    void contents(String contents) throws IOException {
        ObjectNode meta = object().put("kind", "meta");
        meta.set("source", object().put("contents", contents));
        http.send("PUT", index + "/_doc/meta", meta);
    }

    /** Says that passages without a head may be left behind. */
    void markUnfinished() throws IOException {
        if (!unfinished) {
            http.send("PUT", index + "/_doc/unfinished", object().put("kind", "unfinished"));
            unfinished = true;
        }
    }

    /** Removes the passages that a writer left behind that did not finish. */
    void cleanUp() throws IOException {
        refresh();
        JsonNode mark = http.send("POST", index + "/_mget", object("ids", OpenSearchJson.texts(List.of("unfinished"))));
        if (!mark.path("docs").path(0).path("found").asBoolean()) {
            return;
        }
        Map<String, String> current = new HashMap<>();
        SortedMap<String, String> digests = new TreeMap<>();
        for (JsonNode head : pages("head")) {
            current.put(head.path("key").asText(), head.path("version").asText());
            JsonNode source = head.path("source");
            digests.put(
                    Exact.read(source.path("document").asText()),
                    source.path("digest").asText());
        }
        List<String> orphans = new ArrayList<>();
        for (JsonNode passage : pages("passage")) {
            String version = passage.path("version").asText();
            if (!version.equals(current.get(passage.path("key").asText())) && !orphans.contains(version)) {
                orphans.add(version);
            }
        }
        for (int from = 0; from < orphans.size(); from += PAGE) {
            deleteAll(OpenSearchJson.all(List.of(
                    term("kind", "passage"),
                    terms("version", orphans.subList(from, Math.min(orphans.size(), from + PAGE))))));
        }
        contents(IndexChange.contents(digests));
        http.send("DELETE", index + "/_doc/unfinished", MissingNode.getInstance());
    }

    /** Returns the digests of all documents by id. */
    SortedMap<String, String> digests() throws IOException {
        SortedMap<String, String> digests = new TreeMap<>();
        for (JsonNode head : pages("head")) {
            JsonNode source = head.path("source");
            digests.put(
                    Exact.read(source.path("document").asText()),
                    source.path("digest").asText());
        }
        return digests;
    }

    private List<JsonNode> pages(String kind) throws IOException {
        return OpenSearchSearch.pages(http, index, term("kind", kind));
    }

    /** Says that nothing was left behind. */
    void finished() throws IOException {
        if (unfinished) {
            http.send("DELETE", index + "/_doc/unfinished", MissingNode.getInstance());
        }
    }

    /** Gives the lease back, unless somebody else has it by now, or the index is gone. */
    @Override
    public void close() throws IOException {
        try {
            http.send("DELETE", index + "/_doc/lock" + same(), MissingNode.getInstance());
        } catch (OpenSearchHttp.Refused e) {
            if (e.status() != 404 && e.status() != 409) {
                throw e;
            }
        }
    }

    private String same() {
        return "?if_seq_no=" + sequence + "&if_primary_term=" + primaryTerm;
    }
}
