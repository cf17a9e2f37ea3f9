// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokka.Answer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class MonitorMetersTest {

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final Monitor monitor = Monitor.of(Desk.baseline(), Monitoring.DEFAULT, Desk.CLOCK);

    private double gauge(String name, Metric metric) {
        return registry.get("tokka.monitor." + name)
                .tag("model", "fee-desk")
                .tag("metric", metric.key())
                .gauge()
                .value();
    }

    @Test
    void metersFollowTheMonitor() {
        new MonitorMeters(monitor, "fee-desk").bindTo(registry);
        for (int i = 0; i < 100; i++) {
            monitor.observe(Observation.of(Desk.QUESTION, Answer.abstain("unknown"), Desk.FAST));
        }

        assertThat(gauge("baseline", Metric.ABSTENTION)).isEqualTo(0.08);
        assertThat(gauge("recent", Metric.ABSTENTION)).isEqualTo(1);
        assertThat(gauge("evidence", Metric.ABSTENTION)).isGreaterThan(gauge("evidence.limit", Metric.ABSTENTION));
        assertThat(gauge("alarm", Metric.ABSTENTION)).isEqualTo(1);
        assertThat(gauge("alarm", Metric.LATENCY)).isZero();
        assertThat(registry.get("tokka.monitor.calls")
                        .tag("kind", "observed")
                        .functionCounter()
                        .count())
                .isEqualTo(100);
        assertThat(registry.get("tokka.monitor.troubles")
                        .tag("kind", "failed-actions")
                        .functionCounter()
                        .count())
                .isZero();
    }

    @Test
    void tagsAreFixed() {
        new MonitorMeters(monitor, "fee-desk").bindTo(registry);

        assertThat(registry.getMeters())
                .extracting(Meter::getId)
                .allSatisfy(id -> assertThat(id.getTags().stream().map(Tag::getKey))
                        .isSubsetOf(List.of("model", "metric", "kind")));
        assertThatIllegalArgumentException().isThrownBy(() -> new MonitorMeters(monitor, " "));
    }
}
