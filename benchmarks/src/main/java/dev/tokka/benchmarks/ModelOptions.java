// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;

/**
 * What of {@link ModelBenchmark} is to be measured.
 *
 * @param parts what to measure
 * @param results the folder for results
 */
record ModelOptions(Set<Part> parts, Path results) {

    /** The parts of the benchmark, in the order in which they run. */
    enum Part {
        DECORATORS,
        STREAMING,
        INTERRUPT
    }

    ModelOptions {
        parts = Collections.unmodifiableSet(EnumSet.copyOf(parts));
    }

    /** Reads the properties {@code tokka.*}; one that is empty counts as not given. */
    static ModelOptions of(Properties properties) {
        String parts = properties.getProperty("tokka.parts", "");
        String results = properties.getProperty("tokka.results", "");
        return new ModelOptions(
                parts.isBlank() ? EnumSet.allOf(Part.class) : parse(parts),
                Path.of(results.isBlank() ? "benchmarks/target/results" : results));
    }

    private static Set<Part> parse(String parts) {
        Set<Part> chosen = EnumSet.noneOf(Part.class);
        Arrays.stream(parts.split(",", -1))
                .map(part -> Part.valueOf(part.strip().toUpperCase(Locale.ROOT)))
                .forEach(chosen::add);
        return chosen;
    }
}
