// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.tuning;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tokka.rag.index.Fusion;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads and writes a {@link RagConfiguration} as JSON, strictly. */
final class ConfigurationJson {

    private static final int VERSION = 1;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .addMixIn(Fusion.class, FusionKinds.class)
            .build();

    private ConfigurationJson() {}

    /** The version comes first, so that people see it. */
    @JsonPropertyOrder({"version", "chunking", "fusion", "candidates", "limit", "stages"})
    private record Versioned(
            int version,
            RagConfiguration.Chunking chunking,
            Fusion fusion,
            int candidates,
            int limit,
            List<String> stages) {

        Versioned {
            if (version != VERSION) {
                throw new IllegalArgumentException("version must be " + VERSION + " but is " + version);
            }
            new RagConfiguration(chunking, fusion, candidates, limit, stages); // checked where the place is known
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Fusion.Convex.class, name = "convex"),
        @JsonSubTypes.Type(value = Fusion.ReciprocalRank.class, name = "reciprocalRank")
    })
    private interface FusionKinds {}

    static String write(RagConfiguration configuration) {
        try {
            return JSON.writeValueAsString(new Versioned(
                            VERSION,
                            configuration.chunking(),
                            configuration.fusion(),
                            configuration.candidates(),
                            configuration.limit(),
                            configuration.stages()))
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a configuration could not be written as JSON", e);
        }
    }

    static RagConfiguration read(String json) {
        try {
            Versioned read = JSON.readValue(json, Versioned.class);
            if (read == null) {
                throw new IllegalArgumentException("configuration must be a JSON object but is null");
            }
            return new RagConfiguration(read.chunking(), read.fusion(), read.candidates(), read.limit(), read.stages());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("configuration" + place(e, json) + ": " + e.getOriginalMessage(), e);
        }
    }

    private static String place(JsonProcessingException e, String json) {
        List<JsonMappingException.Reference> path =
                e instanceof JsonMappingException mapping ? mapping.getPath() : List.of();
        String pointer = path.stream()
                .map(step ->
                        "/" + (step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName()))
                .collect(Collectors.joining());
        // A member that a record does not have is noticed only where the record ends.
        Optional<JsonLocation> location = path.isEmpty() ? Optional.empty() : locate(json, pointer);
        return location.or(() -> Optional.ofNullable(e.getLocation()))
                        .map(at -> " in line " + at.getLineNr() + ", column " + at.getColumnNr())
                        .orElse("")
                + (path.isEmpty() ? "" : ", " + pointer);
    }

    private static Optional<JsonLocation> locate(String json, String pointer) {
        try (JsonParser parser = JSON.createParser(json)) {
            while (parser.nextToken() != null) {
                if (parser.getParsingContext().pathAsPointer().toString().equals(pointer)) {
                    return Optional.of(parser.currentTokenLocation());
                }
            }
        } catch (IOException e) {
            return Optional.empty(); // no JSON up to there, which is what the exception says
        }
        return Optional.empty();
    }
}
