// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * What the values of templates mean, as in Python: {@link MarkedText}, Long, Double, Boolean, List, Map with keys of text,
 * {@link Namespace}, {@link Callable}, {@link #NONE} and {@link Undefined}. Nothing else ever gets into a template, so none
 * can reach an object of Java.
 */
final class Value {

    static final Object NONE = new None();

    private Value() {}

    private static final class None {}

    /** A variable that nobody set. */
    record Undefined(String name) {

        static Undefined of(String name) {
            return new Undefined(name);
        }
    }

    /** Values that parts of a template share by name. */
    record Namespace(Map<MarkedText, Object> values) {}

    /** What a template can call. */
    @FunctionalInterface
    interface Callable {

        /** Returns what it makes of {@code arguments}. */
        Object call(Arguments arguments, Rendering rendering);
    }

    static boolean isTrue(Object value) {
        if (value instanceof Boolean flag) {
            return flag;
        }
        if (value instanceof Long number) {
            return number != 0;
        }
        if (value instanceof Double number) {
            return number != 0;
        }
        if (value instanceof MarkedText text) {
            return !text.isEmpty();
        }
        if (value instanceof List<?> list) {
            return !list.isEmpty();
        }
        if (value instanceof Map<?, ?> map) {
            return !map.isEmpty();
        }
        return value != NONE && !(value instanceof Undefined);
    }

    /** Returns what there is to loop over. */
    static List<Object> elements(Object value) {
        if (value instanceof List<?> list) {
            return new ArrayList<>(list);
        }
        if (value instanceof Map<?, ?> map) {
            return new ArrayList<>(map.keySet());
        }
        if (value instanceof MarkedText text) {
            List<Object> letters = new ArrayList<>();
            for (int i = 0;
                    i < text.chars().length();
                    i += Character.charCount(text.chars().codePointAt(i))) {
                letters.add(text.units(i, i + Character.charCount(text.chars().codePointAt(i))));
            }
            return letters;
        }
        if (value instanceof Undefined) {
            return new ArrayList<>();
        }
        throw TemplateException.of("expected something to loop over but it is " + type(value));
    }

    static long integer(Object value) {
        if (value instanceof Long number) {
            return number;
        }
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        throw TemplateException.of("expected a whole number but it is " + type(value));
    }

    static MarkedText text(Object value) {
        if (value instanceof MarkedText text) {
            return text;
        }
        throw TemplateException.of("expected a text but it is " + type(value));
    }

    /** Returns how a value is printed. */
    static MarkedText print(Object value) {
        if (value instanceof MarkedText text) {
            return text;
        }
        if (value instanceof Undefined) {
            return MarkedText.EMPTY;
        }
        MarkedText.Builder printed = new MarkedText.Builder();
        represent(value, printed);
        return printed.build();
    }

    private static void represent(Object value, MarkedText.Builder printed) {
        if (value instanceof MarkedText text) {
            printed.append(quoted(text));
        } else if (value instanceof List<?> list) {
            String separator = "[";
            for (Object element : list) {
                printed.append(MarkedText.template(separator));
                represent(element, printed);
                separator = ", ";
            }
            printed.append(MarkedText.template(list.isEmpty() ? "[]" : "]"));
        } else if (value instanceof Map<?, ?> map) {
            String separator = "{";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                printed.append(MarkedText.template(separator));
                represent(entry.getKey(), printed);
                printed.append(MarkedText.template(": "));
                represent(entry.getValue(), printed);
                separator = ", ";
            }
            printed.append(MarkedText.template(map.isEmpty() ? "{}" : "}"));
        } else {
            printed.append(MarkedText.template(plain(value)));
        }
    }

    private static MarkedText quoted(MarkedText text) {
        String chars = text.chars();
        char quote = chars.contains("'") && !chars.contains("\"") ? '"' : '\'';
        StringBuilder quoted = new StringBuilder().append(quote);
        for (int i = 0; i < chars.length(); i++) {
            char c = chars.charAt(i);
            switch (c) {
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case '\\' -> quoted.append("\\\\");
                default -> {
                    if (c < ' ' || c == '\u007F') {
                        quoted.append(String.format("\\x%02x", (int) c));
                    } else {
                        quoted.append(c == quote ? "\\" : "").append(c);
                    }
                }
            }
        }
        return text.like(quoted.append(quote).toString());
    }

    private static String plain(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? "True" : "False";
        }
        if (value == NONE) {
            return "None";
        }
        if (value instanceof Long) {
            return value.toString();
        }
        if (value instanceof Double number) {
            return Numbers.print(number);
        }
        if (value instanceof Undefined) {
            return "Undefined";
        }
        throw TemplateException.of("expected a value to print but it is " + type(value));
    }

    /** Returns the name of the kind of {@code value}, for messages. */
    static String type(Object value) {
        if (value instanceof Undefined undefined) {
            return "undefined (" + undefined.name() + ")";
        }
        if (value instanceof MarkedText) {
            return "a text";
        }
        if (value instanceof List) {
            return "a list";
        }
        if (value instanceof Map) {
            return "a mapping";
        }
        if (value instanceof Namespace) {
            return "a namespace";
        }
        if (value instanceof Callable) {
            return "a function";
        }
        return value == NONE ? "None" : value instanceof Boolean ? "a boolean" : "a number";
    }

    static boolean areEqual(Object left, Object right) {
        if (isNumber(left) && isNumber(right)) {
            return Numbers.compare(left, right) == 0;
        }
        if (left instanceof List<?> a && right instanceof List<?> b) {
            Iterator<?> other = b.iterator();
            return a.size() == b.size() && a.stream().allMatch(element -> areEqual(element, other.next()));
        }
        if (left instanceof Map<?, ?> a && right instanceof Map<?, ?> b) {
            return a.size() == b.size()
                    && a.entrySet().stream().allMatch(entry -> {
                        Object other = b.get(entry.getKey());
                        return other != null && areEqual(entry.getValue(), other);
                    });
        }
        return left instanceof Undefined ? right instanceof Undefined : left.equals(right);
    }

    static boolean isNumber(Object value) {
        return value instanceof Long || value instanceof Double || value instanceof Boolean;
    }

    /** Returns below, at or above 0 as {@code left} comes before, with or after {@code right}. */
    static int compare(Object left, Object right) {
        if (isNumber(left) && isNumber(right)) {
            return Numbers.compare(left, right);
        }
        if (left instanceof MarkedText a && right instanceof MarkedText b) {
            int[] first = a.chars().codePoints().toArray();
            int[] second = b.chars().codePoints().toArray();
            return Arrays.compare(first, second);
        }
        throw TemplateException.of(
                "expected two numbers or two texts to compare but they are " + type(left) + " and " + type(right));
    }

    static boolean contains(Object container, Object element) {
        if (container instanceof MarkedText text) {
            return text.chars().contains(text(element).chars());
        }
        return elements(container).stream().anyMatch(one -> areEqual(one, element));
    }
}
