// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A loop of a template.
 *
 * @param target the variables of the loop
 * @param elements what to loop over
 * @param condition which elements to take
 * @param body what to do with each
 * @param otherwise what to do if there are none
 */
record Loop(
        Statement.Target target,
        Expression elements,
        Optional<Expression> condition,
        Statement body,
        Statement otherwise)
        implements Statement {

    @Override
    public Flow run(Scope scope) {
        List<Object> all = Value.elements(elements.value(scope));
        scope.rendering().list(all.size());
        List<Object> taken = condition.isEmpty() ? all : new ArrayList<>();
        condition.ifPresent(test -> all.forEach(element -> {
            Scope tried = scope.inner();
            target.assign(element, tried);
            if (Value.isTrue(test.value(tried))) {
                taken.add(element);
            }
        }));
        if (taken.isEmpty()) {
            return otherwise.run(scope);
        }
        for (int i = 0; i < taken.size(); i++) {
            scope.rendering().step();
            Scope inner = scope.inner();
            inner.set("loop", state(taken, i));
            target.assign(taken.get(i), inner);
            if (body.run(inner) == Flow.BREAK) {
                break;
            }
        }
        return Flow.NEXT;
    }

    private static Object state(List<Object> elements, int index) {
        int size = elements.size();
        Map<MarkedText, Object> state = new LinkedHashMap<>();
        put(state, "index0", (long) index);
        put(state, "index", index + 1L);
        put(state, "revindex0", size - index - 1L);
        put(state, "revindex", (long) size - index);
        put(state, "first", index == 0);
        put(state, "last", index == size - 1);
        put(state, "length", (long) size);
        if (index > 0) {
            put(state, "previtem", elements.get(index - 1));
        }
        if (index < size - 1) {
            put(state, "nextitem", elements.get(index + 1));
        }
        put(state, "cycle", (Value.Callable) (arguments, rendering) -> {
            List<Object> values = arguments.values();
            if (values.isEmpty()) {
                throw TemplateException.of("expected values to cycle through but there are none");
            }
            return values.get(index % values.size());
        });
        return new Value.Namespace(state);
    }

    private static void put(Map<MarkedText, Object> state, String name, Object value) {
        state.put(MarkedText.template(name), value);
    }
}
