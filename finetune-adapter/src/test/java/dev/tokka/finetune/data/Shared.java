// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Data that is beside the project, or of its examples. */
public final class Shared {

    private Shared() {}

    /** Returns a file or folder of the data beside the project; the test is skipped if it is not there. */
    public static Path data(String name) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path found = folder.resolve("shared/data").resolve(name);
            if (Files.exists(found)) {
                return found;
            }
        }
        Assumptions.abort("shared/data/" + name + " is not beside the project");
        throw new AssertionError();
    }

    /** Returns a file or folder of the examples. */
    public static Path examples(String name) {
        return Path.of("..", "examples").resolve(name);
    }
}
