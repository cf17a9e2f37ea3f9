// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;

/** The methods of texts that templates call. */
final class TextMethods {

    private static final Set<String> NAMES = Set.of(
            "strip",
            "lstrip",
            "rstrip",
            "split",
            "rsplit",
            "splitlines",
            "startswith",
            "endswith",
            "upper",
            "lower",
            "title",
            "capitalize",
            "replace",
            "find",
            "rfind",
            "count",
            "join",
            "removeprefix",
            "removesuffix",
            "isdigit",
            "isalpha",
            "isspace",
            "isupper",
            "islower");

    private TextMethods() {}

    static boolean has(String name) {
        return NAMES.contains(name);
    }

    static Object call(MarkedText text, String name, Arguments arguments, Rendering rendering) {
        rendering.make(text.chars().length());
        return switch (name) {
            case "strip" -> text.strip(set(arguments), true, true);
            case "lstrip" -> text.strip(set(arguments), true, false);
            case "rstrip" -> text.strip(set(arguments), false, true);
            case "split" -> split(text, arguments, rendering);
            case "rsplit" -> splitFromEnd(text, arguments, rendering);
            case "splitlines" -> lines(text, rendering);
            case "startswith" -> matches(text, arguments, String::startsWith);
            case "endswith" -> matches(text, arguments, String::endsWith);
            case "replace" -> replace(text, arguments, rendering);
            case "join" -> join(text, arguments.require(0, "iterable"), rendering);
            case "find" ->
                characters(text, text.chars().indexOf(arguments.text(0, "sub").chars()));
            case "rfind" ->
                characters(
                        text, text.chars().lastIndexOf(arguments.text(0, "sub").chars()));
            case "count" -> count(text, arguments.text(0, "sub").chars());
            case "removeprefix" ->
                removePrefix(text, arguments.text(0, "prefix").chars());
            case "removesuffix" ->
                removeSuffix(text, arguments.text(0, "suffix").chars());
            default -> simple(text, name);
        };
    }

    private static Object simple(MarkedText text, String name) {
        String chars = text.chars();
        return switch (name) {
            case "upper" -> text.upper();
            case "lower" -> text.lower();
            case "title" -> text.title();
            case "capitalize" -> text.capitalize();
            case "isdigit" -> !chars.isEmpty() && chars.codePoints().allMatch(Character::isDigit);
            case "isalpha" -> !chars.isEmpty() && chars.codePoints().allMatch(Character::isLetter);
            case "isspace" -> !chars.isEmpty() && chars.chars().allMatch(c -> MarkedText.isSpace((char) c));
            case "isupper" -> text.upper().equals(text) && !text.lower().equals(text);
            default -> text.lower().equals(text) && !text.upper().equals(text);
        };
    }

    private static String set(Arguments arguments) {
        return arguments
                .get(0, "chars")
                .filter(chars -> chars != Value.NONE)
                .map(chars -> Value.text(chars).chars())
                .orElse("");
    }

    private static Object split(MarkedText text, Arguments arguments, Rendering rendering) {
        int most = most(arguments.integer(1, "maxsplit", -1));
        Object separator = arguments.get(0, "sep").orElse(Value.NONE);
        List<MarkedText> parts = separator == Value.NONE
                ? text.words(most)
                : text.split(nonEmpty(Value.text(separator).chars()), most);
        rendering.list(parts.size());
        return new ArrayList<Object>(parts);
    }

    private static Object splitFromEnd(MarkedText text, Arguments arguments, Rendering rendering) {
        String separator = nonEmpty(arguments.text(0, "sep").chars());
        int most = most(arguments.integer(1, "maxsplit", -1));
        List<Object> parts = new ArrayList<>();
        MarkedText rest = text;
        while (parts.size() < most && rest.chars().contains(separator)) {
            int last = rest.chars().lastIndexOf(separator);
            parts.add(rest.units(last + separator.length(), rest.chars().length()));
            rest = rest.units(0, last);
        }
        parts.add(rest);
        rendering.list(parts.size());
        Collections.reverse(parts);
        return parts;
    }

    private static String nonEmpty(String separator) {
        if (separator.isEmpty()) {
            throw TemplateException.of("expected a separator but it is empty");
        }
        return separator;
    }

    private static int most(long most) {
        return most < 0 || most > Integer.MAX_VALUE ? Integer.MAX_VALUE : (int) most;
    }

    private static Object lines(MarkedText text, Rendering rendering) {
        MarkedText ends = text.replace("\r\n", MarkedText.template("\n"), Integer.MAX_VALUE)
                .replace("\r", MarkedText.template("\n"), Integer.MAX_VALUE);
        List<MarkedText> lines = ends.split("\n", Integer.MAX_VALUE);
        rendering.list(lines.size());
        boolean ended = lines.get(lines.size() - 1).isEmpty();
        return new ArrayList<Object>(lines.subList(0, lines.size() - (ended ? 1 : 0)));
    }

    private static boolean matches(MarkedText text, Arguments arguments, BiPredicate<String, String> test) {
        Object wanted = arguments.require(0, "prefix");
        List<?> all = wanted instanceof List<?> list ? list : List.of(wanted);
        return all.stream()
                .anyMatch(one -> test.test(text.chars(), Value.text(one).chars()));
    }

    /** Returns {@code text} with one text in place of another; also the filter of that name. */
    static MarkedText replace(MarkedText text, Arguments arguments, Rendering rendering) {
        String from = arguments.text(0, "old").chars();
        MarkedText to = arguments.text(1, "new");
        int most = most(arguments.integer(2, "count", -1));
        long found = from.isEmpty() ? text.chars().length() + 1L : count(text, from);
        rendering.make(
                text.chars().length() + Math.min(found, most) * to.chars().length());
        return text.replace(from, to, most);
    }

    /** Returns the elements with {@code separator} between them; also the filter of that name. */
    static MarkedText join(MarkedText separator, Object elements, Rendering rendering) {
        List<MarkedText> parts =
                Value.elements(elements).stream().map(Value::print).toList();
        parts.forEach(part ->
                rendering.make(part.chars().length() + (long) separator.chars().length()));
        return MarkedText.join(parts, separator);
    }

    private static long characters(MarkedText text, int unit) {
        return unit < 0 ? -1 : text.chars().codePointCount(0, unit);
    }

    private static long count(MarkedText text, String part) {
        if (part.isEmpty()) {
            return text.length() + 1L;
        }
        long count = 0;
        for (int at = text.chars().indexOf(part); at >= 0; at = text.chars().indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }

    private static MarkedText removePrefix(MarkedText text, String prefix) {
        return text.chars().startsWith(prefix)
                ? text.units(prefix.length(), text.chars().length())
                : text;
    }

    private static MarkedText removeSuffix(MarkedText text, String suffix) {
        return text.chars().endsWith(suffix) ? text.units(0, text.chars().length() - suffix.length()) : text;
    }
}
