// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.egress;

import dev.tokka.DataClass;
import dev.tokka.Endpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;

/** Policies at random, and an answer of its own to what they permit. */
final class RandomPolicies {

    static final List<DataClass> CLASSES = List.copyOf(EnumSet.allOf(DataClass.class));

    static final List<Endpoint> ENDPOINTS = List.of(
            Endpoint.of("https://a.example.com/v1").inRegion("jp"),
            Endpoint.of("https://b.example.com/v1").inRegion("eu"),
            Endpoint.of("https://b.example.com/v2"),
            Endpoint.of("http://localhost:8000/v1"),
            Endpoint.of("https://vendor.org/v1").inRegion("jp"),
            Endpoint.of("postgresql://db/bank"));

    /** Patterns of rules, and what they mean as regular expressions of addresses. */
    private static final Map<EndpointPattern, Pattern> PATTERNS = Map.of(
            EndpointPattern.parse("a.example.com"), Pattern.compile("https://a\\.example\\.com(/.*)?"),
            EndpointPattern.parse("b.example.com/v1"), Pattern.compile("https://b\\.example\\.com/v1(/.*)?"),
            EndpointPattern.parse("*.example.com"), Pattern.compile("https://[^/:]+\\.example\\.com(/.*)?"),
            EndpointPattern.parse("*"), Pattern.compile("https://[^/:]+(/.*)?"),
            EndpointPattern.parse("http://localhost:8000"), Pattern.compile("http://localhost:8000(/.*)?"),
            EndpointPattern.parse("vendor.org"), Pattern.compile("https://vendor\\.org(/.*)?"),
            EndpointPattern.parse("postgresql://db"), Pattern.compile("postgresql://db(/.*)?"));

    private static final List<EndpointPattern> CHOICES = PATTERNS.keySet().stream()
            .sorted(Comparator.comparing(Object::toString))
            .toList();

    private RandomPolicies() {}

    static EgressPolicy any(Random random) {
        List<EgressRule> rules = new ArrayList<>();
        for (int i = random.nextInt(10); i > 0; i--) {
            rules.add(rule(random));
        }
        return new EgressPolicy(rules);
    }

    static EgressRule rule(Random random) {
        DataClass highest = pick(random, CLASSES);
        EgressRule rule = new EgressRule(pick(random, CHOICES), Optional.empty(), highest, highest);
        DataClass deidentified = rule.highest().or(pick(random, CLASSES));
        EgressRule wider = random.nextInt(3) == 0 ? rule.withDeidentified(deidentified) : rule;
        return random.nextInt(3) == 0 ? wider.inRegion(random.nextBoolean() ? "jp" : "eu") : wider;
    }

    /** Returns whether the rules permit it, by other means than the policy does. */
    static boolean permits(EgressPolicy policy, Endpoint endpoint, DataClass dataClass, boolean deidentified) {
        return policy.rules().stream().anyMatch(rule -> {
            DataClass most = deidentified ? rule.deidentified() : rule.highest();
            Optional<String> region = rule.region();
            return dataClass.compareTo(most) <= 0
                    && (region.isEmpty() || region.equals(endpoint.region()))
                    && Objects.requireNonNull(PATTERNS.get(rule.to()))
                            .matcher(endpoint.address())
                            .matches();
        });
    }

    static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
