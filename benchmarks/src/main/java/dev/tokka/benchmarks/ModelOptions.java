// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
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
                Parts.parse(Part.class, parts), Path.of(results.isBlank() ? "benchmarks/target/results" : results));
    }
}
