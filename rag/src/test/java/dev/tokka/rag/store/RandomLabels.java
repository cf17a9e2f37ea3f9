// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import dev.tokka.Attributes;
import dev.tokka.Caller;
import dev.tokka.Tenant;
import dev.tokka.rag.metadata.Access;
import dev.tokka.rag.metadata.Filter;
import dev.tokka.rag.metadata.Labels;
import dev.tokka.rag.metadata.Metadata;
import dev.tokka.rag.metadata.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Labels, askers and filters from few values, so that they often meet. */
final class RandomLabels {

    private static final List<String> KEYS = List.of("kind", "topics", "amount", "final", "valid_from", "valid_until");
    private static final List<String> TEXTS = List.of("rule", "Rule", "form", "規程", "it's", "a b", "*");
    private static final List<String> ROLES = List.of("clerk", "manager", "auditor", "窓口");
    private static final List<String> TENANTS = List.of("a", "b", "A");
    private static final List<Double> NUMBERS = List.of(-1e300, -1.5, 0.0, 0.1, 1.0, 1.0000000001, 7e17);
    private static final List<Instant> TIMES = List.of(
            Instant.parse("1969-07-20T20:17:40.123Z"),
            Instant.EPOCH,
            Instant.parse("2026-04-01T00:00:00Z"),
            Instant.parse("2026-04-01T00:00:00.001Z"));

    private final Random random;

    RandomLabels(Random random) {
        this.random = random;
    }

    Labels labels() {
        Metadata metadata = Metadata.NONE;
        for (String key : KEYS) {
            if (random.nextInt(3) > 0) {
                metadata = metadata.with(key, stored(key));
            }
        }
        Optional<String> tenant = random.nextInt(3) == 0 ? Optional.empty() : Optional.of(one(TENANTS));
        Optional<Set<String>> roles = random.nextInt(3) == 0 ? Optional.empty() : Optional.of(some(ROLES));
        return new Labels(metadata, new Access(tenant, roles));
    }

    Attributes asker() {
        Attributes asker = Attributes.NONE;
        if (random.nextInt(6) > 0) {
            asker = asker.with(Tenant.KEY, new Tenant(one(TENANTS)));
        }
        if (random.nextInt(6) > 0) {
            asker = asker.with(Caller.KEY, new Caller("someone", some(ROLES)));
        }
        return random.nextInt(6) > 0 ? asker.with(Filter.KEY, filter(3)) : asker;
    }

    private Filter filter(int depth) {
        String key = one(KEYS);
        boolean ordered = key.equals("amount") || key.startsWith("valid");
        return switch (random.nextInt(depth > 0 ? 8 : 4)) {
            case 0 -> new Filter.Equal(key, asked(key));
            case 1 -> new Filter.OneOf(key, values(key));
            case 2 -> ordered ? between(key) : new Filter.Equal(key, asked(key));
            case 3 -> new Filter.Present(key);
            case 4 -> Filter.asOf(one(TIMES), "valid_from", "valid_until");
            case 5 -> new Filter.All(filters(depth));
            case 6 -> new Filter.Any(filters(depth));
            default -> new Filter.Not(filter(depth - 1));
        };
    }

    private Set<Value> values(String key) {
        Set<Value> values = new HashSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            values.add(asked(key));
        }
        return values;
    }

    private List<Filter> filters(int depth) {
        List<Filter> filters = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            filters.add(filter(depth - 1));
        }
        return filters;
    }

    private Filter between(String key) {
        return switch (random.nextInt(3)) {
            case 0 -> new Filter.Between(key, Optional.of(asked(key)), Optional.empty());
            case 1 -> new Filter.Between(key, Optional.empty(), Optional.of(asked(key)));
            default -> new Filter.Between(key, Optional.of(asked(key)), Optional.of(asked(key)));
        };
    }

    private Value stored(String key) {
        return key.equals("topics") ? new Value.Texts(someText()) : asked(key);
    }

    private Set<String> someText() {
        Set<String> texts = new HashSet<>(Set.of(one(TEXTS)));
        texts.addAll(some(TEXTS));
        return texts;
    }

    private Value asked(String key) {
        return switch (key) {
            case "amount" -> new Value.Numeric(one(NUMBERS));
            case "final" -> new Value.Flag(random.nextBoolean());
            case "valid_from", "valid_until" -> new Value.Time(one(TIMES));
            default -> new Value.Text(one(TEXTS));
        };
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** Returns up to two. */
    private Set<String> some(List<String> all) {
        Set<String> some = new HashSet<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            some.add(one(all));
        }
        return some;
    }
}
