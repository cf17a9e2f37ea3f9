// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes records so that equal ones are equal bytes: members sorted by name, no white space, ASCII. What depends on the
 * place in the log comes after the entry, so that the entry can be written before the place is known.
 */
final class RecordJson {

    private static final JsonFactory ASCII = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Frames.MOST_BYTES)
                    .build())
            .build();
    private static final ObjectMapper MAPPER =
            new ObjectMapper(ASCII).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    private static final byte[] BEGIN = "{\"entry\":".getBytes(US_ASCII);

    private RecordJson() {}

    static byte[] entry(AuditRecord.Entry entry) {
        return write(json -> {
            json.writeStartObject();
            json.writeFieldName("digests");
            writeTexts(entry.digests(), json);
            json.writeFieldName("facts");
            writeTexts(entry.facts(), json);
            json.writeStringField("model", entry.model());
            json.writeStringField("sealed", entry.sealed());
            json.writeStringField("subject", entry.subject());
            json.writeStringField("type", entry.type());
            json.writeEndObject();
        });
    }

    static byte[] texts(Map<String, String> texts) {
        return write(json -> writeTexts(texts, json));
    }

    static Map<String, String> readTexts(byte[] json) throws IOException {
        return texts(MAPPER.readTree(json));
    }

    /** Returns the record that has its place. */
    static byte[] record(byte[] entry, Hash previous, long sequence, Instant time) {
        byte[] end = (",\"previous\":\"" + previous + "\",\"sequence\":" + sequence + ",\"time\":\"" + time + "\"}")
                .getBytes(US_ASCII);
        byte[] record = new byte[BEGIN.length + entry.length + end.length];
        System.arraycopy(BEGIN, 0, record, 0, BEGIN.length);
        System.arraycopy(entry, 0, record, BEGIN.length, entry.length);
        System.arraycopy(end, 0, record, BEGIN.length + entry.length, end.length);
        return record;
    }

    /** Returns the record that {@code payload} is, or empty if it is none. */
    static Optional<AuditRecord> read(byte[] payload) {
        try {
            JsonNode root = MAPPER.readTree(payload);
            JsonNode entry = root.required("entry");
            return Optional.of(new AuditRecord(
                    whole(root.required("sequence")),
                    Instant.parse(text(root, "time")),
                    Hash.parse(text(root, "previous")),
                    MerkleTree.leafHash(payload),
                    new AuditRecord.Entry(
                            text(entry, "type"),
                            text(entry, "model"),
                            texts(entry.required("facts")),
                            texts(entry.required("digests")),
                            text(entry, "subject"),
                            text(entry, "sealed"))));
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static long whole(JsonNode node) {
        if (!node.canConvertToLong() || !node.isIntegralNumber()) {
            throw new IllegalArgumentException("sequence must be a whole number");
        }
        return node.longValue();
    }

    private static String text(JsonNode node, String name) {
        JsonNode text = node.required(name);
        if (!text.isTextual()) {
            throw new IllegalArgumentException(name + " must be a text");
        }
        return text.textValue();
    }

    private static Map<String, String> texts(JsonNode node) {
        Map<String, String> texts = new HashMap<>();
        for (Map.Entry<String, JsonNode> each : node.properties()) {
            texts.put(each.getKey(), text(node, each.getKey()));
        }
        return texts;
    }

    private static void writeTexts(Map<String, String> texts, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, String> text : new TreeMap<>(texts).entrySet()) {
            json.writeStringField(text.getKey(), text.getValue());
        }
        json.writeEndObject();
    }

    /** Writes JSON. */
    interface Writer {
        void write(JsonGenerator json) throws IOException;
    }

    /** Returns what {@code writer} writes, in ASCII. */
    static byte[] write(Writer writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = ASCII.createGenerator(bytes)) {
            writer.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a ByteArrayOutputStream does not fail
        }
        return bytes.toByteArray();
    }

    /** Returns whether the bytes from {@code begin} on are one JSON value and nothing else. */
    static boolean isWhole(byte[] bytes, int begin) {
        try (JsonParser json = ASCII.createParser(bytes, begin, bytes.length - begin)) {
            json.nextToken();
            json.skipChildren();
            return json.currentToken() != null && json.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    static JsonNode tree(byte[] json) throws IOException {
        return MAPPER.readTree(json);
    }
}
