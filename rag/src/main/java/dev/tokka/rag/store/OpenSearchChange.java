// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import static dev.tokka.rag.store.OpenSearchJson.all;
import static dev.tokka.rag.store.OpenSearchJson.object;
import static dev.tokka.rag.store.OpenSearchJson.term;
import static dev.tokka.rag.store.OpenSearchJson.terms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.rag.index.IndexChange;
import dev.tokka.rag.index.IndexEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A change of the index. New passages are written first and seen by nobody, because no head names their version; then the
 * heads are written; then the passages of earlier versions are removed.
 */
final class OpenSearchChange implements IndexChange {

    private final OpenSearchWriter writer;
    private final Words words;
    private final SortedMap<String, String> known;
    private final SortedMap<String, String> digests;
    private final Map<String, Optional<ObjectNode>> heads = new LinkedHashMap<>();

    OpenSearchChange(OpenSearchWriter writer, Words words) throws IOException {
        this.writer = writer;
        this.words = words;
        writer.cleanUp();
        this.known = new TreeMap<>(writer.digests());
        this.digests = new TreeMap<>(known);
    }

    @Override
    public SortedMap<String, String> known() {
        return Collections.unmodifiableSortedMap(known);
    }

    @Override
    public void put(IndexEntry entry) throws IOException {
        String version = UUID.randomUUID().toString();
        writer.markUnfinished();
        for (int i = 0; i < entry.chunks().size(); i++) {
            writer.index(version + "-" + i, OpenSearchLayout.passage(entry, i, version, words));
        }
        String id = entry.document().id();
        heads.put(id, Optional.of(OpenSearchLayout.head(entry, version)));
        digests.put(id, entry.digest());
    }

    @Override
    public void remove(String id) throws IOException {
        writer.markUnfinished();
        heads.put(id, Optional.empty());
        digests.remove(id);
    }

    @Override
    public void commit() throws IOException {
        writer.flush();
        writer.refresh();
        writer.renew();
        writer.contents("changing to " + IndexChange.contents(digests));
        for (Map.Entry<String, Optional<ObjectNode>> head : heads.entrySet()) {
            String id = "h" + OpenSearchLayout.key(head.getKey());
            if (head.getValue().isPresent()) {
                writer.index(id, head.getValue().get());
            } else {
                writer.delete(id);
            }
        }
        writer.flush();
        removeEarlier();
        writer.refresh();
        writer.contents(IndexChange.contents(digests));
        heads.clear();
    }

    private void removeEarlier() throws IOException {
        List<String> keys = heads.keySet().stream().map(OpenSearchLayout::key).toList();
        List<String> versions = heads.values().stream()
                .flatMap(Optional::stream)
                .map(head -> head.path("version").asText())
                .toList();
        for (int from = 0; from < keys.size(); from += 1_000) {
            ObjectNode gone = all(List.of(
                    term("kind", "passage"), terms("key", keys.subList(from, Math.min(keys.size(), from + 1_000)))));
            ObjectNode bool = (ObjectNode) gone.path("bool");
            bool.set("must_not", terms("version", versions));
            writer.deleteAll(gone);
        }
    }

    static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    static ObjectNode action(String action, String id) {
        return object(action, object().put("_id", id));
    }
}
