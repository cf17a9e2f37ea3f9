// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadingsTest {

    @Test
    void readingsAreFoundAmongOtherLines() {
        Readings readings = new Readings(Map.of("dense p50", 1.5, "rss", Double.NaN));
        List<String> output = new ArrayList<>(List.of("a warning = 1"));
        output.addAll(readings.toLines());
        assertThat(Readings.parse(output)).isEqualTo(readings);
        assertThat(readings.get("dense p50")).isEqualTo(1.5);
        assertThatIllegalStateException()
                .isThrownBy(() -> readings.get("p99"))
                .withMessageContaining("p99")
                .withMessageContaining("dense p50");
    }

    @Test
    void residentMemoryIsReadFromTheStatusOfAProcess() {
        ResidentMemory memory =
                ResidentMemory.parse(List.of("Name:\tjava", "VmRSS:\t    4096 kB", "RssAnon:\t    1024 kB"));
        assertThat(memory).isEqualTo(new ResidentMemory(4, 1));
        assertThat(ResidentMemory.parse(List.of()).total()).isNaN();
    }

    @Test
    void theNearestAreKeptInOrder() {
        Nearest nearest = new Nearest(2);
        nearest.offer(7, 0.1f);
        nearest.offer(8, 0.9f);
        nearest.offer(9, 0.5f);
        nearest.offer(10, 0.5f);
        assertThat(nearest.numbers()).containsExactly(8, 9);
    }
}
