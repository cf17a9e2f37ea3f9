// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FigureTest {

    @Test
    void aBoundIsMetByItself() {
        assertThat(met(Figure.of("quality", 0.73).atLeast(0.73))).isTrue();
        assertThat(met(Figure.of("quality", 0.729).atLeast(0.73))).isFalse();
        assertThat(met(Figure.of("time", 0.6).atMost(0.6))).isTrue();
        assertThat(met(Figure.of("time", 0.61).atMost(0.6))).isFalse();
    }

    @Test
    void whatWasNotMeasuredMeetsNoTarget() {
        assertThat(met(Figure.of("quality", Double.NaN).atLeast(0.73))).isFalse();
        assertThat(met(Figure.of("time", Double.NaN).atMost(0.6))).isFalse();
    }

    @Test
    void figuresAreWrittenAsJson(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("results").resolve("figures.json");

        new ResultTable(List.of(Figure.of("time", 1.5, "s").atMost(2), Figure.of("score", 0.25))).write(file);

        assertThat(Files.readString(file)).isEqualToIgnoringWhitespace("""
                        [{"name": "time", "value": 1.5, "unit": "s", "target": "<= 2"},
                        {"name": "score", "value": 0.25, "unit": "", "target": null}]
                        """);
    }

    private static boolean met(Figure figure) {
        return figure.target().orElseThrow().isMetBy(figure.value());
    }
}
