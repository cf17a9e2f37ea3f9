// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.cassette;

import com.fasterxml.jackson.databind.JsonNode;

/** Fields that must be there; a cassette may have been edited by hand. */
final class Require {

    private Require() {}

    /**
     * Returns the field {@code name} of {@code json}.
     *
     * @throws IllegalArgumentException if there is none; who knows the place adds it
     */
    static JsonNode field(JsonNode json, String name) {
        JsonNode field = json.get(name);
        if (field == null || field.isNull()) {
            throw new IllegalArgumentException("expected a field \"" + name + "\" but found " + names(json));
        }
        return field;
    }

    private static String names(JsonNode json) {
        StringBuilder names = new StringBuilder();
        json.fieldNames()
                .forEachRemaining(
                        name -> names.append(names.isEmpty() ? "" : ", ").append(name));
        return names.isEmpty() ? "none" : names.toString();
    }
}
