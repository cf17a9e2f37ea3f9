// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * What is to be measured.
 *
 * @param data the folder with the data sets
 * @param parts what to measure
 * @param amounts how much of it
 * @param index an index of the abstracts to search, if not the one that the measured ingestion writes
 * @param results the folder for results
 */
record Options(Path data, Set<Part> parts, Amounts amounts, Optional<Path> index, Path results) {

    /** The parts of the benchmark, in the order in which they run. */
    enum Part {
        INGESTION,
        QUALITY,
        HANDBOOK,
        LAWQA,
        TATQA,
        QUERY,
        SCALE,
        ACCESS
    }

    /**
     * How much is measured.
     *
     * @param documents how many abstracts to ingest at most; at least 1
     * @param repeats how often to measure each ingestion; at least 1
     * @param scale how many synthetic passages to search; a positive multiple of {@link ScaleCorpus#STEP}
     */
    record Amounts(int documents, int repeats, int scale) {

        Amounts {
            if (documents < 1 || repeats < 1) {
                throw new IllegalArgumentException(
                        "documents and repeats must be at least 1 but are " + documents + " and " + repeats);
            }
            if (scale < 1 || scale % ScaleCorpus.STEP != 0) {
                throw new IllegalArgumentException(
                        "scale must be a positive multiple of " + ScaleCorpus.STEP + " but is " + scale);
            }
        }
    }

    Options {
        parts = Collections.unmodifiableSet(EnumSet.copyOf(parts));
    }

    /** Reads the properties {@code tokka.*}; one that is empty counts as not given. */
    static Options of(Properties properties) {
        return new Options(
                property(properties, "data")
                        .map(Path::of)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "expected the folder with the data sets as -Dtokka.data=FOLDER")),
                Parts.parse(Part.class, property(properties, "parts").orElse("")),
                new Amounts(
                        property(properties, "documents").map(Integer::parseInt).orElse(Integer.MAX_VALUE),
                        property(properties, "repeats").map(Integer::parseInt).orElse(1),
                        property(properties, "scale").map(Integer::parseInt).orElse(200_000)),
                property(properties, "index").map(Path::of),
                Path.of(property(properties, "results").orElse("benchmarks/target/results")));
    }

    private static Optional<String> property(Properties properties, String name) {
        return Optional.ofNullable(properties.getProperty("tokka." + name)).filter(value -> !value.isBlank());
    }

    /** Returns these options with another number of abstracts. */
    Options withDocuments(int newDocuments) {
        Amounts fewer = new Amounts(newDocuments, amounts.repeats(), amounts.scale());
        return new Options(data, parts, fewer, index, results);
    }

    /** Returns where the measured ingestion writes; what is there may be deleted. */
    Path ingestionIndex() {
        return results.resolve("index-scifact");
    }

    /** Returns the index of the abstracts that is searched. */
    Path searchedIndex() {
        return index.orElse(ingestionIndex());
    }

    /** Returns where the parts about many passages keep vectors and indexes; later runs use them again. */
    Path scaleFolder() {
        return results.resolve("scale");
    }
}
