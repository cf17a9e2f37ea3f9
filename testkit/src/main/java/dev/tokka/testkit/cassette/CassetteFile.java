// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.cassette;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.model.chat.Capability;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The form of a cassette on the disk. */
final class CassetteFile {

    static final int VERSION = 1;

    private static final String VERSION_FIELD = "tokka-cassette";
    private static final String CAPABILITIES = "capabilities";
    private static final String ENTRIES = "entries";

    private final Path path;
    private final Map<String, Set<Capability>> capabilities = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private boolean versionSeen;

    private CassetteFile(Path path) {
        this.path = path;
    }

    /**
     * Reads the file at {@code path}.
     *
     * @throws CassetteException if it is no cassette; the message names the line
     */
    static Content read(Path path) {
        try {
            return new CassetteFile(path).parse(Files.readString(path));
        } catch (CharacterCodingException e) {
            throw new CassetteException("cassette " + path + ": expected UTF-8 but found other bytes", e);
        } catch (IOException e) {
            throw new CassetteException("cassette " + path + ": cannot be read: " + e, e);
        }
    }

    /** Writes {@code content} so that a reader sees the old file or the new one and never a part. */
    static void write(Path path, Content content) {
        ObjectNode json = Json.object().put(VERSION_FIELD, VERSION);
        Map<String, Set<Capability>> capabilities = new TreeMap<>(content.capabilities());
        capabilities.values().removeIf(Set::isEmpty);
        if (!capabilities.isEmpty()) {
            ObjectNode byModel = json.putObject(CAPABILITIES);
            capabilities.forEach((model, set) -> byModel.set(
                    model,
                    Json.texts(new TreeSet<>(set).stream().map(Capability::name).toList())));
        }
        ArrayNode entries = json.putArray(ENTRIES);
        content.entries().forEach(entry -> entries.add(entry.write()));
        try {
            Path folder = path.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Path temporary = Files.createTempFile(folder, path.getFileName().toString(), ".tmp");
            try {
                Files.write(temporary, (Json.pretty(json) + "\n").getBytes(UTF_8));
                move(temporary, path);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new CassetteException("cassette " + path + ": cannot be written: " + e, e);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Content parse(String text) throws IOException {
        try (JsonParser json = Json.parser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw broken(json, "expected { but found " + json.currentToken());
            }
            while (json.nextToken() != JsonToken.END_OBJECT) {
                field(json);
            }
            if (!versionSeen) {
                throw broken(json, "expected a field \"" + VERSION_FIELD + "\" but there is none");
            }
            if (json.nextToken() != null) {
                throw broken(json, "expected the end but found more");
            }
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new CassetteException("cassette " + path + ", line " + line + ": " + e.getOriginalMessage(), e);
        }
        return new Content(capabilities, entries);
    }

    private void field(JsonParser json) throws IOException {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (name.equals(VERSION_FIELD)) {
            requireVersion(json);
        } else if (name.equals(ENTRIES) && value == JsonToken.START_ARRAY) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                entry(json);
            }
        } else if (name.equals(CAPABILITIES) && value == JsonToken.START_OBJECT) {
            JsonNode models = json.readValueAsTree();
            for (Map.Entry<String, JsonNode> model : models.properties()) {
                capabilities.put(model.getKey(), capabilities(json, model.getValue()));
            }
        } else {
            throw broken(json, "unexpected field \"" + name + "\"");
        }
    }

    private void requireVersion(JsonParser json) throws IOException {
        int version = json.currentToken() == JsonToken.VALUE_NUMBER_INT ? json.getIntValue() : -1;
        if (version != VERSION) {
            String advice = version > VERSION ? "; a newer version of the test kit wrote it" : "";
            throw broken(json, "expected version " + VERSION + " but found " + json.getText() + advice);
        }
        versionSeen = true;
    }

    private void entry(JsonParser json) throws IOException {
        int line = json.currentTokenLocation().getLineNr();
        JsonNode tree = json.readValueAsTree();
        try {
            entries.add(Entry.read(Json.join(tree), line));
        } catch (IllegalArgumentException e) {
            throw new CassetteException("cassette " + path + ", line " + line + ": " + e.getMessage(), e);
        }
    }

    private Set<Capability> capabilities(JsonParser json, JsonNode names) {
        Set<Capability> set = new TreeSet<>();
        for (JsonNode name : names) {
            try {
                set.add(Capability.valueOf(name.asText()));
            } catch (IllegalArgumentException e) {
                throw broken(json, "unknown capability " + name);
            }
        }
        return set;
    }

    private CassetteException broken(JsonParser json, String what) {
        int line = json.currentTokenLocation().getLineNr();
        return new CassetteException("cassette " + path + ", line " + line + ": " + what);
    }
}
