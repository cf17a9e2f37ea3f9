// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The type of values by the names of settings that are declared. */
final class ObjectType {

    /** What becomes of names that no setting has. */
    enum Others {
        REFUSED,
        PASSED_OVER
    }

    private final Map<String, Setting<?>> settings = new LinkedHashMap<>();
    private final Others others;

    private ObjectType(List<Setting<?>> declared, Others others) {
        this.others = others;
        for (Setting<?> setting : declared) {
            if (settings.put(setting.name(), setting) != null) {
                throw new IllegalArgumentException("settings must have different names but two are '" + setting + "'");
            }
        }
    }

    static Type<Settings> of(List<Setting<?>> declared) {
        return of(declared, Others.REFUSED);
    }

    static Type<Settings> of(List<Setting<?>> declared, Others others) {
        ObjectType type = new ObjectType(declared, others);
        return new Type<>(type::read, type::schema);
    }

    private Optional<Plan<Settings>> read(Node node, Reading reading) {
        Optional<Node.Mapping> mapping = node.mapping();
        if (mapping.isEmpty()) {
            return reading.problems()
                    .add(
                            node.place(),
                            settings.isEmpty() ? "an empty mapping" : "a mapping of " + list(settings.keySet()),
                            node.seen());
        }
        boolean right = true;
        for (Node.Entry entry : mapping.get().entries()) {
            if (others == Others.REFUSED && !settings.containsKey(entry.key())) {
                reading.problems()
                        .add(
                                entry.place(),
                                Spelling.oneOf(settings.keySet()),
                                Spelling.seen(entry.key(), settings.keySet()));
                right = false;
            }
        }
        Map<Setting<?>, Plan<?>> plans = new HashMap<>();
        for (Setting<?> setting : settings.values()) {
            Optional<Node.Entry> entry = mapping.get().entry(setting.name());
            if (entry.isPresent()) {
                Optional<? extends Plan<?>> plan =
                        setting.type().read(entry.get().value(), reading);
                plan.ifPresent(each -> plans.put(setting, each));
                right &= plan.isPresent();
            } else if (setting.isRequired()) {
                reading.problems().add(node.place(), "'" + setting + "' (" + setting.description() + ")", "none");
                right = false;
            }
        }
        return right ? Optional.of(building -> make(plans, building)) : Optional.empty();
    }

    private Optional<Settings> make(Map<Setting<?>, Plan<?>> plans, Building building) {
        Map<Setting<?>, Object> values = new HashMap<>();
        for (Setting<?> setting : settings.values()) { // in the order of the declarations, whatever is opened
            Plan<?> plan = plans.get(setting);
            if (plan != null) {
                plan.make(building).ifPresent(value -> values.put(setting, value));
            }
        }
        return values.size() == plans.size()
                ? Optional.of(new Settings(Set.copyOf(settings.values()), values))
                : Optional.empty();
    }

    private static String list(Set<String> names) {
        return names.stream().collect(Collectors.joining(", "));
    }

    private ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        List<String> required = settings.values().stream()
                .filter(Setting::isRequired)
                .map(Setting::name)
                .toList();
        if (required.isEmpty()) {
            schema.putArray("type").add("object").add("null");
        } else {
            schema.put("type", "object");
        }
        ObjectNode properties = schema.putObject("properties");
        settings.values().forEach(setting -> properties.set(setting.name(), schema(setting)));
        if (!required.isEmpty()) {
            ArrayNode names = schema.putArray("required");
            required.forEach(names::add);
        }
        return schema.put("additionalProperties", others == Others.PASSED_OVER);
    }

    private static ObjectNode schema(Setting<?> setting) {
        ObjectNode schema = setting.type().schema().put("description", setting.description());
        setting.standard().ifPresent(value -> putDefault(schema, value));
        return schema;
    }

    private static void putDefault(ObjectNode schema, Object value) {
        if (value instanceof Duration time) {
            schema.put("default", Times.write(time));
        } else if (value instanceof Enum<?> constant) {
            schema.put("default", ScalarTypes.name(constant));
        } else if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            schema.putPOJO("default", value);
        }
    }
}
