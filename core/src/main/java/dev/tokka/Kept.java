// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An answer in a cache.
 *
 * @param answer with the trace of what was done for it then, at no cost now
 * @param at when it was given
 */
record Kept(Answer answer, Instant at) {

    static Kept of(Answer answer, Instant at) {
        List<Step> then = new ArrayList<>(answer.trace().steps().size());
        for (Step step : answer.trace().steps()) {
            then.add(Step.of("cached " + step.name(), Duration.ZERO, step.details()));
        }
        return new Kept(answer.withTrace(new Trace(then)), at);
    }

    /** Returns the answer as it is given again at {@code now}, for a question as similar as {@code details} say. */
    Answer again(Instant now, long nanos, Map<String, String> details) {
        Duration age = Duration.between(at, now);
        String inWords = (age.isNegative() ? Duration.ZERO : age).toString();
        Map<String, String> all = Map.of("age", inWords);
        if (!details.isEmpty()) {
            all = new TreeMap<>(details);
            all.put("age", inWords);
        }
        return answer.withTrace(
                Trace.of(Step.of("cached", Duration.ofNanos(nanos), all)).then(answer.trace()));
    }

    /** Returns about how many characters this holds. */
    long characters() {
        long sum = answer instanceof Answer.Reply reply ? reply.text().length() : 0;
        List<Citation> citations = answer.reply().map(Answer.Reply::citations).orElse(List.of());
        for (Citation citation : citations) {
            sum += citation.quote().length() + citation.source().document().length();
        }
        for (Step step : answer.trace().steps()) {
            for (Map.Entry<String, String> detail : step.details().entrySet()) {
                sum += detail.getKey().length() + detail.getValue().length();
            }
        }
        return sum;
    }
}
