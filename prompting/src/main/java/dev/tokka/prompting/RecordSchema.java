// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/** Derives JSON schemas from records as Jackson reads them. For one thread. */
final class RecordSchema {

    private static final Set<Class<?>> INTEGERS = Set.of(
            byte.class,
            short.class,
            int.class,
            long.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            BigInteger.class);
    private static final Set<Class<?>> NUMBERS =
            Set.of(float.class, double.class, Float.class, Double.class, BigDecimal.class);
    private static final Set<Class<?>> BOOLEANS = Set.of(boolean.class, Boolean.class);

    private final JsonMapper mapper;
    private final Deque<Class<?>> open = new ArrayDeque<>(); // the records around

    RecordSchema(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * Returns the schema of {@code type}.
     *
     * @throws IllegalArgumentException if there is none
     */
    ObjectNode of(Class<? extends Record> type) {
        return ofRecord(mapper.constructType(type));
    }

    private ObjectNode ofRecord(JavaType type) {
        if (open.contains(type.getRawClass())) {
            throw new IllegalArgumentException(
                    "a record must not hold itself but " + type.getRawClass().getName() + " does");
        }
        open.push(type.getRawClass());
        ObjectNode schema = ofType("object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        for (BeanPropertyDefinition property :
                mapper.getDeserializationConfig().introspect(type).findProperties()) {
            ObjectNode part = ofValue(property.getPrimaryType(), property.getName());
            JsonPropertyDescription description =
                    property.getPrimaryMember().getAnnotation(JsonPropertyDescription.class);
            if (description != null) {
                part.put("description", description.value());
            }
            properties.set(property.getName(), part);
            if (!property.getPrimaryType().isReferenceType()) {
                required.add(property.getName());
            }
        }
        open.pop();
        return schema.put("additionalProperties", false);
    }

    private ObjectNode ofValue(JavaType type, String name) {
        Class<?> raw = type.getRawClass();
        if (type.isReferenceType()) {
            ObjectNode schema = mapper.createObjectNode();
            schema.putArray("anyOf").add(ofValue(type.getContentType(), name)).add(ofType("null"));
            return schema;
        }
        if (type.isCollectionLikeType() || type.isArrayType()) {
            ObjectNode schema = ofType("array");
            schema.set("items", ofValue(type.getContentType(), name));
            return schema;
        }
        if (type.isEnumType()) {
            ObjectNode schema = ofType("string");
            ArrayNode constants = schema.putArray("enum");
            for (Object constant : raw.getEnumConstants()) {
                constants.add(mapper.valueToTree(constant)); // as an annotation may write it
            }
            return schema;
        }
        return raw.isRecord() ? ofRecord(type) : ofScalar(raw, name);
    }

    private ObjectNode ofScalar(Class<?> raw, String name) {
        if (raw == LocalDate.class) {
            return ofType("string").put("format", "date");
        }
        if (raw == String.class) {
            return ofType("string");
        }
        if (BOOLEANS.contains(raw)) {
            return ofType("boolean");
        }
        if (INTEGERS.contains(raw)) {
            return ofType("integer");
        }
        if (NUMBERS.contains(raw)) {
            return ofType("number");
        }
        throw new IllegalArgumentException(
                "a component must be a text, number, boolean, LocalDate, enum, record or some of these but " + name
                        + " is a " + raw.getName());
    }

    private ObjectNode ofType(String type) {
        return mapper.createObjectNode().put("type", type);
    }
}
