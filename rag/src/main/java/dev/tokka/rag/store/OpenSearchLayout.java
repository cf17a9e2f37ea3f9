// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import static dev.tokka.rag.store.OpenSearchJson.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.Digests;
import dev.tokka.rag.document.Chunk;
import dev.tokka.rag.document.SourceDocument;
import dev.tokka.rag.index.IndexEntry;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.metadata.Labels;
import dev.tokka.rag.metadata.Value;
import dev.tokka.rag.text.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The layout of the index: passages, each of a version of its document, and a head for each document that says which
 * version is in force. One write of a head is the change from one version to the next.
 */
final class OpenSearchLayout {

    private OpenSearchLayout() {}

    /** Returns the settings and fields of an index; without vectors if {@code dimension} is 0. */
    static ObjectNode index(
            OpenSearchCluster cluster, IndexSettings settings, Map<String, String> manifest, int dimension) {
        ObjectNode index = object().put("number_of_shards", cluster.shards())
                .put("number_of_replicas", cluster.replicas())
                .put("refresh_interval", -1)
                .put("translog.durability", "request");
        if (dimension > 0) {
            index.put("knn", true);
        }
        index.set(
                "similarity",
                object(
                        "tokka",
                        object().put("type", "BM25")
                                .put("k1", settings.bm25().k1())
                                .put("b", settings.bm25().b())));
        ObjectNode mappings = object().put("dynamic", false);
        ObjectNode meta = object();
        manifest.forEach(meta::put);
        mappings.set("_meta", meta);
        mappings.set("_source", object("excludes", OpenSearchJson.texts(List.of("vector", "words_*"))));
        mappings.set("properties", fields(settings, dimension));
        ObjectNode all = object("settings", object("index", index));
        all.set("mappings", mappings);
        return all;
    }

    private static ObjectNode fields(IndexSettings settings, int dimension) {
        ObjectNode fields = object();
        for (String keyword : List.of("kind", "key", "version", "tenant", "roles", "labels")) {
            fields.set(keyword, object().put("type", "keyword"));
        }
        fields.set("ordinal", object().put("type", "integer"));
        fields.set("source", object().put("type", "object").put("enabled", false));
        for (Language language : Language.values()) {
            fields.set(
                    "words_" + language.tag(),
                    object().put("type", "text")
                            .put("analyzer", "whitespace")
                            .put("similarity", "tokka")
                            .put("index_options", "freqs"));
        }
        ObjectNode numbers = object();
        settings.labeling().schema().types().forEach((key, type) -> {
            if (type == Value.Type.NUMBER || type == Value.Type.TIME) {
                numbers.set(key, object().put("type", type == Value.Type.TIME ? "long" : "double"));
            }
        });
        fields.set("numbers", object("properties", numbers));
        if (dimension > 0) {
            ObjectNode method =
                    object().put("name", "hnsw").put("engine", "lucene").put("space_type", "cosinesimil");
            method.set("parameters", object().put("m", 16).put("ef_construction", 128));
            ObjectNode vector = object().put("type", "knn_vector").put("dimension", dimension);
            fields.set("vector", vector.set("method", method));
        }
        return fields;
    }

    static String key(String id) {
        return Digests.sha256(Exact.write(id));
    }

    static ObjectNode head(IndexEntry entry, String version) {
        SourceDocument document = entry.document();
        ObjectNode head = labels("head", document, version);
        head.set(
                "source",
                object().put("document", Exact.write(document.id()))
                        .put("digest", entry.digest())
                        .put("body", Exact.write(document.text())));
        return head;
    }

    static ObjectNode passage(IndexEntry entry, int ordinal, String version, Words words) {
        SourceDocument document = entry.document();
        Chunk chunk = entry.chunks().get(ordinal);
        ObjectNode passage = labels("passage", document, version).put("ordinal", ordinal);
        ObjectNode source = object().put("document", Exact.write(document.id()))
                .put("start", chunk.span().start())
                .put("text", Exact.write(chunk.span().of(document.text())));
        source.set(
                "headings",
                OpenSearchJson.texts(chunk.headings().stream().map(Exact::write).toList()));
        passage.set("source", source);
        passage.put(
                "words_" + document.language().tag(),
                String.join(" ", words.list(document.language(), IndexEntry.searchedText(document, chunk))));
        if (!entry.vectors().isEmpty()) {
            float[] vector = entry.vectors().get(ordinal);
            var numbers = passage.putArray("vector");
            for (float each : vector) {
                numbers.add(each);
            }
        }
        return passage;
    }

    private static ObjectNode labels(String kind, SourceDocument document, String version) {
        Labels labels = document.labels();
        ObjectNode node =
                object().put("kind", kind).put("key", key(document.id())).put("version", version);
        node.put("tenant", labels.access().tenant().map(Exact::term).orElse(OpenSearchJson.ALL));
        node.set(
                "roles",
                OpenSearchJson.texts(labels.access().roles().map(Exact::terms).orElse(List.of(OpenSearchJson.ALL))));
        List<String> terms = new ArrayList<>();
        ObjectNode numbers = object();
        labels.metadata().values().forEach((key, value) -> {
            terms.addAll(Exact.labels(key, value));
            if (value.type() == Value.Type.NUMBER || value.type() == Value.Type.TIME) {
                numbers.putPOJO(key, Exact.number(value));
            }
        });
        node.set("labels", OpenSearchJson.texts(terms));
        node.set("numbers", numbers);
        return node;
    }
}
