// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;

/**
 * Shows a monitor as meters of Micrometer; needs {@code micrometer-core}.
 *
 * <ul>
 *   <li>gauges with the tags {@code model} and {@code metric}: {@code tokka.monitor.recent}, {@code tokka.monitor.baseline},
 *       {@code tokka.monitor.evidence}, {@code tokka.monitor.evidence.limit} and {@code tokka.monitor.alarm}, 0 or 1
 *   <li>counters with the tags {@code model} and {@code kind}: {@code tokka.monitor.calls}, {@code observed}, {@code diverted} or
 *       {@code refused}; and {@code tokka.monitor.troubles}, {@code missed-inputs} or {@code failed-actions}
 * </ul>
 *
 * <p>No label is told, and nothing of questions and answers. {@link dev.tokka.DomainModels#observed} tells of each call.
 */
public final class MonitorMeters implements MeterBinder {

    private final Monitor monitor;
    private final String model;

    /**
     * Creates the meters of a monitor.
     *
     * @param model the tag that tells models apart, such as the id in the inventory; not blank, and never personal data
     */
    public MonitorMeters(Monitor monitor, String model) {
        this.monitor = requireNonNull(monitor, "monitor");
        this.model = Checks.requireText(model, "model");
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (MetricStatus status : monitor.status().metrics()) {
            Metric metric = status.metric();
            gauge(registry, "recent", metric, now -> now.recent().mean());
            gauge(registry, "baseline", metric, MetricStatus::baseline);
            gauge(registry, "evidence", metric, now -> now.evidence().now());
            gauge(registry, "evidence.limit", metric, now -> now.evidence().alarmAt());
            gauge(registry, "alarm", metric, now -> now.isAlarm() ? 1 : 0);
        }
        counter(registry, "calls", "observed", now -> now.calls().observed());
        counter(registry, "calls", "diverted", now -> now.calls().diverted());
        counter(registry, "calls", "refused", now -> now.calls().refused());
        counter(registry, "troubles", "missed-inputs", now -> now.troubles().missedInputs());
        counter(registry, "troubles", "failed-actions", now -> now.troubles().failedActions());
    }

    private void gauge(MeterRegistry registry, String name, Metric metric, ToDoubleFunction<MetricStatus> value) {
        Gauge.builder(
                        "tokka.monitor." + name,
                        monitor,
                        it -> it.status(metric).map(value::applyAsDouble).orElse(Double.NaN))
                .tags(Tags.of("model", model, "metric", metric.key()))
                .strongReference(true)
                .register(registry);
    }

    private void counter(MeterRegistry registry, String name, String kind, ToDoubleFunction<MonitorStatus> value) {
        FunctionCounter.builder("tokka.monitor." + name, monitor, it -> value.applyAsDouble(it.status()))
                .tags(Tags.of("model", model, "kind", kind))
                .register(registry);
    }
}
