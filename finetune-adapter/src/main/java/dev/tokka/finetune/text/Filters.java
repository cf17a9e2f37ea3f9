// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The filters of Jinja that templates of chats use. */
final class Filters {

    private Filters() {}

    static Object apply(String name, Object value, Arguments arguments, Rendering rendering) {
        rendering.step();
        rendering.read(value);
        return switch (name) {
            case "trim" -> trim(Value.print(value), arguments);
            case "upper" -> Value.print(value).upper();
            case "lower" -> Value.print(value).lower();
            case "title" -> Value.print(value).mapped(Filters::title);
            case "wordcount" ->
                (long) Value.print(value).words(Integer.MAX_VALUE).size();
            case "capitalize" -> Value.print(value).capitalize();
            case "string" -> Value.print(value);
            case "safe" -> value;
            case "length", "count" -> length(value);
            case "default", "d" -> otherwise(value, arguments);
            case "tojson" -> Json.write(value, arguments, rendering);
            case "replace" -> TextMethods.replace(Value.print(value), arguments, rendering);
            case "indent" -> indent(Value.print(value), arguments, rendering);
            case "int" -> integer(value, arguments);
            case "float" -> real(value, arguments);
            case "abs" -> Value.compare(value, 0L) < 0 ? Numbers.negate(value) : value;
            case "escape", "e" -> escape(Value.print(value));
            case "join" -> join(value, arguments, rendering);
            case "items" -> items(value);
            case "attr" -> Members.attribute(value, arguments.text(0, "name").chars(), rendering);
            default -> ListFilters.apply(name, value, arguments, rendering);
        };
    }

    /** Returns words with capitals; unlike in the method of that name, an apostrophe does not end a word. */
    private static String title(String text) {
        StringBuilder title = new StringBuilder();
        boolean inWord = false;
        for (int c : text.codePoints().toArray()) {
            title.appendCodePoint(inWord ? Character.toLowerCase(c) : Character.toUpperCase(c));
            inWord = "-({[<".indexOf(c) < 0 && !(c < 0x10000 && MarkedText.isSpace((char) c));
        }
        return title.toString();
    }

    private static MarkedText trim(MarkedText text, Arguments arguments) {
        return text.strip(
                arguments
                        .get(0, "chars")
                        .filter(chars -> chars != Value.NONE)
                        .map(chars -> Value.text(chars).chars())
                        .orElse(""),
                true,
                true);
    }

    private static Object length(Object value) {
        if (value instanceof MarkedText text) {
            return (long) text.length();
        }
        return value instanceof Map<?, ?> map
                ? (long) map.size()
                : (long) Value.elements(value).size();
    }

    private static Object otherwise(Object value, Arguments arguments) {
        boolean missing =
                value instanceof Value.Undefined || (arguments.flag(1, "boolean", false) && !Value.isTrue(value));
        return missing ? arguments.get(0, "default_value").orElse(MarkedText.EMPTY) : value;
    }

    private static Object join(Object value, Arguments arguments, Rendering rendering) {
        List<Object> elements = new ArrayList<>(Value.elements(value));
        arguments
                .get(1, "attribute")
                .ifPresent(name -> elements.replaceAll(
                        element -> ListFilters.path(element, Value.text(name).chars(), rendering)));
        MarkedText separator = arguments.get(0, "d").map(Value::print).orElse(MarkedText.EMPTY);
        return TextMethods.join(separator, elements, rendering);
    }

    private static Object items(Object value) {
        if (value instanceof Value.Undefined) {
            return new ArrayList<>();
        }
        if (value instanceof Map<?, ?> map) {
            return Members.items(map);
        }
        throw TemplateException.of("expected a mapping but it is " + Value.type(value));
    }

    private static Object indent(MarkedText text, Arguments arguments, Rendering rendering) {
        Object width = arguments.get(0, "width").orElse(4L);
        MarkedText margin = width instanceof MarkedText spaces
                ? spaces
                : MarkedText.template(" ".repeat((int) Math.max(0, Math.min(1000, Value.integer(width)))));
        boolean first = arguments.flag(1, "first", false);
        boolean blank = arguments.flag(2, "blank", false);
        List<MarkedText> lines = new ArrayList<>();
        for (MarkedText line : text.split("\n", Integer.MAX_VALUE)) {
            boolean indented = lines.isEmpty() ? first : blank || !line.isEmpty();
            rendering.make(line.chars().length() + (long) margin.chars().length());
            lines.add(indented ? margin.plus(line) : line);
        }
        return MarkedText.join(lines, MarkedText.template("\n"));
    }

    private static Object integer(Object value, Arguments arguments) {
        if (value instanceof Double number) {
            return number.longValue();
        }
        if (Value.isNumber(value)) {
            return Value.integer(value);
        }
        try {
            return (long)
                    Double.parseDouble(Value.print(value).strip("", true, true).chars());
        } catch (NumberFormatException e) {
            return arguments.get(0, "default").orElse(0L);
        }
    }

    private static Object real(Object value, Arguments arguments) {
        if (Value.isNumber(value)) {
            return Numbers.real(value);
        }
        try {
            return Double.parseDouble(Value.print(value).strip("", true, true).chars());
        } catch (NumberFormatException e) {
            return arguments.get(0, "default").orElse(0.0);
        }
    }

    private static MarkedText escape(MarkedText text) {
        MarkedText escaped = text;
        for (String[] pair :
                new String[][] {{"&", "&amp;"}, {">", "&gt;"}, {"<", "&lt;"}, {"'", "&#39;"}, {"\"", "&#34;"}}) {
            escaped = escaped.replace(pair[0], text.like(pair[1]), Integer.MAX_VALUE);
        }
        return escaped;
    }
}
