// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Properties;
import java.util.Set;

/**
 * What of {@link DecodingBenchmark} is to be measured.
 *
 * @param parts what to measure
 * @param results the folder for results and for the models that are written
 * @param jdks the folder in which a JDK for the peer is looked for
 */
record DecodingOptions(Set<Part> parts, Path results, Path jdks) {

    /** The parts of the benchmark, in the order in which they run. */
    enum Part {
        DECODE,
        JLAMA,
        PREFIX,
        ADAPTERS
    }

    DecodingOptions {
        parts = Collections.unmodifiableSet(EnumSet.copyOf(parts));
    }

    /** Reads the properties {@code tokka.*}; one that is empty counts as not given. */
    static DecodingOptions of(Properties properties) {
        String parts = properties.getProperty("tokka.parts", "");
        String results = properties.getProperty("tokka.results", "");
        String jdks = properties.getProperty("tokka.jdks", "");
        return new DecodingOptions(
                Parts.parse(Part.class, parts),
                Path.of(results.isBlank() ? "benchmarks/target/results" : results),
                Path.of(jdks.isBlank() ? "/usr/lib/jvm" : jdks));
    }
}
