// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding.automaton;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a schema into shapes. */
final class SchemaReader {

    private static final Set<String> TYPES =
            Set.of("object", "array", "string", "integer", "number", "boolean", "null");

    private final JsonNode root;
    /** What stands at each place, so that a schema can refer to what it is part of. */
    private final Map<String, Union> read = new LinkedHashMap<>();

    private final List<Shape> shapes = new ArrayList<>();

    SchemaReader(JsonNode root) {
        this.root = root;
    }

    /** Returns the shape of the whole schema. */
    Shape read() {
        Shape shape = read(new Place(root, ""));
        read.forEach((pointer, union) -> requireEnd(union, pointer, new HashSet<>()));
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Shape each : shapes) {
                changed |= each.settle();
            }
        }
        if (!shape.fits(0)) {
            throw new UnsupportedSchemaException(
                    "", "must be satisfied by a document nested at most " + Shape.MAX_NESTING + " deep but by none is");
        }
        return shape;
    }

    /** Refuses what is nothing but itself. */
    private static void requireEnd(Union union, String pointer, Set<Shape> above) {
        if (!above.add(union)) {
            throw new UnsupportedSchemaException(pointer, "must end but refers to itself without end");
        }
        for (Shape part : union.shapes()) {
            if (part instanceof Union nested) {
                requireEnd(nested, pointer, above);
            }
        }
        above.remove(union);
    }

    private <T extends Shape> T settling(T shape) {
        shapes.add(shape);
        return shape;
    }

    private Shape read(Place place) {
        Union known = read.get(place.pointer());
        if (known != null) {
            return known;
        }
        Union union = settling(new Union());
        read.put(place.pointer(), union);
        return union.of(alternatives(place));
    }

    private List<Shape> alternatives(Place place) {
        if (place.node().isBoolean()) {
            return place.node().booleanValue() ? types(place, TYPES) : List.of();
        }
        if (!place.node().isObject()) {
            throw place.unsupported("must be an object or a boolean but is of type "
                    + place.node().getNodeType());
        }
        place.requireKnown();
        if (place.has("$ref")) {
            place.requireAlone("$ref");
            return List.of(read(place.referred(root)));
        }
        for (String keyword : List.of("anyOf", "oneOf", "allOf")) {
            if (place.has(keyword)) {
                place.requireAlone(keyword);
                return combined(place.at(keyword), keyword);
            }
        }
        Set<String> types = types(place);
        if (place.has("enum") || place.has("const")) {
            return literals(place, types);
        }
        return types(place, types);
    }

    private List<Shape> combined(Place place, String keyword) {
        List<Place> parts = place.items();
        if (keyword.equals("allOf") && parts.size() != 1) {
            throw place.unsupported("must be one schema but are " + parts.size());
        }
        if (keyword.equals("oneOf")) {
            new Overlap(root).refuse(parts);
        }
        List<Shape> alternatives = new ArrayList<>();
        parts.forEach(part -> alternatives.add(read(part)));
        return alternatives;
    }

    private static Set<String> types(Place place) {
        if (!place.has("type")) {
            return TYPES;
        }
        Set<String> types = new HashSet<>();
        JsonNode type = place.node().get("type");
        if (type.isArray()) {
            type.forEach(each -> types.add(each.asText()));
        } else {
            types.add(type.asText());
        }
        if (types.isEmpty() || !TYPES.containsAll(types)) {
            throw place.unsupported("type must be of " + TYPES + " but is " + type);
        }
        return types;
    }

    private List<Shape> literals(Place place, Set<String> types) {
        place.requireAlone("enum", "const", "type");
        List<Shape> literals = new ArrayList<>();
        for (JsonNode value : place.values()) {
            if (types.stream().anyMatch(type -> isOf(type, value))) {
                literals.add(settling(new LiteralShape(value.toString())));
            }
        }
        return literals;
    }

    private static boolean isOf(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            default -> value.isNull();
        };
    }

    private List<Shape> types(Place place, Set<String> types) {
        List<Shape> read = new ArrayList<>();
        types.stream()
                .sorted()
                .filter(type -> !(type.equals("integer") && types.contains("number")))
                .forEach(type -> read.addAll(ofType(type, place)));
        read.forEach(this::settling);
        return read;
    }

    private List<Shape> ofType(String type, Place place) {
        return switch (type) {
            case "object" -> List.of(object(place));
            case "array" -> List.of(array(place));
            case "string" ->
                List.of(new StringShape(
                        place.count("minLength").orElse(0),
                        place.count("maxLength").orElse(Integer.MAX_VALUE)));
            case "integer" -> List.of(place.integers());
            case "number" -> List.of(place.numbers());
            case "boolean" -> List.of(new LiteralShape("true"), new LiteralShape("false"));
            default -> List.of(new LiteralShape("null"));
        };
    }

    private Shape array(Place place) {
        List<Shape> first = new ArrayList<>();
        if (place.has("prefixItems")) {
            place.at("prefixItems").items().forEach(item -> first.add(read(item)));
        }
        int min = place.count("minItems").orElse(0);
        int max = place.count("maxItems").orElse(Integer.MAX_VALUE);
        return new ArrayShape(first, place.has("items") ? read(place.at("items")) : any(), min, max);
    }

    private Shape any() {
        return read(Place.ANYTHING);
    }

    private Shape object(Place place) {
        Map<String, Place> declared = new LinkedHashMap<>();
        if (place.has("properties")) {
            place.at("properties").fields().forEach(field -> declared.put(field.name(), field));
        }
        Set<String> required = place.names("required");
        Optional<Shape> others = Optional.empty();
        if (place.has("additionalProperties")) {
            others = Optional.of(read(place.at("additionalProperties")));
        } else if (!place.has("properties")) {
            others = Optional.of(any());
        }
        List<ObjectShape.Property> properties = new ArrayList<>();
        declared.forEach((name, property) ->
                properties.add(ObjectShape.Property.of(name, read(property), required.contains(name))));
        for (String name : required) {
            if (!declared.containsKey(name)) {
                Shape shape = place.has("additionalProperties") ? others.orElseThrow() : any();
                properties.add(ObjectShape.Property.of(name, shape, true));
            }
        }
        return new ObjectShape(properties, others);
    }
}
