// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;

/** Writes the JSON schema that the declarations of kinds and settings give. */
final class Schema {

    private Schema() {}

    static String of(Kinds kinds) {
        ObjectNode schema = titled("A model of Tokka");
        schema.setAll(ConfigFile.TYPE.schema());
        ObjectNode parts = schema.putObject("$defs");
        kinds.roles().stream()
                .sorted(Comparator.comparing(Role::name))
                .forEach(role -> parts.set(role.name(), part(role, kinds)));
        return schema.toPrettyString() + "\n";
    }

    /** Returns the beginning of a schema. */
    static ObjectNode titled(String title) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", title);
    }

    private static <T> ObjectNode part(Role<T> role, Kinds kinds) {
        ObjectNode schema = ScalarTypes.type("object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode one = JsonNodeFactory.instance.arrayNode();
        kinds.of(role).forEach((name, kind) -> {
            properties.set(name, kind.type().schema().put("description", kind.description()));
            one.addObject().putArray("required").add(name);
        });
        if (role.equals(Role.MODEL)) {
            properties.set(
                    PartType.WITH,
                    Type.list(Type.part(Role.SPECIALIZATION), 1)
                            .schema()
                            .put("description", "What makes the model an expert; the last one sees a question first."));
        }
        schema.set("oneOf", one);
        return schema.put("additionalProperties", false);
    }
}
