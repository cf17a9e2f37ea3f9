// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.routing;

import static java.util.Objects.requireNonNull;

import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.analysis.Comparison;
import dev.tokka.evaluation.analysis.Report;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What routing is worth, measured on questions that the router had not learned from: see {@link RouterTraining#evaluate}.
 *
 * <p>The time that the router itself takes is not in it: microseconds, but also what its embedder takes.
 *
 * @param report the share of right answers, the latency and, where it is known of all strategies, the money, of each
 *     strategy and of {@link #ALWAYS_BEST}, {@link #ROUTED} and {@link #ORACLE}, with intervals and all comparisons; the
 *     writers of {@code dev.tokka.evaluation.report} write it
 * @param strategies the cheapest first
 * @param routes how many questions were sent to each strategy
 * @param calibration of all predicted chances together
 * @param calibrationByStrategy of those of each strategy
 */
public record RouterReport(
        Report report,
        List<String> strategies,
        Map<String, Integer> routes,
        RouterCalibration calibration,
        Map<String, RouterCalibration> calibrationByStrategy) {

    /** The line of the report that asked the strategy that was right most often where the router had learned. */
    public static final String ALWAYS_BEST = "always best";

    /** The line of the report that asked the strategy that the router named. */
    public static final String ROUTED = "routed";

    /**
     * The line of the report that knew the answers and asked the cheapest strategy that was right. Nobody reaches it: where
     * strategies are right by luck, it is lucky each time.
     */
    public static final String ORACLE = "oracle";

    /** By how much a cheaper router may be less often right, for {@link RouterVerdict#CHEAPER}. */
    public static final double MARGIN = 0.02;

    private static final double ALPHA = 0.05;

    /** Copies the components. */
    public RouterReport {
        requireNonNull(report, "report");
        strategies = List.copyOf(strategies);
        routes = Collections.unmodifiableMap(new LinkedHashMap<>(routes));
        requireNonNull(calibration, "calibration");
        calibrationByStrategy = Collections.unmodifiableMap(new LinkedHashMap<>(calibrationByStrategy));
    }

    /**
     * Returns the share of right answers of {@link #ROUTED} less that of {@link #ALWAYS_BEST}. It was planned before there
     * were data, so its raw p-value counts, not the one that is corrected for all pairs of the report.
     */
    public Comparison difference() {
        return difference(quality());
    }

    /** Returns the difference of {@link #difference()} in money per 1,000 answers or, where that is not known, in latency. */
    public Comparison costDifference() {
        return difference(cost());
    }

    /** Returns whether to route. Differences count if p is at most 0.05. */
    public RouterVerdict verdict() {
        Comparison right = difference();
        boolean certain = right.pValue().raw() <= ALPHA;
        if (certain && right.difference().estimate() > 0) {
            return RouterVerdict.BETTER;
        }
        boolean saves = right.difference().low() >= -MARGIN
                && costDifference().difference().high() < 0
                && strategies.stream().noneMatch(this::doesAsWell);
        if (saves) {
            return RouterVerdict.CHEAPER;
        }
        return certain ? RouterVerdict.WORSE : RouterVerdict.NOT_DISTINGUISHABLE;
    }

    /** Returns the strategy to ask if nothing is routed: the one that was right most often, and of several the cheapest. */
    public String best() {
        String best = strategies.get(0);
        for (String strategy : strategies) {
            best = estimate(strategy, quality()) > estimate(best, quality()) ? strategy : best;
        }
        return best;
    }

    /**
     * Returns the report in words and a table, as Markdown, ended by a line break.
     *
     * @param locale Japanese for {@code ja}, else English
     */
    public String toMarkdown(Locale locale) {
        return new RouterWords(
                        this, requireNonNull(locale, "locale").getLanguage().equals("ja"))
                .write();
    }

    List<Metric> metrics() {
        return report.results().benchmark().metrics();
    }

    private String quality() {
        return metrics().get(0).name();
    }

    /** Money, if it is there, comes last. */
    private String cost() {
        return metrics().get(metrics().size() - 1).name();
    }

    private boolean doesAsWell(String strategy) {
        double routed = estimate(ROUTED, cost());
        double alone = estimate(strategy, cost());
        boolean inMoney = metrics().size() > 2;
        return (inMoney ? alone <= routed : Took.alike(routed, alone))
                && estimate(strategy, quality()) >= estimate(ALWAYS_BEST, quality()) - MARGIN;
    }

    private double estimate(String line, String metric) {
        return report.measurement(line, metric).orElseThrow().interval().estimate();
    }

    private Comparison difference(String metric) {
        return report.comparisons(metric).stream()
                .filter(pair ->
                        pair.first().equals(ALWAYS_BEST) && pair.second().equals(ROUTED))
                .findFirst()
                .orElseThrow();
    }
}
