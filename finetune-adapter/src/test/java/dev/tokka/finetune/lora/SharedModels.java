// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.lora;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The small models that lie beside the project; tests that need one are skipped where there is none. */
final class SharedModels {

    private SharedModels() {}

    static Path model(String name) {
        return find("models/" + name);
    }

    static Path find(String name) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path found = folder.resolve("shared").resolve(name);
            if (Files.exists(found)) {
                return found;
            }
        }
        Assumptions.abort("shared/" + name + " is not beside the project");
        throw new AssertionError();
    }
}
