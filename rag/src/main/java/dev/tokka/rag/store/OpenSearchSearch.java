// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import static dev.tokka.rag.store.OpenSearchJson.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.Digests;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Passage;
import dev.tokka.rag.index.Fusion;
import dev.tokka.rag.index.IndexSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Searches of one index. Passages count only if the head of their document names their version; heads are read as they were
 * written last, so that a search sees each document in one version, whole.
 */
final class OpenSearchSearch {

    private static final int MOST_ATTEMPTS = 20;
    private static final int PAGE = 1_000;

    private final OpenSearchHttp http;
    private final String index;
    private final IndexSettings settings;

    OpenSearchSearch(OpenSearchHttp http, String index, IndexSettings settings) {
        this.http = http;
        this.index = index;
        this.settings = settings;
    }

    /** What is looked for. */
    record Wanted(List<Words.Weighted> words, Optional<float[]> vector, Asker asker, int limit) {}

    List<Passage> retrieve(Wanted wanted) throws IOException {
        Set<String> stale = new TreeSet<>();
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            ObjectNode condition = OpenSearchJson.condition("passage", wanted.asker(), stale);
            List<JsonNode> words = wanted.words().isEmpty()
                    ? List.of()
                    : hits(OpenSearchJson.words(wanted.words(), condition), wanted);
            List<JsonNode> meaning = wanted.vector().isEmpty()
                    ? List.of()
                    : hits(OpenSearchJson.meaning(wanted.vector().get(), condition, settings.candidates()), wanted);
            List<JsonNode> all = new ArrayList<>(words);
            all.addAll(meaning);
            Set<String> old = stale(all);
            if (old.isEmpty()) {
                return fuse(words, meaning, wanted.limit());
            }
            stale.addAll(old);
        }
        throw new ModelUnavailableException(
                ModelUnavailableException.Reason.TEMPORARY, "opensearch: documents change faster than they are found");
    }

    private List<JsonNode> hits(ObjectNode query, Wanted wanted) throws IOException {
        // One question is asked of the same copies each time: copies may have different graphs of vectors.
        String copy = "tokka" + Digests.sha256(wanted.words().toString()).substring(0, 16);
        return list(http.send(
                "POST",
                index + "/_search?search_type=dfs_query_then_fetch&preference=" + copy
                        + "&allow_partial_search_results=false",
                OpenSearchJson.search(query, settings.candidates())));
    }

    private static List<JsonNode> list(JsonNode answer) {
        List<JsonNode> hits = new ArrayList<>();
        answer.path("hits").path("hits").forEach(hits::add);
        return hits;
    }

    /** Returns the versions among {@code hits} that are not in force. */
    private Set<String> stale(Collection<JsonNode> hits) throws IOException {
        Set<String> keys = new TreeSet<>();
        hits.forEach(hit -> keys.add(hit.path("_source").path("key").asText()));
        Map<String, String> current = new HashMap<>();
        if (!keys.isEmpty()) {
            ObjectNode ids = object(
                    "ids",
                    OpenSearchJson.texts(keys.stream().map(key -> "h" + key).toList()));
            for (JsonNode head : http.send("POST", index + "/_mget?_source_includes=key,version", ids)
                    .path("docs")) {
                JsonNode source = head.path("_source");
                current.put(source.path("key").asText(), source.path("version").asText());
            }
        }
        Set<String> stale = new HashSet<>();
        for (JsonNode hit : hits) {
            JsonNode source = hit.path("_source");
            String version = source.path("version").asText();
            if (!version.equals(current.get(source.path("key").asText()))) {
                stale.add(version);
            }
        }
        return stale;
    }

    private List<Passage> fuse(List<JsonNode> words, List<JsonNode> meaning, int limit) {
        Map<String, JsonNode> byId = new HashMap<>();
        words.forEach(hit -> byId.put(id(hit), hit));
        meaning.forEach(hit -> byId.put(id(hit), hit));
        List<Passage> passages = new ArrayList<>();
        for (Fusion.Hit<String> hit :
                settings.fusion().fuse(ranked(words), ranked(meaning), Comparator.naturalOrder())) {
            if (passages.size() < limit) {
                passages.add(
                        passage(Objects.requireNonNull(byId.get(hit.key()))).passage(hit.score()));
            }
        }
        return List.copyOf(passages);
    }

    /** Names a passage alike in every build, for ties. */
    private static String id(JsonNode hit) {
        JsonNode source = hit.path("_source");
        return source.path("key").asText()
                + String.format("%08d", source.path("ordinal").asInt());
    }

    private static List<Fusion.Hit<String>> ranked(List<JsonNode> hits) {
        return hits.stream()
                .map(hit -> new Fusion.Hit<>(id(hit), hit.path("_score").asDouble()))
                .toList();
    }

    private static StoredPassage passage(JsonNode hit) {
        JsonNode source = hit.path("_source").path("source");
        List<String> headings = new ArrayList<>();
        source.path("headings").forEach(heading -> headings.add(Exact.read(heading.asText())));
        return new StoredPassage(
                Exact.read(source.path("document").asText()),
                hit.path("_source").path("ordinal").asInt(),
                source.path("start").asInt(),
                headings,
                Exact.read(source.path("text").asText()));
    }

    /** Returns all passages of a document that the asker may find, in order. */
    List<Passage> passages(String document, Asker asker) throws IOException {
        Set<String> stale = new TreeSet<>();
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            ObjectNode query = OpenSearchJson.all(List.of(
                    OpenSearchJson.condition("passage", asker, stale),
                    OpenSearchJson.term("key", OpenSearchLayout.key(document))));
            List<JsonNode> found = new ArrayList<>();
            pages(http, index, query).forEach(source -> found.add(object("_source", source)));
            Set<String> old = stale(found);
            if (old.isEmpty()) {
                return found.stream()
                        .sorted(Comparator.comparing(OpenSearchSearch::id))
                        .map(hit -> passage(hit).passage(0))
                        .toList();
            }
            stale.addAll(old);
        }
        throw new ModelUnavailableException(
                ModelUnavailableException.Reason.TEMPORARY, "opensearch: the document changes faster than it is read");
    }

    /** Returns the text of a document that the asker may find. */
    Optional<String> text(String document, Asker asker) throws IOException {
        ObjectNode query = OpenSearchJson.all(List.of(
                OpenSearchJson.condition("head", asker, Set.of()),
                OpenSearchJson.term("key", OpenSearchLayout.key(document))));
        return pages(http, index, query).stream()
                .map(source -> Exact.read(source.path("source").path("body").asText()))
                .findFirst();
    }

    /** Returns the sources of everything that {@code query} finds, page by page. */
    static List<JsonNode> pages(OpenSearchHttp http, String index, ObjectNode query) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        ObjectNode search = object("query", query).put("size", PAGE);
        search.set(
                "sort",
                OpenSearchJson.array(List.of(
                        object().put("key", "asc"),
                        object().put("version", "asc"),
                        object("ordinal", object().put("order", "asc").put("missing", -1)))));
        while (true) {
            List<JsonNode> hits =
                    list(http.send("POST", index + "/_search?allow_partial_search_results=false", search));
            hits.forEach(hit -> all.add(hit.path("_source")));
            if (hits.size() < PAGE) {
                return all;
            }
            search.set("search_after", (ArrayNode) hits.get(PAGE - 1).path("sort"));
        }
    }
}
