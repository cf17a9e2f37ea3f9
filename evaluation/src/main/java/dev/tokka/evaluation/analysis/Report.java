// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.analysis;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Results;
import dev.tokka.evaluation.statistics.Interval;
import dev.tokka.governance.inventory.Evidence;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What may be said about some models after an experiment: see {@link Analysis}.
 *
 * @param results the answers, from which everything else can be made again
 * @param measurements each metric of each model, in the order of metrics, then of models
 * @param comparisons each pair of models by each metric, in the order of metrics
 * @param operations what the answers took, by model
 * @param level of all confidence intervals, in (0, 1), such as 0.95
 */
public record Report(
        Results results,
        List<Measurement> measurements,
        List<Comparison> comparisons,
        Map<String, Operations> operations,
        double level) {

    /** Checks and copies the components. */
    public Report {
        requireNonNull(results, "results");
        measurements = List.copyOf(measurements);
        comparisons = List.copyOf(comparisons);
        operations = Collections.unmodifiableMap(new LinkedHashMap<>(operations));
        Checks.requireShare(level, "level");
    }

    /** Returns the measurement of a model by a metric, or empty if there is none of these names. */
    public Optional<Measurement> measurement(String model, String metric) {
        return measurements.stream()
                .filter(one -> one.model().equals(model) && one.metric().equals(metric))
                .findFirst();
    }

    /** Returns the comparisons by one metric. */
    public List<Comparison> comparisons(String metric) {
        return comparisons.stream().filter(one -> one.metric().equals(metric)).toList();
    }

    /** Returns the metric by which models are chosen: the first of the benchmark. */
    public Metric primary() {
        return results.benchmark().metrics().get(0);
    }

    /**
     * Returns what was measured of a model, as evidence for its validation. The experiment is named by its benchmark and the
     * hash of what was asked, so that anybody can tell whether two pieces of evidence are of the same questions.
     *
     * @param model the name of the candidate
     * @param metric the name of the metric
     * @throws IllegalArgumentException if there is no such measurement, its interval is unbounded, or the experiment did not
     *     come to its end
     */
    public Evidence evidence(String model, String metric) {
        if (!results.complete()) {
            throw new IllegalArgumentException(
                    "expected every model to be asked every case but the experiment ended before");
        }
        Measurement measurement = required(model, metric);
        Benchmark benchmark = results.benchmark();
        return new Evidence(
                benchmark.name() + " " + benchmark.version() + " sha256:" + benchmark.hash(),
                requireNonNull(results.fingerprints().get(model), "there is a fingerprint of each model"),
                metric,
                measured(measurement.interval()),
                measurement.answers(),
                Optional.empty());
    }

    /**
     * Returns what was measured of a model, compared with another candidate of the same experiment.
     *
     * @param baseline the name of the other candidate
     * @throws IllegalArgumentException as {@link #evidence(String, String)}
     */
    public Evidence evidence(String model, String metric, String baseline) {
        Interval other = required(baseline, metric).interval();
        return evidence(model, metric).against(new Evidence.Baseline(baseline, measured(other)));
    }

    private Measurement required(String model, String metric) {
        return measurement(model, metric)
                .orElseThrow(() -> new IllegalArgumentException("expected a measurement of one of " + results.models()
                        + " by " + metric + " but found none of " + model));
    }

    private static Evidence.Measured measured(Interval interval) {
        return new Evidence.Measured(interval.estimate(), interval.low(), interval.high(), interval.level());
    }
}
