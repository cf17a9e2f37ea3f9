// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The functions that templates can call by name. */
final class Functions {

    private static final int MAX_RANGE = 100_000; // as in the sandbox of Jinja

    private Functions() {}

    /** Returns all of them. */
    static Map<String, Object> all(Supplier<ZonedDateTime> now) {
        return Map.of(
                "raise_exception", (Value.Callable) (arguments, rendering) -> raise(arguments),
                "strftime_now",
                        (Value.Callable) (arguments, rendering) -> MarkedText.template(Dates.format(
                                now.get(), arguments.text(0, "format").chars())),
                "namespace", (Value.Callable) (arguments, rendering) -> new Value.Namespace(mapping(arguments)),
                "dict", (Value.Callable) (arguments, rendering) -> mapping(arguments),
                "range", (Value.Callable) Functions::range);
    }

    private static Object raise(Arguments arguments) {
        throw TemplateException.raised(
                Value.print(arguments.require(0, "message")).withoutContent());
    }

    private static Map<MarkedText, Object> mapping(Arguments arguments) {
        Map<MarkedText, Object> values = new LinkedHashMap<>();
        for (Object value : arguments.values()) {
            if (!(value instanceof Map<?, ?> map)) {
                throw TemplateException.of("expected a mapping but it is " + Value.type(value));
            }
            map.forEach((key, member) -> values.put(Value.text(key), member));
        }
        arguments.named().forEach((name, value) -> values.put(MarkedText.template(name), value));
        return values;
    }

    private static Object range(Arguments arguments, Rendering rendering) {
        boolean one = arguments.values().size() == 1;
        long start = one ? 0 : Value.integer(arguments.require(0, "start"));
        long end = Value.integer(arguments.require(one ? 0 : 1, "stop"));
        long step = arguments.integer(2, "step", 1);
        if (step == 0) {
            throw TemplateException.of("expected a step of a range but it is 0");
        }
        List<Object> numbers = new ArrayList<>();
        for (long i = start; step > 0 ? i < end : i > end; i += step) {
            if (numbers.size() >= MAX_RANGE) {
                throw TemplateException.of("expected a range of at most " + MAX_RANGE + " but it is longer");
            }
            numbers.add(i);
        }
        rendering.list(numbers.size());
        return numbers;
    }
}
