// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.strategies;

import dev.tokka.TokenUsage;
import dev.tokka.Trace;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * All questions put to one strategy, as a row of a table.
 *
 * @param strategy its name
 * @param results one for each question, at least one
 */
record Summary(String strategy, List<Result> results) {

    static final List<String> HEADINGS = List.of(
            "strategy",
            "answered",
            "cite the source",
            "abstained",
            "rightly",
            "failed",
            "median",
            "tokens in/out",
            "cost");

    Summary {
        results = List.copyOf(results);
    }

    List<String> row() {
        return List.of(
                strategy,
                count(result -> result.reply().isPresent()),
                count(Result::citesTheSource),
                count(Result::abstained),
                count(result -> result.abstained() && !result.question().answerable()),
                count(result -> result.failure().isPresent()),
                String.format(Locale.ROOT, "%.2f s", medianSeconds()),
                tokens(),
                cost());
    }

    private String count(Predicate<Result> counted) {
        return String.valueOf(results.stream().filter(counted).count());
    }

    /** Returns the median time; of an even number of results the mean of the two in the middle. */
    double medianSeconds() {
        double[] sorted = results.stream()
                .mapToDouble(result -> result.time().toNanos() / 1e9)
                .sorted()
                .toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private String tokens() {
        TokenUsage usage = results.stream().map(Result::usage).reduce(TokenUsage.NONE, TokenUsage::plus);
        return usage.equals(TokenUsage.NONE)
                ? "-"
                : String.format(Locale.ROOT, "%,d / %,d", usage.input(), usage.output());
    }

    private String cost() {
        Trace all = results.stream().map(Result::trace).reduce(Trace.EMPTY, Trace::then);
        String cost = all.cost().entrySet().stream()
                .map(each -> each.getValue().setScale(4, RoundingMode.HALF_UP) + " "
                        + each.getKey().getCurrencyCode())
                .sorted()
                .collect(Collectors.joining(", "));
        return cost.isEmpty() ? "-" : cost;
    }
}
