// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is watched, how strictly, and what an alarm does.
 *
 * @param alpha the probability of ever raising a false alarm, all metrics together, however long the monitor runs; in (0, 1)
 * @param tolerances by how much each metric may be worse than in the baseline without an alarm, from 0 to below 1; what is not
 *     here is not watched
 * @param window over how many of the last observations of a metric its {@linkplain MetricStatus#recent recent} value is; at
 *     least 1. Alarms do not depend on it
 * @param inputs how the questions are measured; needed if the baseline has {@link Metric#INPUTS} and these are watched
 * @param listeners are told of alarms
 * @param suspension suspends the model at the first alarm, if it is there
 */
public record Monitoring(
        double alpha,
        Map<Metric, Double> tolerances,
        int window,
        Optional<Inputs> inputs,
        List<AlarmListener> listeners,
        Optional<Suspension> suspension) {

    /** All metrics, each with a tolerance of 0.02; one false alarm in 100 monitors; the last 500 observations are shown. */
    public static final Monitoring DEFAULT =
            new Monitoring(0.01, everyMetric(0.02), 500, Optional.empty(), List.of(), Optional.empty());

    /** Checks and copies the components. */
    public Monitoring {
        if (!(alpha > 0 && alpha < 1)) { // written so that NaN is refused too
            throw new IllegalArgumentException("alpha must be in (0, 1) but is " + alpha);
        }
        if (tolerances.isEmpty()) {
            throw new IllegalArgumentException("expected at least one metric to watch");
        }
        tolerances = Collections.unmodifiableMap(new EnumMap<>(tolerances));
        tolerances.forEach(Monitoring::requireTolerance);
        Checks.requireAtLeast(1, window, "window");
        requireNonNull(inputs, "inputs");
        listeners = List.copyOf(listeners);
        requireNonNull(suspension, "suspension");
    }

    private static Map<Metric, Double> everyMetric(double tolerance) {
        Map<Metric, Double> all = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            all.put(metric, tolerance);
        }
        return all;
    }

    private static void requireTolerance(Metric metric, double tolerance) {
        if (!(tolerance >= 0 && tolerance < 1)) {
            throw new IllegalArgumentException(
                    "tolerance of " + metric.key() + " must be in [0, 1) but is " + tolerance);
        }
    }

    /** Returns these settings with another probability of a false alarm. */
    public Monitoring withAlpha(double newAlpha) {
        return new Monitoring(newAlpha, tolerances, window, inputs, listeners, suspension);
    }

    /** Returns these settings with another tolerance of one metric, which is watched from then on. */
    public Monitoring withTolerance(Metric metric, double tolerance) {
        Map<Metric, Double> all = new EnumMap<>(tolerances);
        all.put(metric, tolerance);
        return new Monitoring(alpha, all, window, inputs, listeners, suspension);
    }

    /** Returns these settings without a metric. */
    public Monitoring without(Metric metric) {
        Map<Metric, Double> all = new EnumMap<>(tolerances);
        all.remove(metric);
        return new Monitoring(alpha, all, window, inputs, listeners, suspension);
    }

    /** Returns these settings with so many observations in recent values. */
    public Monitoring withWindow(int newWindow) {
        return new Monitoring(alpha, tolerances, newWindow, inputs, listeners, suspension);
    }

    /** Returns these settings with a measure of questions. */
    public Monitoring withInputs(Inputs newInputs) {
        return new Monitoring(alpha, tolerances, window, Optional.of(newInputs), listeners, suspension);
    }

    /** Returns these settings with one more listener, told after those before. */
    public Monitoring withListener(AlarmListener listener) {
        List<AlarmListener> all =
                Stream.concat(listeners.stream(), Stream.of(listener)).toList();
        return new Monitoring(alpha, tolerances, window, inputs, all, suspension);
    }

    /** Returns these settings with a suspension, which comes before the listeners. */
    public Monitoring withSuspension(Suspension newSuspension) {
        return new Monitoring(alpha, tolerances, window, inputs, listeners, Optional.of(newSuspension));
    }
}
