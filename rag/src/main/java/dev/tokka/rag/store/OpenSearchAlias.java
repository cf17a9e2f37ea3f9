// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import static com.fasterxml.jackson.databind.node.MissingNode.getInstance;
import static dev.tokka.rag.store.OpenSearchJson.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.rag.Encoder;
import dev.tokka.rag.index.IncompatibleIndexException;
import dev.tokka.rag.index.IndexChange;
import dev.tokka.rag.index.IndexSettings;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The name under which an index is searched, and the indexes behind it: {@code name-1}, {@code name-2} and so on. */
final class OpenSearchAlias {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,62}");

    private final OpenSearchCluster cluster;
    private final OpenSearchHttp http;
    private final String name;
    private final Optional<Encoder> encoder;
    private final IndexSettings settings;
    private boolean vectors;

    OpenSearchAlias(OpenSearchCluster cluster, String name, Optional<Encoder> encoder, IndexSettings settings) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name must be a lower-case letter and up to 62 more of these, digits, - and _ but has "
                            + name.length() + " characters or others");
        }
        this.cluster = cluster;
        this.http = new OpenSearchHttp(cluster);
        this.name = name;
        this.encoder = encoder;
        this.settings = settings;
    }

    OpenSearchCluster cluster() {
        return cluster;
    }

    OpenSearchHttp http() {
        return http;
    }

    String name() {
        return name;
    }

    boolean vectors() {
        return vectors;
    }

    private Map<String, String> manifest() {
        Map<String, String> manifest = new TreeMap<>(Manifest.of(encoder, settings));
        manifest.put("bm25", settings.bm25().toString());
        return manifest;
    }

    void open() throws IOException {
        JsonNode found;
        try {
            found = http.send("GET", name + "/_mapping", getInstance());
        } catch (OpenSearchHttp.Refused e) {
            if (e.status() != 404) {
                throw e;
            }
            vectors = encoder.isPresent() && hasVectors();
            create(name + "-1", true);
            return;
        }
        JsonNode meta = found.elements().next().path("mappings").path("_meta");
        Map<String, String> seen = new TreeMap<>();
        meta.properties()
                .forEach(field -> seen.put(field.getKey(), field.getValue().asText()));
        Manifest.requireSame(manifest(), seen, "the index " + name);
        vectors = Boolean.parseBoolean(seen.get("vectors"));
    }

    private boolean hasVectors() throws IOException {
        try {
            http.send("GET", "_plugins/_knn/stats", getInstance());
            return true;
        } catch (OpenSearchHttp.Refused e) {
            return false;
        }
    }

    private void create(String index, boolean alias) throws IOException {
        Map<String, String> manifest = manifest();
        manifest.put("vectors", String.valueOf(vectors));
        ObjectNode body = OpenSearchLayout.index(
                cluster,
                settings,
                manifest,
                vectors ? encoder.map(Encoder::dimension).orElse(0) : 0);
        if (alias) {
            body.set("aliases", object(name, object()));
        }
        http.send("PUT", index, body);
        ObjectNode meta = object().put("kind", "meta");
        meta.set("source", object().put("contents", IndexChange.contents(new TreeMap<>())));
        http.send("PUT", index + "/_doc/meta?refresh=true", meta);
    }

    /** Returns the index that the name stands for now. */
    String current() throws IOException {
        JsonNode found = http.send("GET", "_alias/" + name, getInstance());
        if (found.size() != 1) {
            throw new IncompatibleIndexException(
                    "expected the alias " + name + " of one index but it is of " + found.size());
        }
        return found.fieldNames().next();
    }

    String createNext(String before) throws IOException {
        String next = name + "-" + (Integer.parseInt(before.substring(name.length() + 1)) + 1);
        try {
            http.send("DELETE", next, getInstance()); // left by a rebuilding that did not finish
        } catch (OpenSearchHttp.Refused e) {
            if (e.status() != 404) {
                throw e;
            }
        }
        create(next, false);
        return next;
    }

    /** Moves the name in one step. */
    void move(String before, String next) throws IOException {
        ObjectNode remove = object("remove_index", object().put("index", before));
        ObjectNode add = object("add", object().put("index", next).put("alias", name));
        http.send("POST", "_aliases", object("actions", OpenSearchJson.array(List.of(add, remove))));
    }

    OpenSearchWriter writer(String index) throws IOException {
        return new OpenSearchWriter(http, index, InstantSource.system());
    }
}
