// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.MeanInterval;
import dev.tokka.governance.monitoring.Metric;
import dev.tokka.governance.monitoring.MetricStatus;
import dev.tokka.governance.monitoring.MonitorStatus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MonitorSectionTest {

    @Test
    void theStateOfAMonitorIsOneRowForEachMetric() {
        Section section = MonitorSection.of("fee-desk", status(Metric.ABSTENTION, ""));

        assertThat(section.principle()).isEqualTo(Principle.MONITORING);
        assertThat(section.model()).contains("fee-desk");
        assertThat(section.notes().get(0).english())
                .isEqualTo("Calls watched: 120; given to a fallback: 3; refused: 2; questions not measured: 0; actions"
                        + " that failed: 1.");
        assertThat(section.table().orElseThrow().rows())
                .containsExactly(List.of(
                        Phrase.of("abstention", "棄権"),
                        Phrase.same("0.050"),
                        Phrase.same("0.400 [0.300, 0.500]"),
                        Phrase.same("120"),
                        Phrase.same("800.0"),
                        Phrase.same("700.0"),
                        Words.YES));
    }

    @ParameterizedTest
    @EnumSource
    void eachMetricHasANameInBothLanguages(Metric metric) {
        Phrase name = MonitorSection.of("fee-desk", status(metric, "fees"))
                .table()
                .orElseThrow()
                .rows()
                .get(0)
                .get(0);

        assertThat(name.english()).isEqualTo(metric.key() + " 'fees'");
        assertThat(name.japanese()).matches("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}ー]+ 'fees'");
    }

    private static MonitorStatus status(Metric metric, String label) {
        MetricStatus one = new MetricStatus(
                metric, label, 0.05, new MeanInterval(0.3, 0.4, 0.5), 120, new MetricStatus.Evidence(800, 800, 700));
        return new MonitorStatus(
                Desk.MODEL.fingerprint(),
                List.of(one),
                List.of(),
                new MonitorStatus.Calls(120, 3, 2),
                new MonitorStatus.Troubles(0, 1, "listener: IllegalStateException"));
    }
}
