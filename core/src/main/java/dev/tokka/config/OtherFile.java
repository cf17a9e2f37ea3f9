// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that the one being read names. What is wrong in it is told with the places that it has there.
 *
 * @param path where it is
 */
record OtherFile(Path path) {

    /** Reads such a file, or tells of problems. */
    @FunctionalInterface
    interface Reader<T> {
        Optional<Plan<T>> read(Path file, Reading reading);
    }

    /** Returns what {@code reader} makes of the file, or empty after problems, which {@code outer} then has too. */
    <T> Optional<Plan<T>> read(Reading outer, Reader<T> reader) {
        Problems problems = new Problems(path);
        Optional<Plan<T>> plan = reader.read(path, Reading.of(path, problems));
        if (!problems.isEmpty()) {
            return outer.problems().addAll(problems);
        }
        return plan.map(inner -> building -> {
            Optional<T> made = inner.make(building.in(problems));
            return problems.isEmpty() ? made : building.problems().addAll(problems);
        });
    }
}
