// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the file of a catalogue; every member is checked. */
final class CatalogueFile {

    private static final int VERSION = 1;

    private CatalogueFile() {}

    static List<CatalogueEntry> read(byte[] json) throws IOException {
        JsonNode root = new ObjectMapper().readTree(json);
        requireMembers(root, Set.of("version", "entries"), Set.of());
        if (root.path("version").asInt() != VERSION) {
            throw new IllegalArgumentException("expected a catalogue of version " + VERSION);
        }
        List<CatalogueEntry> entries = new ArrayList<>();
        for (JsonNode entry : root.path("entries")) {
            entries.add(entry(entry));
        }
        return entries;
    }

    private static CatalogueEntry entry(JsonNode json) {
        requireMembers(json, Set.of("id", "title", "access", "model", "results", "notes"), Set.of());
        List<CatalogueEntry.Result> results = new ArrayList<>();
        for (JsonNode result : json.path("results")) {
            results.add(result(result));
        }
        return new CatalogueEntry(
                json.path("id").asText(),
                json.path("title").asText(),
                access(json.path("access")),
                model(json.path("model")),
                results,
                json.path("notes").asText());
    }

    private static Access access(JsonNode json) {
        requireMembers(json, Set.of("form", "status"), Set.of("since", "successors"));
        return new Access(
                Access.Form.valueOf(json.path("form").asText()),
                Access.Status.valueOf(json.path("status").asText()),
                Optional.of(json.path("since").asText())
                        .filter(date -> !date.isEmpty())
                        .map(LocalDate::parse),
                texts(json.path("successors")));
    }

    private static CatalogueEntry.Model model(JsonNode json) {
        requireMembers(
                json, Set.of("repository", "bases", "licence", "format", "billionParameters", "inProcess"), Set.of());
        return new CatalogueEntry.Model(
                json.path("repository").asText(),
                texts(json.path("bases")),
                json.path("licence").asText(),
                json.path("format").asText(),
                json.path("billionParameters").asDouble(),
                json.path("inProcess").asBoolean());
    }

    private static CatalogueEntry.Result result(JsonNode json) {
        requireMembers(json, Set.of("benchmark", "metric", "value", "comparable"), Set.of("note"));
        return new CatalogueEntry.Result(
                json.path("benchmark").asText(),
                json.path("metric").asText(),
                json.path("value").asDouble(),
                json.path("comparable").asBoolean(),
                json.path("note").asText());
    }

    private static List<String> texts(JsonNode json) {
        List<String> texts = new ArrayList<>();
        json.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static void requireMembers(JsonNode json, Set<String> required, Set<String> optional) {
        Set<String> seen = new TreeSet<>();
        json.fieldNames().forEachRemaining(seen::add);
        Set<String> others = new TreeSet<>(seen);
        others.removeAll(required);
        others.removeAll(optional);
        if (!seen.containsAll(required) || !others.isEmpty()) {
            throw new IllegalArgumentException("expected the members " + new TreeSet<>(required) + " but saw " + seen);
        }
    }
}
