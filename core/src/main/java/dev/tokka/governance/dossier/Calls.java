// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.dossier;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an audit log says of the calls of one model.
 *
 * @param outcomes how many calls ended in which way: {@code reply}, {@code abstention} or the name of an exception
 * @param reasons how many calls were refused or failed for which reason, where one was recorded
 * @param answered how many answers were given by which part of the model, where that was recorded
 * @param used what all calls together have used
 */
public record Calls(Map<String, Long> outcomes, Map<String, Long> reasons, Map<String, Long> answered, Used used) {

    /** The outcome of a call that was refused because of a policy. */
    public static final String REFUSED = "PolicyViolationException";

    /** Copies the maps, sorted. */
    public Calls {
        outcomes = sorted(outcomes);
        reasons = sorted(reasons);
        answered = sorted(answered);
        requireNonNull(used, "used");
    }

    private static <V> Map<String, V> sorted(Map<String, V> map) {
        return Collections.unmodifiableMap(new TreeMap<>(map));
    }

    /** Returns how many calls there were. */
    public long total() {
        return outcomes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Returns how many calls ended in one way. */
    public long of(String outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }

    /**
     * What calls have used.
     *
     * @param inputTokens read by language models; at least 0
     * @param outputTokens written by language models; at least 0
     * @param cost by the ISO 4217 code of the currency
     * @param time of all calls together
     * @param longest the time of the longest call
     */
    public record Used(
            long inputTokens, long outputTokens, Map<String, BigDecimal> cost, Duration time, Duration longest) {

        /** Copies the map, sorted. */
        public Used {
            cost = sorted(cost);
            requireNonNull(time, "time");
            requireNonNull(longest, "longest");
        }
    }
}
