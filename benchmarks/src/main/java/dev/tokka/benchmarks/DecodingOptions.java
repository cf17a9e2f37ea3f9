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
                parts.isBlank() ? EnumSet.allOf(Part.class) : parse(parts),
                Path.of(results.isBlank() ? "benchmarks/target/results" : results),
                Path.of(jdks.isBlank() ? "/usr/lib/jvm" : jdks));
    }

    private static Set<Part> parse(String parts) {
        Set<Part> chosen = EnumSet.noneOf(Part.class);
        Arrays.stream(parts.split(",", -1))
                .map(part -> Part.valueOf(part.strip().toUpperCase(Locale.ROOT)))
                .forEach(chosen::add);
        return chosen;
    }
}
