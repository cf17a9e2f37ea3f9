// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding.automaton;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Set;

/**
 * JSON documents that satisfy a JSON schema.
 *
 * <p>Of JSON Schema 2020-12 these keywords are understood: {@code type} (one or several), {@code enum} and {@code const}
 * (alone or with {@code type}), {@code properties}, {@code required}, {@code additionalProperties}, {@code items},
 * {@code prefixItems}, {@code minItems}, {@code maxItems}, {@code minLength}, {@code maxLength}; {@code minimum},
 * {@code maximum}, {@code exclusiveMinimum} and {@code exclusiveMaximum} of integers; {@code anyOf}, {@code oneOf} if its
 * alternatives cannot overlap (by type, by {@code const} or {@code enum}, or by those of a property that both require),
 * {@code allOf} of one schema, and {@code $ref} within the schema, also to what it is part of. Annotations such as
 * {@code description} are skipped. All else is refused: {@code pattern}, {@code format}, {@code multipleOf},
 * {@code uniqueItems}, {@code not}, conditions, and combinations such as {@code anyOf} beside {@code properties}.
 *
 * <p>Not every document that satisfies the schema can be written, but each that is written does, and is such that every
 * reader takes it: declared properties come in the order of the schema; others come after them, and only where
 * {@code additionalProperties} is given or no property is declared; no key is there twice; integers have at most 18
 * digits, other numbers at most 15 on each side of the point; values are nested at most 64 deep; between the parts there
 * is nothing, a space, or a new line with some spaces; there is no white space around the document.
 *
 * @see <a href="https://json-schema.org/draft/2020-12/json-schema-validation">JSON Schema 2020-12, validation</a>
 */
public final class JsonSchemas {

    private static final int MAX_SCHEMA_NESTING = 200;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_SCHEMA_NESTING)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private JsonSchemas() {}

    /**
     * Returns the state before the first byte of a document that satisfies {@code schema}.
     *
     * @param schema the schema as JSON text
     * @throws UnsupportedSchemaException if it is no JSON, nothing satisfies it, or it says what is not understood
     */
    public static ByteState of(String schema) {
        JsonNode json;
        try {
            json = MAPPER.readTree(schema);
        } catch (JsonProcessingException e) {
            throw new UnsupportedSchemaException("", "must be JSON but is not: " + e.getOriginalMessage());
        }
        Shape shape = new SchemaReader(json).read();
        return new JsonState(Set.of(Stack.EMPTY.push(new JsonState.Begin(shape))));
    }
}
