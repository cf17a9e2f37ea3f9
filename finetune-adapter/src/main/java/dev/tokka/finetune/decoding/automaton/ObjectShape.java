// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding.automaton;

import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** An object: some properties in their order, then any number of others. */
final class ObjectShape extends Shape {

    private final List<Property> properties;
    private final Optional<Shape> others;
    private final Set<String> names;

    /**
     * A property.
     *
     * @param key its name as it stands in a document, with quotes and colon
     */
    record Property(String name, LiteralShape key, Shape shape, boolean required) {

        static Property of(String name, Shape shape, boolean required) {
            return new Property(name, new LiteralShape(TextNode.valueOf(name) + ":"), shape, required);
        }
    }

    ObjectShape(List<Property> properties, Optional<Shape> others) {
        this.properties = List.copyOf(properties);
        this.others = others;
        this.names = properties.stream()
                .map(property -> Written.latin1(property.name().getBytes(StandardCharsets.UTF_8)))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    void begin(int next, Stack below, Set<Stack> out) {
        if (next == '{' && fits(below.depth())) {
            out.add(below.push(new OpenObject(this, 0, OpenObject.Phase.BEGIN, Gap.FRESH, Written.NOTHING)));
        }
    }

    @Override
    int measure() {
        int height = properties.stream()
                .filter(Property::required)
                .mapToInt(property -> property.shape().height())
                .max()
                .orElse(0);
        return Math.min(IMPOSSIBLE, 1 + height);
    }

    /** Returns whether there is a property of this name, whose bytes are given as chars. */
    boolean isDeclared(String name) {
        return names.contains(name);
    }

    /** Returns the shape of the property at {@code place}; behind the last one, of all others. */
    Shape shape(int place) {
        return place < properties.size() ? properties.get(place).shape() : others.orElseThrow();
    }

    int size() {
        return properties.size();
    }

    Property property(int place) {
        return properties.get(place);
    }

    /** Returns whether the object may end when the properties before {@code place} are written or left out. */
    boolean mayEnd(int place) {
        return properties.stream().skip(place).noneMatch(Property::required);
    }

    boolean hasOthers() {
        return others.isPresent();
    }

    boolean mayHaveOthers(int depth) {
        return others.isPresent() && others.get().fits(depth);
    }

    /** Returns whether a key may be written from {@code place} on. */
    boolean mayHaveMore(int place, int depth) {
        for (int i = place; i < properties.size(); i++) {
            if (properties.get(i).required() || properties.get(i).shape().fits(depth)) {
                return true;
            }
        }
        return mayHaveOthers(depth);
    }
}
