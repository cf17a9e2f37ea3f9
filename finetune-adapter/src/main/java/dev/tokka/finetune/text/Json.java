// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes values as JSON in the way of Python's {@code json.dumps}, with the settings that transformers gives it. */
final class Json {

    private final boolean ascii;
    private final boolean sorted;
    private final Optional<String> indent;
    private final MarkedText between;
    private final MarkedText colon;
    private final MarkedText.Builder written = new MarkedText.Builder();

    private Json(Arguments arguments) {
        this.ascii = arguments.flag(0, "ensure_ascii", false);
        this.indent =
                arguments.get(1, "indent").filter(value -> value != Value.NONE).map(Json::indent);
        List<Object> separators = arguments
                .get(2, "separators")
                .filter(value -> value != Value.NONE)
                .map(Value::elements)
                .orElse(List.of(MarkedText.template(indent.isPresent() ? "," : ", "), MarkedText.template(": ")));
        if (separators.size() != 2) {
            throw TemplateException.of("expected two separators but there are " + separators.size());
        }
        this.between = Value.text(separators.get(0));
        this.colon = Value.text(separators.get(1));
        this.sorted = arguments.flag(3, "sort_keys", false);
    }

    private static String indent(Object indent) {
        return indent instanceof MarkedText text
                ? text.chars()
                : " ".repeat((int) Math.max(0, Math.min(100, Value.integer(indent))));
    }

    static MarkedText write(Object value, Arguments arguments, Rendering rendering) {
        Json json = new Json(arguments);
        json.add(value, 0);
        MarkedText text = json.written.build();
        rendering.make(text.chars().length());
        return text;
    }

    private void add(Object value, int depth) {
        if (value instanceof MarkedText text) {
            written.append(quoted(text));
        } else if (value instanceof List<?> list) {
            String open = "[";
            for (Object element : list) {
                open(open, depth + 1);
                add(element, depth + 1);
                open = "";
            }
            close(list.isEmpty() ? "[]" : "]", depth, list.isEmpty());
        } else if (value instanceof Map<?, ?> map) {
            String open = "{";
            for (Map.Entry<?, ?> entry : entries(map)) {
                open(open, depth + 1);
                written.append(quoted(Value.text(entry.getKey())));
                written.append(colon);
                add(entry.getValue(), depth + 1);
                open = "";
            }
            close(map.isEmpty() ? "{}" : "}", depth, map.isEmpty());
        } else {
            written.append(MarkedText.template(plain(value)));
        }
    }

    private List<? extends Map.Entry<?, ?>> entries(Map<?, ?> map) {
        return sorted
                ? map.entrySet().stream()
                        .sorted(Comparator.comparing(
                                entry -> Value.text(entry.getKey()).chars()))
                        .toList()
                : List.copyOf(map.entrySet());
    }

    private void open(String bracket, int depth) {
        written.append(bracket.isEmpty() ? between : MarkedText.template(bracket));
        newLine(depth);
    }

    private void close(String bracket, int depth, boolean empty) {
        if (!empty) {
            newLine(depth);
        }
        written.append(MarkedText.template(bracket));
    }

    private void newLine(int depth) {
        indent.ifPresent(spaces -> written.append(MarkedText.template("\n" + spaces.repeat(depth))));
    }

    private static String plain(Object value) {
        if (value instanceof Boolean || value instanceof Long) {
            return value.toString();
        }
        if (value instanceof Double number) {
            return Numbers.print(number);
        }
        if (value == Value.NONE) {
            return "null";
        }
        throw TemplateException.of("expected a value of JSON but it is " + Value.type(value));
    }

    private MarkedText quoted(MarkedText text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.chars().toCharArray()) {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case '\b' -> quoted.append("\\b");
                case '\f' -> quoted.append("\\f");
                default -> quoted.append(c < ' ' || (ascii && c > '~') ? String.format("\\u%04x", (int) c) : c);
            }
        }
        return text.like(quoted.append('"').toString());
    }
}
