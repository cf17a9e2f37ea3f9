// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.kinds;

import dev.tokka.config.Kind;
import dev.tokka.config.Role;
import dev.tokka.config.Setting;
import dev.tokka.config.Settings;
import dev.tokka.config.Type;
import dev.tokka.rag.metadata.Filter;
import dev.tokka.rag.metadata.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Filters of metadata in files; see {@link Filter}. */
final class FilterKinds {

    static final Role<Filter> FILTER = new Role<>("filter", Filter.class);

    /** A time with its offset, as in the labels of documents. */
    static final Type<Instant> TIME_TYPE = Type.text().as(FilterKinds::time);

    static final Setting<String> FROM_KEY =
            Setting.required("from", Type.text(), "The key of the time from which a document is in force.");
    static final Setting<String> UNTIL_KEY =
            Setting.required("until", Type.text(), "The key of the time from which it no longer is.");

    private static final Setting<String> KEY = Setting.required("key", Type.text(), "A key of the metadata.");
    private static final Setting<Object> VALUE =
            Setting.optional("value", Type.anything(), "A text, a number, true or false.");
    private static final Setting<Instant> TIME =
            Setting.optional("time", TIME_TYPE, "A time with its offset, instead of a value.");
    private static final Setting<List<Object>> VALUES =
            Setting.optional("values", Type.list(Type.anything(), 0), "Texts, or numbers.");
    private static final Setting<List<Instant>> TIMES =
            Setting.optional("times", Type.list(TIME_TYPE, 0), "Times with their offsets, instead of values.");
    private static final Setting<Object> FROM =
            Setting.optional("from", Type.anything(), "The least number, or the first time with its offset.");
    private static final Setting<Object> TO =
            Setting.optional("to", Type.anything(), "The largest number, or the last time with its offset.");
    private static final Setting<Instant> AT =
            Setting.required("time", TIME_TYPE, "The time at which documents are to be in force, with its offset.");

    private FilterKinds() {}

    static List<Kind<?>> values() {
        return List.of(
                FILTER.kind(
                        "equal",
                        "Documents with this value.",
                        Type.object(KEY, VALUE, TIME),
                        (settings, making) -> equal(settings)),
                FILTER.kind(
                        "one-of",
                        "Documents with one of these values.",
                        Type.object(KEY, VALUES, TIMES),
                        (settings, making) -> oneOf(settings)),
                FILTER.kind(
                        "between",
                        "Documents whose number or time lies between two, both included.",
                        Type.object(KEY, FROM, TO),
                        (settings, making) -> new Filter.Between(
                                settings.get(KEY),
                                settings.find(FROM).map(FilterKinds::end),
                                settings.find(TO).map(FilterKinds::end))),
                FILTER.kind(
                        "present",
                        "Documents with any value of this key.",
                        Type.text(),
                        (key, making) -> new Filter.Present(key)),
                FILTER.kind(
                        "as-of",
                        "Documents that are in force at a time.",
                        Type.object(AT, FROM_KEY, UNTIL_KEY),
                        (settings, making) ->
                                Filter.asOf(settings.get(AT), settings.get(FROM_KEY), settings.get(UNTIL_KEY))));
    }

    static List<Kind<?>> combined() {
        Type<List<Filter>> filters = Type.list(Type.part(FILTER), 0);
        return List.of(
                FILTER.kind(
                        "all", "Documents that all of these mean.", filters, (parts, making) -> new Filter.All(parts)),
                FILTER.kind(
                        "any", "Documents that one of these means.", filters, (parts, making) -> new Filter.Any(parts)),
                FILTER.kind(
                        "not",
                        "Documents that this does not mean.",
                        Type.part(FILTER),
                        (part, making) -> new Filter.Not(part)));
    }

    private static Filter equal(Settings settings) {
        Optional<Value> value = settings.find(VALUE).map(FilterKinds::value);
        Optional<Value> time = settings.find(TIME).map(Value.Time::new);
        requireOne(value.isPresent(), time.isPresent(), "'value' or 'time'");
        return new Filter.Equal(settings.get(KEY), value.or(() -> time).orElseThrow());
    }

    private static Filter oneOf(Settings settings) {
        Optional<List<Object>> values = settings.find(VALUES);
        Optional<List<Instant>> times = settings.find(TIMES);
        requireOne(values.isPresent(), times.isPresent(), "'values' or 'times'");
        Set<Value> all = new LinkedHashSet<>();
        values.ifPresent(written -> written.forEach(each -> all.add(value(each))));
        times.ifPresent(written -> written.forEach(each -> all.add(new Value.Time(each))));
        return new Filter.OneOf(settings.get(KEY), all);
    }

    static void requireOne(boolean one, boolean other, String names) {
        if (one == other) {
            throw new IllegalArgumentException(
                    "expected either " + names + " but found " + (one ? "both" : "none of them"));
        }
    }

    private static Value value(Object written) {
        if (written instanceof BigDecimal number) {
            return new Value.Numeric(number.doubleValue());
        }
        if (written instanceof Boolean flag) {
            return new Value.Flag(flag);
        }
        if (written instanceof String text) {
            return new Value.Text(text);
        }
        // The description of a filter shows its values, and what stands elsewhere may be a secret.
        throw new IllegalArgumentException("expected the value itself but found one that stands elsewhere");
    }

    /** Only numbers and times have an order, so that a text is a time here. */
    private static Value end(Object written) {
        return written instanceof String text ? new Value.Time(time(text)) : value(written);
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "expected a time with an offset such as 2026-04-01T00:00:00+09:00 but found another text", e);
        }
    }
}
