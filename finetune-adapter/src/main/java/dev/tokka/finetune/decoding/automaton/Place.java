// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding.automaton;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * A part of a schema.
 *
 * @param pointer where it is, as a JSON pointer
 */
record Place(JsonNode node, String pointer) {

    /** The schema that everything satisfies; where it stands is no JSON pointer. */
    static final Place ANYTHING = new Place(BooleanNode.TRUE, "anything");

    private static final Set<String> ANNOTATIONS = Set.of(
            "$schema",
            "$comment",
            "$defs",
            "definitions",
            "title",
            "description",
            "default",
            "examples",
            "deprecated",
            "readOnly",
            "writeOnly");

    private static final Set<String> KEYWORDS = Set.of(
            "$ref",
            "anyOf",
            "oneOf",
            "allOf",
            "type",
            "enum",
            "const",
            "properties",
            "required",
            "additionalProperties",
            "items",
            "prefixItems",
            "minItems",
            "maxItems",
            "minLength",
            "maxLength",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum");

    private static final BigInteger MOST = BigInteger.valueOf(IntegerShape.MOST);

    UnsupportedSchemaException unsupported(String problem) {
        return new UnsupportedSchemaException(pointer, problem);
    }

    boolean has(String keyword) {
        return node.has(keyword);
    }

    Place at(String keyword) {
        return new Place(node.path(keyword), pointer + "/" + keyword);
    }

    /** Returns the name of a property, which is the last part of the pointer. */
    String name() {
        return JsonPointer.compile(pointer).last().getMatchingProperty();
    }

    List<Place> items() {
        if (!node.isArray() || node.isEmpty()) {
            throw unsupported("must be an array of at least one but is of type " + node.getNodeType());
        }
        List<Place> items = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            items.add(new Place(node.get(i), pointer + "/" + i));
        }
        return items;
    }

    List<Place> fields() {
        if (!node.isObject()) {
            throw unsupported("must be an object but is of type " + node.getNodeType());
        }
        List<Place> fields = new ArrayList<>();
        node.fieldNames()
                .forEachRemaining(name -> fields.add(new Place(
                        node.get(name), pointer + "/" + name.replace("~", "~0").replace("/", "~1"))));
        return fields;
    }

    /** Refuses keywords that would be overlooked. */
    void requireKnown() {
        requireOnly(KEYWORDS, "is not supported");
    }

    /** Refuses what would have to be satisfied besides {@code keywords}. */
    void requireAlone(String... keywords) {
        requireOnly(Set.of(keywords), "is not supported beside " + String.join(", ", keywords));
    }

    private void requireOnly(Set<String> keywords, String problem) {
        Set<String> others = new TreeSet<>();
        node.fieldNames().forEachRemaining(others::add);
        others.removeAll(ANNOTATIONS);
        others.removeAll(keywords);
        if (pointer.isEmpty()) {
            others.remove("$id");
        }
        if (!others.isEmpty()) {
            throw unsupported(String.join(", ", others) + " " + problem);
        }
    }

    /** Returns what {@code $ref} refers to. */
    Place referred(JsonNode root) {
        String reference = node.get("$ref").asText();
        if (!reference.startsWith("#")) {
            throw unsupported("$ref must refer to a part of this schema, as #/$defs/name, but is " + reference);
        }
        try {
            String target = URI.create(reference).getFragment();
            JsonNode found = root.at(target);
            if (!found.isMissingNode()) {
                return new Place(found, target);
            }
        } catch (IllegalArgumentException e) {
            throw unsupported("$ref must be a JSON pointer but is " + reference);
        }
        throw unsupported("$ref refers to nothing: " + reference);
    }

    /** Returns the values of {@code enum} and {@code const}, without doubles. */
    Set<JsonNode> values() {
        Set<JsonNode> values = new LinkedHashSet<>();
        if (has("enum")) {
            at("enum").items().forEach(item -> values.add(item.node));
        }
        if (has("const")) {
            if (has("enum")) {
                values.retainAll(Set.of(node.get("const")));
            } else {
                values.add(node.get("const"));
            }
        }
        return values;
    }

    Set<String> names(String keyword) {
        Set<String> names = new LinkedHashSet<>();
        if (has(keyword)) {
            node.get(keyword).forEach(name -> names.add(name.asText()));
        }
        return names;
    }

    OptionalInt count(String keyword) {
        if (!has(keyword)) {
            return OptionalInt.empty();
        }
        JsonNode count = node.get(keyword);
        if (!count.isIntegralNumber() || count.bigIntegerValue().signum() < 0) {
            throw unsupported(keyword + " must be an integer of at least 0 but is " + count);
        }
        return OptionalInt.of(count.bigIntegerValue()
                .min(BigInteger.valueOf(Integer.MAX_VALUE))
                .intValue());
    }

    Shape numbers() {
        for (String keyword : List.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")) {
            if (has(keyword)) {
                throw unsupported(keyword + " is supported of integers only; say \"type\": \"integer\"");
            }
        }
        return new NumberShape();
    }

    Shape integers() {
        BigInteger min = MOST.negate();
        BigInteger max = MOST;
        if (has("minimum")) {
            min = min.max(bound("minimum", RoundingMode.CEILING));
        }
        if (has("exclusiveMinimum")) {
            min = min.max(bound("exclusiveMinimum", RoundingMode.FLOOR).add(BigInteger.ONE));
        }
        if (has("maximum")) {
            max = max.min(bound("maximum", RoundingMode.FLOOR));
        }
        if (has("exclusiveMaximum")) {
            max = max.min(bound("exclusiveMaximum", RoundingMode.CEILING).subtract(BigInteger.ONE));
        }
        // What lies beyond 18 digits is no range any more.
        return min.compareTo(max) > 0 ? new IntegerShape(1, 0) : new IntegerShape(min.longValue(), max.longValue());
    }

    private BigInteger bound(String keyword, RoundingMode rounding) {
        JsonNode bound = node.get(keyword);
        if (!bound.isNumber()) {
            throw unsupported(keyword + " must be a number but is " + bound);
        }
        BigDecimal value = bound.decimalValue();
        if (value.precision() - value.scale() > 40) { // else an exponent could ask for a number of a billion digits
            return value.signum() < 0 ? MOST.negate().multiply(BigInteger.TEN) : MOST.multiply(BigInteger.TEN);
        }
        return value.setScale(0, rounding).toBigInteger();
    }
}
