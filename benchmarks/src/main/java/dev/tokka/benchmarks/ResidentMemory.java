// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The memory of a process that is not swapped out, in units of 2^20 bytes; NaN where the system does not tell.
 *
 * @param total all of it: the pages of mapped files that were read lately count, though other processes may have them
 *     at any time
 * @param own what is not pages of files: heap, stacks, and what native libraries took
 */
record ResidentMemory(double total, double own) {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final double UNIT = 1024;

    /** Looks at this process. Linux alone tells. */
    static ResidentMemory now() {
        if (!Files.isReadable(STATUS)) {
            return new ResidentMemory(Double.NaN, Double.NaN);
        }
        try {
            return parse(Files.readAllLines(STATUS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the lines of a {@code /proc/PID/status}, whose numbers are in kibibytes. */
    static ResidentMemory parse(List<String> status) {
        return new ResidentMemory(kibibytes(status, "VmRSS:") / UNIT, kibibytes(status, "RssAnon:") / UNIT);
    }

    private static double kibibytes(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(
                        line.substring(name.length()).replace("kB", "").strip()))
                .findFirst()
                .orElse(Double.NaN);
    }
}
