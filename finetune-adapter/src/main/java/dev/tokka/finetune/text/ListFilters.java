// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** The filters of Jinja on lists. */
final class ListFilters {

    private ListFilters() {}

    static Object apply(String name, Object value, Arguments arguments, Rendering rendering) {
        List<Object> elements = Value.elements(value);
        rendering.list(elements.size());
        return switch (name) {
            case "list" -> elements;
            case "first" -> elements.isEmpty() ? Value.Undefined.of("first") : elements.get(0);
            case "last" -> elements.isEmpty() ? Value.Undefined.of("last") : elements.get(elements.size() - 1);
            case "map" -> map(elements, arguments, rendering);
            case "select" -> where(elements, test(arguments, rendering));
            case "reject" -> where(elements, test(arguments, rendering).negate());
            case "selectattr" -> where(elements, attributeTest(arguments, rendering));
            case "rejectattr" ->
                where(elements, attributeTest(arguments, rendering).negate());
            case "reverse" -> reverse(value, elements);
            case "sort" -> sort(elements, arguments, rendering);
            case "unique" -> unique(elements, arguments, rendering);
            case "dictsort" -> dictsort(value);
            case "sum" -> sum(elements, arguments, rendering);
            case "min" -> elements.stream().min(order(arguments, 0, rendering)).orElse(Value.Undefined.of("min"));
            case "max" -> elements.stream().max(order(arguments, 0, rendering)).orElse(Value.Undefined.of("max"));
            default -> throw TemplateException.of("expected a filter of Jinja but it is " + name);
        };
    }

    /** Returns the attribute {@code path}, with dots between names, of {@code value}. */
    static Object path(Object value, String path, Rendering rendering) {
        Object found = value;
        for (String name : path.split("\\.", -1)) {
            Object key = name.chars().allMatch(Character::isDigit) && !name.isEmpty()
                    ? (Object) Long.valueOf(name)
                    : MarkedText.template(name);
            found = Members.item(found, key, rendering);
        }
        return found;
    }

    private static List<Object> map(List<Object> elements, Arguments arguments, Rendering rendering) {
        Object attribute = arguments.named().get("attribute");
        Function<Object, Object> change;
        if (attribute != null) {
            Object otherwise = arguments.named().get("default");
            change = element -> {
                Object found = path(element, Value.text(attribute).chars(), rendering);
                return found instanceof Value.Undefined && otherwise != null ? otherwise : found;
            };
        } else {
            String filter = arguments.text(0, "filter").chars();
            change = element -> Filters.apply(filter, element, arguments.rest(), rendering);
        }
        return new ArrayList<>(elements.stream().map(change).toList());
    }

    private static List<Object> where(List<Object> elements, Predicate<Object> test) {
        return new ArrayList<>(elements.stream().filter(test).toList());
    }

    private static Predicate<Object> test(Arguments arguments, Rendering rendering) {
        if (arguments.values().isEmpty()) {
            return Value::isTrue;
        }
        String test = arguments.text(0, "test").chars();
        return value -> Tests.apply(test, value, arguments.rest(), rendering);
    }

    private static Predicate<Object> attributeTest(Arguments arguments, Rendering rendering) {
        String attribute = arguments.text(0, "attribute").chars();
        Predicate<Object> test = test(arguments.rest(), rendering);
        return value -> test.test(path(value, attribute, rendering));
    }

    private static Object reverse(Object value, List<Object> elements) {
        Collections.reverse(elements);
        return value instanceof MarkedText
                ? MarkedText.join(elements.stream().map(Value::text).toList(), MarkedText.EMPTY)
                : elements;
    }

    /** Compares elements, or an attribute of them; texts without regard to case, as Jinja does. */
    private static Comparator<Object> order(Arguments arguments, int place, Rendering rendering) {
        boolean caseSensitive = arguments.flag(place, "case_sensitive", false);
        Function<Object, Object> key = arguments
                .get(place + 1, "attribute")
                .filter(name -> name != Value.NONE)
                .map(name -> (Function<Object, Object>)
                        element -> path(element, Value.text(name).chars(), rendering))
                .orElse(Function.identity());
        return (left, right) -> {
            rendering.step();
            return Value.compare(fold(key.apply(left), caseSensitive), fold(key.apply(right), caseSensitive));
        };
    }

    private static Object fold(Object value, boolean caseSensitive) {
        return value instanceof MarkedText text && !caseSensitive ? text.lower() : value;
    }

    private static List<Object> sort(List<Object> elements, Arguments arguments, Rendering rendering) {
        Comparator<Object> order = order(arguments, 1, rendering);
        elements.sort(arguments.flag(0, "reverse", false) ? order.reversed() : order);
        return elements;
    }

    private static List<Object> unique(List<Object> elements, Arguments arguments, Rendering rendering) {
        Comparator<Object> order = order(arguments, 0, rendering);
        List<Object> unique = new ArrayList<>();
        for (Object element : elements) {
            if (unique.stream().noneMatch(known -> order.compare(known, element) == 0)) {
                unique.add(element);
            }
        }
        return unique;
    }

    private static List<Object> dictsort(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw TemplateException.of("expected a mapping but it is " + Value.type(value));
        }
        List<Object> items = Members.items(map);
        items.sort((left, right) ->
                Value.compare(fold(((List<?>) left).get(0), false), fold(((List<?>) right).get(0), false)));
        return items;
    }

    private static Object sum(List<Object> elements, Arguments arguments, Rendering rendering) {
        Object sum = arguments.get(1, "start").orElse(0L);
        for (Object element : elements) {
            Object term = arguments
                    .get(0, "attribute")
                    .filter(name -> name != Value.NONE)
                    .map(name -> path(element, Value.text(name).chars(), rendering))
                    .orElse(element);
            sum = Numbers.apply("+", sum, term);
        }
        return sum;
    }
}
