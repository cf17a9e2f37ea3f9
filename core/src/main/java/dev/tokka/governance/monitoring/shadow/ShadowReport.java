// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring.shadow;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.MeanInterval;
import dev.tokka.governance.json.PrettyJson;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a challenger.
 *
 * @param calls how many there were
 * @param agreement the share of pairs with the same reply, or two abstentions, and a 95 % interval that holds at all times at
 *     once
 * @param comparisons by aspect; without those of which nothing is known
 */
public record ShadowReport(Calls calls, MeanInterval agreement, Map<Aspect, Comparison> comparisons) {

    /** Checks and copies the components. */
    public ShadowReport {
        requireNonNull(calls, "calls");
        requireNonNull(agreement, "agreement");
        Map<Aspect, Comparison> copy = new EnumMap<>(Aspect.class);
        copy.putAll(comparisons);
        comparisons = Collections.unmodifiableMap(copy);
    }

    /** Returns how both compare in an aspect, or empty if nothing is known of it. */
    public Optional<Comparison> comparison(Aspect aspect) {
        return Optional.ofNullable(comparisons.get(aspect));
    }

    /** Returns this as JSON that people can read. */
    public String toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putObject("calls")
                .put("compared", calls.compared())
                .put("failed", calls.failed())
                .put("refused", calls.refused())
                .put("dropped", calls.dropped());
        put(json, "agreement", agreement);
        comparisons.forEach((aspect, comparison) -> {
            ObjectNode node = json.putObject(aspect.name().toLowerCase(Locale.ROOT))
                    .put("served", comparison.served())
                    .put("challenger", comparison.challenger());
            put(node, "difference", comparison.difference());
            node.put("evidence-more", comparison.more()).put("evidence-less", comparison.less());
        });
        return PrettyJson.write(json);
    }

    private static void put(ObjectNode json, String name, MeanInterval interval) {
        json.putObject(name)
                .put("low", interval.low())
                .put("mean", interval.mean())
                .put("high", interval.high());
    }

    /**
     * What became of the questions that were chosen.
     *
     * @param compared both models answered
     * @param failed the challenger, or the judge, failed
     * @param refused a policy refused the question to the challenger
     * @param dropped too many were waiting, or the executor rejected it
     */
    public record Calls(long compared, long failed, long refused, long dropped) {}

    /**
     * Two models in one aspect, pair by pair.
     *
     * @param served the mean of the model that is served
     * @param challenger the mean of the challenger
     * @param difference the mean of challenger less served, from -1 to 1, with a 95 % interval that holds at all times at once.
     *     Of latency and cost: the share of pairs in which the challenger's is more, less the share in which it is less
     * @param more the evidence that this is above 0: it ever reaches {@code 1 / alpha} with probability {@code alpha} at most if
     *     it is not
     * @param less the same for below 0
     */
    public record Comparison(double served, double challenger, MeanInterval difference, double more, double less) {

        /** Checks that the interval is given. */
        public Comparison {
            requireNonNull(difference, "difference");
        }
    }
}
