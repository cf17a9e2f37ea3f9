// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** What this process takes. */
final class Memory {

    private static final Path STATUS = Path.of("/proc/self/status");

    private Memory() {}

    /** Returns the resident kilobytes after a garbage collection. */
    static long resident() throws IOException {
        Assumptions.assumeTrue(Files.exists(STATUS), "only Linux says how much memory is resident");
        System.gc();
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
