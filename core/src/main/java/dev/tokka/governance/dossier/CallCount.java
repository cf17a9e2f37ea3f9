// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.dossier;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Counts the calls of one model, record by record. Facts that are not what the log writes count as not there. */
final class CallCount {

    private static final String COST = "cost-";

    private final Map<String, Long> outcomes = new TreeMap<>();
    private final Map<String, Long> reasons = new TreeMap<>();
    private final Map<String, Long> answered = new TreeMap<>();
    private final Map<String, BigDecimal> cost = new TreeMap<>();
    private long input;
    private long output;
    private long milliseconds;
    private long longest;

    void add(Map<String, String> facts) {
        count(outcomes, facts.getOrDefault("outcome", "unknown"));
        if (facts.containsKey("reason")) {
            count(reasons, facts.getOrDefault("reason", ""));
        }
        if (facts.containsKey("answered")) {
            count(answered, facts.getOrDefault("answered", ""));
        }
        input += whole(facts, "tokens-input");
        output += whole(facts, "tokens-output");
        long took = whole(facts, "milliseconds");
        milliseconds += took;
        longest = Math.max(longest, took);
        facts.forEach((name, value) -> {
            if (name.startsWith(COST)) {
                cost.merge(name.substring(COST.length()), amount(value), BigDecimal::add);
            }
        });
    }

    private static void count(Map<String, Long> counts, String what) {
        counts.merge(what, 1L, Long::sum);
    }

    private static long whole(Map<String, String> facts, String name) {
        try {
            return Math.max(0, Long.parseLong(facts.getOrDefault(name, "0")));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static BigDecimal amount(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return BigDecimal.ZERO;
        }
    }

    Calls calls() {
        return new Calls(
                outcomes,
                reasons,
                answered,
                new Calls.Used(input, output, cost, Duration.ofMillis(milliseconds), Duration.ofMillis(longest)));
    }
}
