// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.segment.TextSegment;
import dev.tokka.Attributes;
import dev.tokka.rag.document.Chunk;
import dev.tokka.rag.index.IndexEntry;
import dev.tokka.rag.metadata.Access;
import dev.tokka.rag.metadata.Filter;
import dev.tokka.rag.metadata.Labels;
import dev.tokka.rag.metadata.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A passage as a segment of LangChain4j; its metadata holds texts and numbers only, so the labels are one text of JSON. */
final class StoredSegment {

    static final String KEY = "tokka_key";
    static final String TENANT = "tokka_tenant";
    static final String ALL = "all";

    private static final JsonMapper JSON = new JsonMapper();

    private StoredSegment() {}

    static TextSegment write(IndexEntry entry, int ordinal) {
        Chunk chunk = entry.chunks().get(ordinal);
        Labels labels = entry.document().labels();
        ObjectNode json = JSON.createObjectNode();
        labels.access().tenant().ifPresent(tenant -> json.put("tenant", Exact.write(tenant)));
        labels.access().roles().ifPresent(roles -> roles.forEach(json.putArray("roles")::add));
        ObjectNode values = json.putObject("values");
        labels.metadata().values().forEach((key, value) -> put(values.putObject(key), value));
        chunk.headings().forEach(json.withArray("headings")::add);
        Metadata metadata = new Metadata()
                .put(KEY, PostgresChange.key(entry.document().id()))
                .put("tokka_document", Exact.write(entry.document().id()))
                .put("tokka_ordinal", ordinal)
                .put("tokka_start", chunk.span().start())
                .put(TENANT, labels.access().tenant().map(Exact::term).orElse(ALL))
                .put("tokka_labels", Exact.write(json.toString()));
        return TextSegment.from(Exact.write(chunk.span().of(entry.document().text())), metadata);
    }

    private static void put(ObjectNode node, Value value) {
        node.put("type", value.type().name());
        if (value instanceof Value.Text text) {
            node.put("value", text.value());
        } else if (value instanceof Value.Texts texts) {
            texts.values().forEach(node.putArray("value")::add);
        } else if (value instanceof Value.Flag flag) {
            node.put("value", flag.value());
        } else {
            node.putPOJO("value", Exact.number(value));
        }
    }

    /** Returns whether the asker may find the segment and asks for it; never one that something else wrote. */
    static boolean isFor(TextSegment segment, Attributes asker) {
        String text = segment.metadata().getString("tokka_labels");
        if (text == null) {
            return false;
        }
        JsonNode json = json(Exact.read(text));
        Optional<String> tenant = Optional.of(json.path("tenant").asText("")).filter(id -> !id.isEmpty());
        Optional<Set<String>> roles =
                json.has("roles") ? Optional.of(new HashSet<>(texts(json.path("roles")))) : Optional.empty();
        Access access = new Access(tenant.map(Exact::read), roles);
        return access.allows(asker)
                && asker.get(Filter.KEY)
                        .map(filter -> filter.matches(metadata(json.path("values"))))
                        .orElse(true);
    }

    private static dev.tokka.rag.metadata.Metadata metadata(JsonNode values) {
        TreeMap<String, Value> all = new TreeMap<>();
        values.properties().forEach(field -> all.put(field.getKey(), value(field.getValue())));
        return new dev.tokka.rag.metadata.Metadata(all);
    }

    private static Value value(JsonNode node) {
        JsonNode value = node.path("value");
        return switch (Value.Type.valueOf(node.path("type").asText())) {
            case TEXT -> new Value.Text(value.asText());
            case TEXTS -> new Value.Texts(new HashSet<>(texts(value)));
            case NUMBER -> new Value.Numeric(value.asDouble());
            case FLAG -> new Value.Flag(value.asBoolean());
            case TIME -> new Value.Time(Instant.ofEpochMilli(value.asLong()));
        };
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    static StoredPassage read(TextSegment segment) {
        Metadata metadata = segment.metadata();
        return new StoredPassage(
                Exact.read(String.valueOf(metadata.getString("tokka_document"))),
                number(metadata.getInteger("tokka_ordinal")),
                number(metadata.getInteger("tokka_start")),
                texts(json(Exact.read(String.valueOf(metadata.getString("tokka_labels"))))
                        .path("headings")),
                Exact.read(segment.text()));
    }

    private static int number(@org.jspecify.annotations.Nullable Integer number) {
        return number == null ? 0 : number;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("labels are written as JSON", e);
        }
    }
}
