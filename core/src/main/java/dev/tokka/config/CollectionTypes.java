// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The types of lists and of values by name. */
final class CollectionTypes {

    private CollectionTypes() {}

    static <V> Type<List<V>> list(Type<V> of, int least) {
        String expected = "a list" + atLeast(least);
        Type.Reader<List<V>> reader = (node, reading) -> {
            if (!(node instanceof Node.Sequence sequence)) {
                return reading.problems().add(node.place(), expected, node.seen());
            }
            int size = sequence.items().size();
            if (size < least) {
                return reading.problems().add(node.place(), expected, "one of " + size);
            }
            List<Plan<V>> plans = new ArrayList<>();
            sequence.items().forEach(item -> of.read(item, reading).ifPresent(plans::add));
            return plans.size() == size ? Optional.of(Plan.all(plans)) : Optional.empty();
        };
        return new Type<>(reader, () -> {
            ObjectNode schema = ScalarTypes.type("array").put("minItems", least);
            schema.set("items", of.schema());
            return schema;
        });
    }

    static <V> Type<Map<String, V>> map(Type<V> of, int least) {
        String expected = "a mapping" + atLeast(least);
        Type.Reader<Map<String, V>> reader = (node, reading) -> {
            Optional<Node.Mapping> mapping = node.mapping();
            if (mapping.isEmpty()) {
                return reading.problems().add(node.place(), expected, node.seen());
            }
            List<Node.Entry> entries = mapping.get().entries();
            if (entries.size() < least) {
                return reading.problems().add(node.place(), expected, "one of " + entries.size());
            }
            Map<String, Plan<V>> plans = new LinkedHashMap<>();
            for (Node.Entry entry : entries) {
                of.read(entry.value(), reading).ifPresent(plan -> plans.put(entry.key(), plan));
            }
            return plans.size() == entries.size() ? Optional.of(Plan.all(plans)) : Optional.empty();
        };
        return new Type<>(reader, () -> {
            ObjectNode schema = ScalarTypes.type("object").put("minProperties", least);
            schema.set("additionalProperties", of.schema());
            return schema;
        });
    }

    private static String atLeast(int least) {
        return least == 0 ? "" : " of at least " + least;
    }
}
