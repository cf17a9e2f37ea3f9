// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import java.util.Map;
import java.util.Optional;

/**
 * A part of a template that is called like a function and returns what it writes.
 *
 * @param name how it is called
 * @param parameters their names in order, with what they are if they are not given
 * @param body what it does
 */
record Macro(String name, Map<String, Optional<Expression>> parameters, Statement body) implements Statement {

    @Override
    public Flow run(Scope scope) {
        scope.set(name, (Value.Callable) (arguments, rendering) -> call(scope, arguments, rendering));
        return Flow.NEXT;
    }

    private MarkedText call(Scope around, Arguments arguments, Rendering rendering) {
        if (arguments.values().size() > parameters.size()
                || !parameters.keySet().containsAll(arguments.named().keySet())) {
            throw TemplateException.of("expected at most the arguments of the macro " + name + " but there are others");
        }
        rendering.enter();
        Scope scope = around.captured();
        int place = 0;
        for (Map.Entry<String, Optional<Expression>> parameter : parameters.entrySet()) {
            Object value = arguments
                    .get(place++, parameter.getKey())
                    .or(() -> parameter.getValue().map(otherwise -> otherwise.value(scope)))
                    .orElse(Value.Undefined.of(parameter.getKey()));
            scope.set(parameter.getKey(), value);
        }
        body.run(scope);
        rendering.leave();
        return scope.written();
    }
}
