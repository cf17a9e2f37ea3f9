// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding.automaton;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds out whether a value could satisfy two schemas. */
final class Overlap {

    private static final int MOST_REFERENCES = 50;

    private final JsonNode root;

    Overlap(JsonNode root) {
        this.root = root;
    }

    /** Refuses schemas of which two could be satisfied at once, as far as that is easy to tell. */
    void refuse(List<Place> schemas) {
        for (int i = 0; i < schemas.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (!areApart(resolved(schemas.get(i)), resolved(schemas.get(j)))) {
                    throw schemas.get(i)
                            .unsupported("oneOf is supported if no value satisfies two alternatives, but this one and "
                                    + schemas.get(j).pointer()
                                    + " may be satisfied at once; use anyOf, or give both a required property with"
                                    + " different values of const");
                }
            }
        }
    }

    private Place resolved(Place place) {
        Place resolved = place;
        for (int i = 0; i < MOST_REFERENCES && resolved.has("$ref"); i++) {
            resolved = resolved.referred(root);
        }
        return resolved;
    }

    private boolean areApart(Place a, Place b) {
        if (isListed(a) && isListed(b)) {
            return Collections.disjoint(comparable(a), comparable(b));
        }
        return Collections.disjoint(kinds(a), kinds(b)) || haveDifferentMarks(a, b);
    }

    /** Returns the values so that equal numbers are equal, however they are written. */
    private static Set<Object> comparable(Place place) {
        return place.values().stream()
                .map(value -> value.isNumber() ? value.decimalValue().stripTrailingZeros() : value)
                .collect(Collectors.toSet());
    }

    private static boolean isListed(Place place) {
        return place.has("enum") || place.has("const");
    }

    private boolean haveDifferentMarks(Place a, Place b) {
        Set<String> both = a.names("required");
        both.retainAll(b.names("required"));
        return kinds(a).equals(Set.of("object"))
                && kinds(b).equals(Set.of("object"))
                && both.stream().anyMatch(name -> {
                    Place markA = resolved(a.at("properties").at(name));
                    Place markB = resolved(b.at("properties").at(name));
                    return isListed(markA)
                            && isListed(markB)
                            && Collections.disjoint(comparable(markA), comparable(markB));
                });
    }

    /** Returns the types of JSON values that may satisfy the schema. */
    private static Set<String> kinds(Place place) {
        Set<String> kinds = new HashSet<>();
        if (isListed(place)) {
            place.values().forEach(value -> kinds.add(kind(value)));
        } else if (place.has("type")) {
            JsonNode type = place.node().get("type");
            if (type.isArray()) {
                type.forEach(each -> kinds.add(each.asText()));
            } else {
                kinds.add(type.asText());
            }
            if (kinds.remove("integer")) {
                kinds.add("number");
            }
        } else {
            kinds.addAll(List.of("object", "array", "string", "number", "boolean", "null"));
        }
        return kinds;
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case STRING -> "string";
            case NUMBER -> "number";
            case BOOLEAN -> "boolean";
            default -> "null";
        };
    }
}
