// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.MeanInterval;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TuningReportTest {

    @Test
    void theFrontHoldsWhatNoOtherBeatsInQualityAndTimeWorkedByHand() {
        TuningReport.Row best = row(0.9, 40);
        TuningReport.Row slower = row(0.9, 50);
        TuningReport.Row quick = row(0.7, 10);
        TuningReport.Row alike = row(0.7, 10);
        TuningReport.Row beaten = row(0.6, 20);

        TuningReport report = new TuningReport(
                List.of(best, slower, quick, alike, beaten),
                RagConfiguration.DEFAULT,
                RagConfiguration.DEFAULT,
                new MeanInterval(0, 0, 0),
                1,
                100);

        assertThat(report.front()).containsExactly(best, quick, alike);
    }

    private static TuningReport.Row row(double quality, int millis) {
        return new TuningReport.Row(
                RagConfiguration.DEFAULT,
                new MeanInterval(quality, quality, quality),
                new MeanInterval(0, 0, 0),
                Duration.ofMillis(millis));
    }
}
