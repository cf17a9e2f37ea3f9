// SPDX-License-Identifier: Apache-2.0
package dev.tokka.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorAdapterFileTest {

    private static final VectorAdapterFile FILE =
            new VectorAdapterFile("law", "f00d", 384, "cafe", "datasheet.md", Map.of("heldOutNdcg10", 0.75));

    @TempDir
    Path directory;

    @Test
    void isReadAsItWasWritten() {
        FILE.write(directory);

        assertThat(VectorAdapterFile.read(ModelDirectory.of(directory))).isEqualTo(FILE);
    }

    @Test
    void anotherVersionOrADamagedFileIsRefused() throws IOException {
        FILE.write(directory);
        Path file = directory.resolve(VectorAdapterFile.NAME);
        String sound = Files.readString(file);
        for (String[] change :
                new String[][] {{"\"format\" : 1", "\"format\" : 2"}, {"384", "0"}, {"\"law\"", "\" \""}, {"{", "["}}) {
            Files.writeString(file, sound.replace(change[0], change[1]));

            assertThatThrownBy(() -> VectorAdapterFile.read(ModelDirectory.of(directory)))
                    .as(change[1])
                    .isInstanceOf(ModelFileException.class);
        }
    }

    @Test
    void aMissingFileIsRefused() {
        assertThatThrownBy(() -> VectorAdapterFile.read(ModelDirectory.of(directory)))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("expected a file " + VectorAdapterFile.NAME);
    }
}
