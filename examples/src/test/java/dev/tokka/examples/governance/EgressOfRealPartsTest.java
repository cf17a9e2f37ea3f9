// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.governance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.DomainModel;
import dev.tokka.PolicyViolationException;
import dev.tokka.governance.egress.Egress;
import dev.tokka.governance.egress.EgressPolicy;
import dev.tokka.governance.egress.EgressReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every part of the modules that a strategy in this process is made of says that nothing leaves. */
class EgressOfRealPartsTest {

    @TempDir
    private Path folder;

    @Test
    void nothingLeavesAStrategyOfThisProcess() throws IOException {
        try (Parts parts = Parts.open(folder)) {
            for (int seed = 0; seed < 50; seed++) {
                Random random = new Random(seed);
                int[] knobs = Parts.KNOBS.stream().mapToInt(random::nextInt).toArray();

                EgressReport report = EgressReport.of(parts.strategy(knobs));

                assertThat(report.unknown()).isEmpty();
                assertThat(report.reached()).isEmpty();
            }
        }
    }

    @Test
    void aTunedModelInThisProcessAnswersUnderAPolicyThatPermitsNothing() throws IOException {
        try (Parts parts = Parts.open(folder)) {
            DomainModel model = Egress.guarded(parts.tuned(), EgressPolicy.of());

            assertThat(refusal(model)).isEmpty();
        }
    }

    private static String refusal(DomainModel model) {
        try {
            assertThat(model.answer("What does a transfer cost?")).isNotNull();
            return "";
        } catch (PolicyViolationException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
