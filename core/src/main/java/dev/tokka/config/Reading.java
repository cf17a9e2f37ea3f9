// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What reading one file needs to know.
 *
 * @param directory what relative paths are relative to
 * @param environment the environment variables
 * @param kinds what may stand in the file
 * @param named the named models and who uses them
 * @param problems what was found to be wrong
 */
record Reading(Path directory, Map<String, String> environment, Kinds kinds, Named named, Problems problems) {

    /** Returns the reading of a file that holds settings: no parts, and no environment variables. */
    static Reading of(Path file, Problems problems) {
        return new Reading(directoryOf(file), Map.of(), new Kinds(List.of()), new Named(), problems);
    }

    /** Returns this with other problems. */
    Reading with(Problems others) {
        return new Reading(directory, environment, kinds, named, others);
    }

    /** Returns what the paths in {@code file} are relative to. */
    static Path directoryOf(Path file) {
        Path absolute = file.toAbsolutePath();
        return Optional.ofNullable(absolute.getParent()).orElse(absolute);
    }

    /** Returns the path that is written, or empty after a problem. */
    Optional<Path> path(Place place, String written) {
        try {
            return Optional.of(directory.resolve(written).normalize());
        } catch (InvalidPathException e) {
            return problems.add(place, "a path", "characters that no path has");
        }
    }
}
