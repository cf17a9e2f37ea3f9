// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.behaviour;

import static java.util.Objects.requireNonNull;

import dev.tokka.TokenUsage;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What answers take, in time, tokens and money; for all cases, and less is better.
 *
 * <p>Abstentions count as replies do. The time to a failure counts, so that a timeout is not fast; what a failure used is
 * not known: it counts as nothing and is not readable.
 */
public final class Effort {

    private static final double NANOS = 1e9;
    private static final int PER_THOUSAND = 1000;

    private Effort() {}

    /** Returns the mean time to an answer or a failure, in seconds. */
    public static AdditiveMetric meanLatency() {
        return SumsMetric.mean(
                        Replies.metric("mean latency (s)", "arithmetic mean"), (item, outcome) -> latency(outcome))
                .lowerIsBetter();
    }

    /**
     * Returns the time to an answer or a failure that {@code percent} of 100 did not exceed, in seconds: the nearest rank,
     * which is a time that was measured.
     *
     * @param percent such as 50 or 95; more than 0, at most 100
     */
    public static Metric latencyPercentile(double percent) {
        if (!(percent > 0 && percent <= 100)) {
            throw new IllegalArgumentException("percent must be in (0, 100] but is " + percent);
        }
        String name = percent == Math.rint(percent)
                ? String.format(Locale.ROOT, "p%.0f latency (s)", percent)
                : "p" + percent + " latency (s)";
        return new ListMetric(
                Replies.metric(name, "nearest rank, Hyndman and Fan 1996, doi:10.2307/2684934, definition 1")
                        .with("percent", percent),
                (item, outcome) -> latency(outcome),
                scores -> {
                    double[] sorted =
                            scores.stream().mapToDouble(Score::value).sorted().toArray();
                    return sorted[(int) Math.ceil(percent * sorted.length / 100) - 1];
                });
    }

    /** Returns the mean number of tokens read and written for an answer, as the traces tell. */
    public static AdditiveMetric tokens() {
        return tokens("tokens per answer", usage -> (double) usage.input() + usage.output());
    }

    /** Returns the mean number of tokens read for an answer, as the traces tell. */
    public static AdditiveMetric inputTokens() {
        return tokens("input tokens per answer", TokenUsage::input);
    }

    /** Returns the mean number of tokens written for an answer, as the traces tell. */
    public static AdditiveMetric outputTokens() {
        return tokens("output tokens per answer", TokenUsage::output);
    }

    /**
     * Returns what 1,000 answers cost, as the traces tell; steps without a price are free. An answer that cost something
     * in another currency is not readable, and only what it cost in this one counts.
     */
    public static AdditiveMetric cost(Currency currency) {
        requireNonNull(currency, "currency");
        return SumsMetric.of(
                        Replies.metric(currency.getCurrencyCode() + " per 1,000 answers", "arithmetic mean")
                                .with("currency", currency.getCurrencyCode()),
                        (item, outcome) -> cost(outcome, currency),
                        (sums, cases) -> PER_THOUSAND * sums[0] / cases)
                .lowerIsBetter();
    }

    private static Score latency(Outcome outcome) {
        double seconds = outcome.latency().toSeconds() + outcome.latency().toNanosPart() / NANOS;
        boolean readable = outcome.given().isPresent();
        return new Score(seconds, readable, readable ? seconds + " s" : "", List.of(seconds));
    }

    private static AdditiveMetric tokens(String name, ToDoubleFunction<TokenUsage> count) {
        return SumsMetric.mean(Replies.metric(name, "arithmetic mean"), (item, outcome) -> {
                    if (outcome.given().isEmpty()) {
                        return Score.unreadable(0);
                    }
                    double tokens = count.applyAsDouble(outcome.usage());
                    return Score.of(tokens, String.format(Locale.ROOT, "%.0f tokens", tokens));
                })
                .lowerIsBetter();
    }

    /** The term is the cost of this answer; its value is that of 1,000 such answers. */
    private static Score cost(Outcome outcome, Currency currency) {
        Map<Currency, BigDecimal> costs = outcome.trace().cost();
        BigDecimal amount = costs.getOrDefault(currency, BigDecimal.ZERO);
        boolean other = costs.entrySet().stream()
                .anyMatch(cost ->
                        !cost.getKey().equals(currency) && cost.getValue().signum() != 0);
        boolean readable = outcome.given().isPresent() && !other;
        return new Score(
                PER_THOUSAND * amount.doubleValue(),
                readable,
                readable ? amount.toPlainString() + " " + currency.getCurrencyCode() : "",
                List.of(amount.doubleValue()));
    }
}
