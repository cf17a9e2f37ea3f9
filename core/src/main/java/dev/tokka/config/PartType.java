// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tokka.DomainModel;
import dev.tokka.Specialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The type of a part: a mapping with the name of one kind as a key, and for models perhaps {@code with}. */
final class PartType {

    static final String WITH = "with";

    private PartType() {}

    static <V> Type<V> of(Role<V> role) {
        Type.Reader<V> reader = (node, reading) -> read(role, node, reading);
        Type.Reader<V> expert = (node, reading) -> readModel(node, reading)
                .map(plan -> building -> plan.make(building).map(role.type()::cast));
        return new Type<>(
                role.equals(Role.MODEL) ? expert : reader,
                () -> JsonNodeFactory.instance.objectNode().put("$ref", "#/$defs/" + role.name()));
    }

    private static <V> Optional<Plan<V>> read(Role<V> role, Node node, Reading reading) {
        Optional<Node.Mapping> mapping = node.mapping();
        Map<String, Kind<V>> kinds = reading.kinds().of(role);
        if (mapping.isEmpty()) {
            return reading.problems().add(node.place(), "a " + role.name() + ", a mapping", node.seen());
        }
        List<Node.Entry> entries = mapping.get().entries();
        if (entries.size() == 1 && kinds.containsKey(entries.get(0).key())) {
            return kind(kinds, entries.get(0)).read(entries.get(0).value(), reading);
        }
        return wrong(role, mapping.get(), kinds, reading);
    }

    private static <V> Kind<V> kind(Map<String, Kind<V>> kinds, Node.Entry entry) {
        return Optional.ofNullable(kinds.get(entry.key())).orElseThrow();
    }

    /** Says what is wrong with the keys, and goes on with the values of those that are right, for the problems in them. */
    private static <V> Optional<Plan<V>> wrong(
            Role<V> role, Node.Mapping mapping, Map<String, Kind<V>> kinds, Reading reading) {
        Set<String> known = new TreeSet<>(kinds.keySet());
        List<String> right = new ArrayList<>();
        for (Node.Entry entry : mapping.entries()) {
            if (kinds.containsKey(entry.key())) {
                kind(kinds, entry).read(entry.value(), reading);
                right.add(entry.key());
            } else {
                String expected = "a kind of " + role.name() + ", " + Spelling.oneOf(known);
                reading.problems().add(entry.place(), expected, Spelling.seen(entry.key(), known));
            }
        }
        if (mapping.entries().isEmpty() || right.size() > 1) {
            String expected = "one kind of " + role.name() + ", " + Spelling.oneOf(known);
            String seen = right.isEmpty() ? "none" : String.join(" and ", right);
            reading.problems().add(mapping.place(), expected, seen);
        }
        return Optional.empty();
    }

    private static Optional<Plan<DomainModel>> readModel(Node node, Reading reading) {
        Optional<Node.Entry> with = node.mapping().flatMap(mapping -> mapping.entry(WITH));
        if (with.isEmpty()) {
            return read(Role.MODEL, node, reading);
        }
        List<Node.Entry> others = node.mapping().stream()
                .flatMap(mapping -> mapping.entries().stream())
                .filter(entry -> !entry.key().equals(WITH))
                .toList();
        Optional<Plan<DomainModel>> base = read(Role.MODEL, new Node.Mapping(node.place(), others), reading);
        Optional<Plan<List<Located>>> experts = located().read(with.get().value(), reading);
        return base.flatMap(model -> experts.map(list -> building -> {
            Optional<DomainModel> made = model.make(building);
            Optional<List<Located>> specializations =
                    list.make(building); // also if the base fails: all is said at once
            return made.flatMap(each -> specializations.flatMap(all -> apply(each, all, building)));
        }));
    }

    private record Located(Place place, String kind, Specialization specialization) {}

    private static Type<List<Located>> located() {
        Type<Specialization> type = Type.part(Role.SPECIALIZATION);
        Type.Reader<Located> reader =
                (node, reading) -> type.read(node, reading).map(plan -> building -> {
                    String kind = node.mapping().orElseThrow().entries().get(0).key();
                    return plan.make(building).map(made -> new Located(node.place(), kind, made));
                });
        return Type.list(new Type<>(reader, type::schema), 1);
    }

    /** Specializes in the order of the list, so that the last one sees the question first. */
    private static Optional<DomainModel> apply(DomainModel base, List<Located> specializations, Building building) {
        Optional<DomainModel> model = Optional.of(base);
        for (Located each : specializations) {
            model = model.flatMap(inner -> building.attempt(
                    each.place(), each.kind(), () -> each.specialization().specialize(inner)));
        }
        return model;
    }
}
