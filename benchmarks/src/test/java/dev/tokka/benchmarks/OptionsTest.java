// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void everythingIsMeasuredUnlessToldOtherwise() {
        Options options = options(Map.of("tokka.data", "data", "tokka.parts", ""));

        assertThat(options.parts()).containsExactly(Options.Part.values());
        assertThat(options.amounts().repeats()).isOne();
    }

    @Test
    void partsAreChosenByName() {
        Options options = options(Map.of("tokka.data", "data", "tokka.parts", "query, handbook"));

        assertThat(options.parts()).containsExactly(Options.Part.HANDBOOK, Options.Part.QUERY);
    }

    @Test
    void anIndexToSearchIsNotWhereTheMeasuredIngestionWrites() {
        Options options = options(Map.of("tokka.data", "data", "tokka.index", "mine", "tokka.results", "results"));

        assertThat(options.searchedIndex()).isEqualTo(Path.of("mine"));
        assertThat(options.ingestionIndex()).isEqualTo(Path.of("results", "index-scifact"));
    }

    @Test
    void aMissingFolderIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options(Map.of()))
                .withMessageContaining("-Dtokka.data=FOLDER");
    }

    @Test
    void aHundredthOfThePassagesIsAWholeNumberOfDocuments() {
        assertThat(options(Map.of("tokka.data", "data")).amounts().scale()).isEqualTo(200_000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options(Map.of("tokka.data", "data", "tokka.scale", "999")))
                .withMessageContaining("multiple of 2000")
                .withMessageContaining("999");
    }

    private static Options options(Map<String, String> values) {
        Properties properties = new Properties();
        properties.putAll(values);
        return Options.of(properties);
    }
}
