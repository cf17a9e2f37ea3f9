// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.report;

import static java.util.Objects.requireNonNull;

import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.analysis.Report;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A report as JUnit XML, as build servers show it: a suite for each model, a test for each case and seed.
 *
 * <p>A test fails if its score by the first metric is below the given one, and is an error if the model failed.
 */
public final class JUnitReport {

    private JUnitReport() {}

    /**
     * Returns the report.
     *
     * @param passing the lowest score of a case that passes, in the unit of the benchmark's first metric, such as 1 for
     *     the share of right answers
     * @throws IllegalArgumentException if less is better in that metric
     */
    public static String write(Report report, double passing) {
        Metric metric = requireNonNull(report, "report").primary();
        if (!metric.higherIsBetter()) {
            throw new IllegalArgumentException(
                    "more must be better in the first metric but it is " + metric.name() + ", of which less is better");
        }
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
        for (String model : report.results().models()) {
            suite(report.results(), model, passing, xml);
        }
        return xml.append("</testsuites>\n").toString();
    }

    private static void suite(Results results, String model, double passing, StringBuilder xml) {
        Metric metric = results.benchmark().metrics().get(0);
        Map<String, List<Outcome>> outcomes = results.outcomes(model);
        Map<String, List<Score>> scores = results.scores(model, metric);
        StringBuilder tests = new StringBuilder();
        int all = 0;
        int failures = 0;
        int errors = 0;
        for (Case item : results.benchmark().cases()) {
            List<Outcome> each = outcomes.getOrDefault(item.id(), List.of());
            for (int seed = 0; seed < each.size(); seed++) {
                double score =
                        scores.getOrDefault(item.id(), List.of()).get(seed).value();
                all++;
                tests.append(opening(
                        seed == 0 ? item.id() : item.id() + " (" + (seed + 1) + ")",
                        model,
                        each.get(seed).latency()));
                if (each.get(seed) instanceof Outcome.Failed failed) {
                    errors++;
                    tests.append(String.format(
                            "<error type=\"%s\" message=\"%s\"/>", escape(failed.type()), escape(failed.message())));
                } else if (score < passing) {
                    failures++;
                    tests.append(String.format(
                            "<failure message=\"%s must be at least %s but is %s\"/>",
                            escape(metric.name()), passing, score));
                }
                tests.append("</testcase>\n");
            }
        }
        xml.append(String.format(
                Locale.ROOT,
                "<testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"%d\">\n",
                escape(model),
                all,
                failures,
                errors));
        xml.append(tests).append("</testsuite>\n");
    }

    private static String opening(String name, String model, Duration latency) {
        return String.format(
                Locale.ROOT,
                "<testcase name=\"%s\" classname=\"%s\" time=\"%.3f\">",
                escape(name),
                escape(model),
                latency.toNanos() / 1e9);
    }

    /** XML 1.0 cannot hold most control characters, not even escaped. */
    private static String escape(String text) {
        return Html.escape(
                text.replaceAll("[^\\t\\n\\r\\u0020-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "\uFFFD"));
    }
}
