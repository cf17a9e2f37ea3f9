// SPDX-License-Identifier: Apache-2.0
package dev.tokka.onnx;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** ONNX Runtime 1.29 reports to an outside host and crashes on long class paths; see decision 005. */
class NativeLibraryTest {

    @Test
    void holdsNoTelemetryClient() throws IOException {
        try (InputStream library =
                OrtEnvironment.class.getResourceAsStream("/ai/onnxruntime/native/linux-x64/libonnxruntime.so")) {
            assertThat(library).isNotNull();
            String content = new String(library.readAllBytes(), ISO_8859_1);

            assertThat(content.contains("onnxruntime")).isTrue();
            assertThat(content.contains("events.data.microsoft.com")).isFalse();
        }
    }
}
