// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokka.Answer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelOptionsTest {

    @Test
    void everythingIsMeasuredUnlessToldOtherwise() {
        ModelOptions options = options(Map.of("tokka.parts", "", "tokka.results", ""));

        assertThat(options.parts()).containsExactly(ModelOptions.Part.values());
        assertThat(options.results()).isEqualTo(Path.of("benchmarks", "target", "results"));
    }

    @Test
    void partsAreChosenByName() {
        ModelOptions options = options(Map.of("tokka.parts", " decorators", "tokka.results", "out"));

        assertThat(options.parts()).containsExactly(ModelOptions.Part.DECORATORS);
        assertThat(options.results()).isEqualTo(Path.of("out"));
    }

    @Test
    void anUnknownPartIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> options(Map.of("tokka.parts", "retrieval")));
    }

    @ParameterizedTest
    @EnumSource
    void everyStackAnswersAlike(DecoratorStackBenchmark.Stack stack) {
        DecoratorStackBenchmark benchmark = new DecoratorStackBenchmark();
        benchmark.stack = stack;
        benchmark.build();

        for (int i = 0; i < 3; i++) {
            assertThat(benchmark.answer().reply().map(Answer.Reply::text)).contains("Nothing within the country.");
        }
    }

    private static ModelOptions options(Map<String, String> values) {
        Properties properties = new Properties();
        properties.putAll(values);
        return ModelOptions.of(properties);
    }
}
