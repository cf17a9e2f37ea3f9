// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorFileTest {

    @Test
    void vectorsAreMadeOnceForEachKey(@TempDir Path folder) throws Exception {
        VectorFile file = new VectorFile(folder.resolve("new").resolve("some.vectors"));
        file.readOrMake("a", () -> List.of(new float[] {1, 2}, new float[] {3, 4}));
        List<float[]> again = file.readOrMake("a", () -> {
            throw new AssertionError("made twice");
        });
        assertThat(again).containsExactly(new float[] {1, 2}, new float[] {3, 4});
        assertThat(file.readOrMake("b", () -> List.of(new float[] {5}))).containsExactly(new float[] {5});
        assertThat(file.read()).containsExactly(new float[] {5});
    }
}
