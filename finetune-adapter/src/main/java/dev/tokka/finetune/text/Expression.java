// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A part of a template that has a value. */
@FunctionalInterface
interface Expression {

    /** Returns the value in {@code scope}. */
    Object value(Scope scope);

    /** Returns an expression that counts as a step. */
    private static Expression counted(Expression expression) {
        return scope -> {
            scope.rendering().step();
            return expression.value(scope);
        };
    }

    static Expression constant(Object value) {
        return scope -> value;
    }

    static Expression variable(String name) {
        return counted(scope -> scope.get(name));
    }

    static Expression list(List<Expression> elements) {
        return counted(scope -> {
            scope.rendering().list(elements.size());
            List<Object> values = new ArrayList<>();
            elements.forEach(element -> values.add(element.value(scope)));
            return values;
        });
    }

    static Expression mapping(Map<Expression, Expression> entries) {
        return counted(scope -> {
            scope.rendering().list(entries.size());
            Map<MarkedText, Object> values = new LinkedHashMap<>();
            entries.forEach((key, value) -> values.put(Value.text(key.value(scope)), value.value(scope)));
            return values;
        });
    }

    static Expression condition(Expression test, Expression then, Expression otherwise) {
        return scope -> Value.isTrue(test.value(scope)) ? then.value(scope) : otherwise.value(scope);
    }

    static Expression or(Expression left, Expression right) {
        return scope -> {
            Object value = left.value(scope);
            return Value.isTrue(value) ? value : right.value(scope);
        };
    }

    static Expression and(Expression left, Expression right) {
        return scope -> {
            Object value = left.value(scope);
            return Value.isTrue(value) ? right.value(scope) : value;
        };
    }

    static Expression not(Expression operand) {
        return scope -> !Value.isTrue(operand.value(scope));
    }

    static Expression negative(Expression operand) {
        return scope -> Numbers.negate(operand.value(scope));
    }

    static Expression positive(Expression operand) {
        return scope -> Numbers.apply("+", 0L, operand.value(scope));
    }

    static Expression operator(String operator, Expression left, Expression right) {
        return counted(scope -> Operators.apply(operator, left.value(scope), right.value(scope), scope.rendering()));
    }

    static Expression attribute(Expression object, String name) {
        return counted(scope -> Members.attribute(object.value(scope), name, scope.rendering()));
    }

    static Expression item(Expression object, Expression key) {
        return counted(scope -> Members.item(object.value(scope), key.value(scope), scope.rendering()));
    }

    /** A part of a text or list; what is left out is {@link Value#NONE}. */
    static Expression slice(Expression object, List<Expression> bounds) {
        return counted(scope -> Members.slice(
                object.value(scope),
                bounds.stream().map(bound -> bound.value(scope)).toList(),
                scope.rendering()));
    }

    static Expression call(Expression function, ArgumentExpressions arguments) {
        return counted(scope -> {
            Object called = function.value(scope);
            if (called instanceof Value.Callable callable) {
                return callable.call(arguments.values(scope), scope.rendering());
            }
            throw TemplateException.of("expected a function but it is " + Value.type(called));
        });
    }

    static Expression filter(Expression operand, String name, ArgumentExpressions arguments) {
        return counted(scope -> Filters.apply(name, operand.value(scope), arguments.values(scope), scope.rendering()));
    }

    static Expression test(Expression operand, String name, ArgumentExpressions arguments) {
        return counted(scope -> Tests.apply(name, operand.value(scope), arguments.values(scope), scope.rendering()));
    }

    /**
     * The arguments of a call.
     *
     * @param values by their place
     * @param named by their names
     */
    record ArgumentExpressions(List<Expression> values, Map<String, Expression> named) {

        static final ArgumentExpressions NONE = new ArgumentExpressions(List.of(), Map.of());

        Arguments values(Scope scope) {
            Map<String, Object> byName = new LinkedHashMap<>();
            named.forEach((name, value) -> byName.put(name, value.value(scope)));
            return new Arguments(
                    values.stream().map(value -> value.value(scope)).toList(), byName);
        }
    }
}
