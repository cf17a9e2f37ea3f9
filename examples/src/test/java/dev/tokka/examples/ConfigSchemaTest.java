// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.config.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The JSON schema that editors are given is that of the kinds of all modules. */
class ConfigSchemaTest {

    private static final Path PUBLISHED = Path.of("..", "docs", "tokka.schema.json");

    @Test
    void thePublishedSchemaIsThatOfTheDeclarations() throws IOException {
        String declared = new ConfigLoader().schema();
        Path written = Files.writeString(Path.of("target", "tokka.schema.json"), declared);

        assertThat(declared)
                .as("copy examples/" + written + " to docs")
                .isEqualTo(Files.exists(PUBLISHED) ? Files.readString(PUBLISHED) : "");
    }
}
