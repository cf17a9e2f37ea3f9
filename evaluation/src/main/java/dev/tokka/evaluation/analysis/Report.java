// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.analysis;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Results;
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
}
