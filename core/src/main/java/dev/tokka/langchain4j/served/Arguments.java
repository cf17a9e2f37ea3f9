// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.served;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Turns what stands in a file into what a method takes. */
final class Arguments {

    private Arguments() {}

    /** Returns {@code value} as a {@code type}, or empty if it is none. */
    static Optional<Object> convert(Object value, Class<?> type) {
        if (value instanceof BigDecimal number) {
            return number(number, type);
        }
        if (value instanceof Boolean) {
            return type == Boolean.class || type == boolean.class ? Optional.of(value) : Optional.empty();
        }
        String text = value.toString();
        if (type == String.class) {
            return Optional.of(text);
        }
        if (type == Duration.class) {
            return duration(text);
        }
        return type.isEnum() ? constant(text, type) : Optional.empty();
    }

    private static Optional<Object> number(BigDecimal number, Class<?> type) {
        try {
            if (type == Integer.class || type == int.class) {
                return Optional.of(number.intValueExact());
            }
            if (type == Long.class || type == long.class) {
                return Optional.of(number.longValueExact());
            }
        } catch (ArithmeticException e) {
            return Optional.empty(); // not whole, or too large
        }
        return type == Double.class || type == double.class ? Optional.of(number.doubleValue()) : Optional.empty();
    }

    private static Optional<Object> duration(String text) {
        try {
            // 30s, 10m and 12h are those of ISO 8601 without its letters in front.
            return Optional.of(Duration.parse(text.startsWith("P") ? text : "PT" + text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<Object> constant(String text, Class<?> type) {
        String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(type.getEnumConstants())
                .map(each -> (Object) each)
                .filter(each -> ((Enum<?>) each).name().equals(name))
                .findFirst();
    }
}
