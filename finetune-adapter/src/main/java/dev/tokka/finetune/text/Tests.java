// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import java.util.List;
import java.util.Map;

/** The tests of Jinja, such as {@code is defined}. */
final class Tests {

    private Tests() {}

    static boolean apply(String name, Object value, Arguments arguments, Rendering rendering) {
        rendering.read(value);
        arguments.values().forEach(rendering::read);
        return switch (name) {
            case "defined" -> !(value instanceof Value.Undefined);
            case "undefined" -> value instanceof Value.Undefined;
            case "none" -> value == Value.NONE;
            case "string" -> value instanceof MarkedText;
            case "mapping" -> value instanceof Map;
            case "sequence", "iterable" -> isSequence(value);
            case "boolean" -> value instanceof Boolean;
            case "true" -> Boolean.TRUE.equals(value);
            case "false" -> Boolean.FALSE.equals(value);
            case "number" -> Value.isNumber(value);
            case "integer" -> value instanceof Long;
            case "float" -> value instanceof Double;
            case "callable" -> value instanceof Value.Callable;
            case "upper" -> Value.text(value).upper().equals(value);
            case "lower" -> Value.text(value).lower().equals(value);
            default -> compares(name, value, arguments);
        };
    }

    private static boolean isSequence(Object value) {
        return value instanceof List
                || value instanceof Map
                || value instanceof MarkedText
                || value instanceof Value.Undefined;
    }

    private static boolean compares(String name, Object value, Arguments arguments) {
        return switch (name) {
            case "even" -> Math.floorMod(Value.integer(value), 2) == 0;
            case "odd" -> Math.floorMod(Value.integer(value), 2) == 1;
            case "divisibleby" -> Math.floorMod(Value.integer(value), divisor(arguments)) == 0;
            case "eq", "equalto", "==" -> Value.areEqual(value, other(arguments));
            case "ne", "!=" -> !Value.areEqual(value, other(arguments));
            case "lt", "lessthan", "<" -> Value.compare(value, other(arguments)) < 0;
            case "le", "<=" -> Value.compare(value, other(arguments)) <= 0;
            case "gt", "greaterthan", ">" -> Value.compare(value, other(arguments)) > 0;
            case "ge", ">=" -> Value.compare(value, other(arguments)) >= 0;
            case "in" -> Value.contains(other(arguments), value);
            case "sameas" -> value.getClass() == other(arguments).getClass() && value.equals(other(arguments));
            default -> throw TemplateException.of("expected a test of Jinja but it is " + name);
        };
    }

    private static Object other(Arguments arguments) {
        return arguments.require(0, "other");
    }

    private static long divisor(Arguments arguments) {
        long divisor = Value.integer(other(arguments));
        if (divisor == 0) {
            throw TemplateException.of("expected a number to divide by but it is 0");
        }
        return divisor;
    }
}
