// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding.automaton;

import java.util.List;
import java.util.Set;

/** One of some shapes. They are set once all are read, since a shape can be part of itself. */
final class Union extends Shape {

    private List<Shape> shapes = List.of();

    /** Says what this is. */
    Union of(List<Shape> newShapes) {
        this.shapes = List.copyOf(newShapes);
        return this;
    }

    List<Shape> shapes() {
        return shapes;
    }

    @Override
    void begin(int next, Stack below, Set<Stack> out) {
        shapes.forEach(shape -> shape.begin(next, below, out));
    }

    @Override
    int measure() {
        return shapes.stream().mapToInt(Shape::height).min().orElse(IMPOSSIBLE);
    }
}
