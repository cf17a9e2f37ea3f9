// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The attributes, items and parts of values: only those that Python gives texts and mappings, and none of Java. */
final class Members {

    private Members() {}

    /** Returns {@code value.name}: a method or else the item of that name. */
    static Object attribute(Object value, String name, Rendering rendering) {
        Optional<Object> method = method(value, name);
        return method.isPresent() ? method.get() : itemOrUndefined(value, MarkedText.template(name), rendering);
    }

    /** Returns {@code value[key]}: the item or else a method of that name. */
    static Object item(Object value, Object key, Rendering rendering) {
        Object item = itemOrUndefined(value, key, rendering);
        if (item instanceof Value.Undefined && key instanceof MarkedText name) {
            return method(value, name.chars()).orElse(item);
        }
        return item;
    }

    private static Optional<Object> method(Object value, String name) {
        if (value instanceof MarkedText text && TextMethods.has(name)) {
            return Optional.of(
                    (Value.Callable) (arguments, rendering) -> TextMethods.call(text, name, arguments, rendering));
        }
        if (value instanceof Map<?, ?> map) {
            return switch (name) {
                case "items" -> Optional.of((Value.Callable) (arguments, rendering) -> items(map));
                case "keys" -> Optional.of((Value.Callable) (arguments, rendering) -> new ArrayList<>(map.keySet()));
                case "values" -> Optional.of((Value.Callable) (arguments, rendering) -> new ArrayList<>(map.values()));
                case "get" -> Optional.of((Value.Callable) (arguments, rendering) -> get(map, arguments));
                default -> Optional.empty();
            };
        }
        return Optional.empty();
    }

    static List<Object> items(Map<?, ?> map) {
        List<Object> items = new ArrayList<>();
        map.forEach((key, value) -> items.add(List.of(key, value)));
        return items;
    }

    private static Object get(Map<?, ?> map, Arguments arguments) {
        Object value = map.get(arguments.require(0, "key"));
        return value == null ? arguments.get(1, "default").orElse(Value.NONE) : value;
    }

    private static Object itemOrUndefined(Object value, Object key, Rendering rendering) {
        if (value instanceof Value.Undefined) {
            throw TemplateException.of("expected a value with members but it is " + Value.type(value));
        }
        Object item = null;
        if (value instanceof Map<?, ?> map) {
            item = map.get(key);
        } else if (value instanceof Value.Namespace namespace) {
            item = namespace.values().get(key);
        } else if (key instanceof Long index && value instanceof List<?> list) {
            long place = index < 0 ? index + list.size() : index;
            item = place >= 0 && place < list.size() ? list.get((int) place) : null;
        } else if (key instanceof Long index && value instanceof MarkedText text) {
            rendering.read(text);
            long place = index < 0 ? index + text.length() : index;
            item = place >= 0 && place < text.length() ? text.slice((int) place, (int) place + 1) : null;
        }
        return item == null
                ? Value.Undefined.of(key instanceof MarkedText name ? name.withoutContent() : "item")
                : item;
    }

    static Object slice(Object value, List<Object> bounds, Rendering rendering) {
        boolean isText = value instanceof MarkedText;
        if (!isText && !(value instanceof List)) {
            throw TemplateException.of("expected a text or a list to take a part of but it is " + Value.type(value));
        }
        int size = isText ? Value.text(value).length() : ((List<?>) value).size();
        long step = bounds.get(2) == Value.NONE ? 1 : Value.integer(bounds.get(2));
        if (step == 0) {
            throw TemplateException.of("expected a step of a part but it is 0");
        }
        long start = bound(bounds.get(0), step > 0 ? 0 : size - 1L, size, step);
        long end = bound(bounds.get(1), step > 0 ? size : -1L, size, step);
        rendering.list(size);
        if (isText && step == 1) {
            return Value.text(value).slice((int) start, (int) Math.max(start, end));
        }
        List<Object> elements = Value.elements(value);
        List<Object> part = new ArrayList<>();
        for (long i = start; step > 0 ? i < end : i > end; i += step) {
            part.add(elements.get((int) i));
        }
        return isText ? MarkedText.join(part.stream().map(Value::text).toList(), MarkedText.EMPTY) : part;
    }

    private static long bound(Object bound, long otherwise, int size, long step) {
        if (bound == Value.NONE) {
            return otherwise;
        }
        long place = Value.integer(bound) < 0 ? Value.integer(bound) + size : Value.integer(bound);
        return step > 0 ? Math.max(0, Math.min(size, place)) : Math.max(-1, Math.min(size - 1L, place));
    }
}
