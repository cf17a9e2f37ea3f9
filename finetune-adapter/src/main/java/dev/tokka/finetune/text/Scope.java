// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The variables of a part of a template: it sees those around it and sets only its own. For one thread. */
final class Scope {

    private final Map<String, Object> variables = new HashMap<>();
    private final @Nullable Scope outer;
    private final Rendering rendering;
    private final MarkedText.Builder output;

    private Scope(@Nullable Scope outer, Rendering rendering, MarkedText.Builder output) {
        this.outer = outer;
        this.rendering = rendering;
        this.output = output;
    }

    static Scope global(Map<String, Object> variables) {
        Scope scope = new Scope(null, new Rendering(), new MarkedText.Builder());
        scope.variables.putAll(variables);
        return scope;
    }

    /** Returns a scope inside this one that writes to the same place. */
    Scope inner() {
        return new Scope(this, rendering, output);
    }

    /** Returns a scope inside this one whose text is kept apart. */
    Scope captured() {
        return new Scope(this, rendering, new MarkedText.Builder());
    }

    Object get(String name) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            Object value = scope.variables.get(name);
            if (value != null) {
                return value;
            }
        }
        return Value.Undefined.of(name);
    }

    void set(String name, Object value) {
        variables.put(name, value);
    }

    void write(MarkedText text) {
        rendering.make(text.chars().length());
        output.append(text);
    }

    MarkedText written() {
        return output.build();
    }

    Rendering rendering() {
        return rendering;
    }
}
