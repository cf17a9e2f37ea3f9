// SPDX-License-Identifier: Apache-2.0
package example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.rag.document.SourceDocument;
import dev.tokka.rag.index.IngestListener;
import dev.tokka.rag.index.LuceneIndex;
import dev.tokka.rag.onnx.OnnxEncoder;
import io.quarkus.test.junit.main.LaunchResult;
import io.quarkus.test.junit.main.QuarkusMainLauncher;
import io.quarkus.test.junit.main.QuarkusMainTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program with the file of the project, over a handbook of one page. */
@QuarkusMainTest
class DeskTest {

    private static final String QUESTION = "For how long are claims accepted?";
    private static final String RULE = "Claims are accepted for thirty days after the loss.";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void handbook() throws IOException {
        file = Files.copy(Path.of("desk/model.yaml"), folder.resolve("model.yaml"));
        try (OnnxEncoder encoder = OnnxEncoder.bgeSmallEn();
                LuceneIndex index = LuceneIndex.open(folder.resolve("handbook-index"), encoder)) {
            index.ingest(
                    List.of(SourceDocument.markdown("claims.md", "# Claims\n\n" + RULE + "\n")), IngestListener.NONE);
        }
        System.setProperty("desk.model", file.toString());
    }

    @AfterEach
    void forget() {
        System.clearProperty("desk.model");
    }

    // SHOW
    @Test
    void bothBeansAnswerUntilTheContainerStops(QuarkusMainLauncher launcher) {
        LaunchResult result = launcher.launch(QUESTION);

        assertThat(result.getOutput()).contains(RULE, "claims.md", "closed with the container");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void aWrongFileStopsTheStart(QuarkusMainLauncher launcher) throws IOException {
        Files.writeString(file, Files.readString(file).replace("extractive", "extractiv"));

        LaunchResult result = launcher.launch(QUESTION);

        assertThat(result.getOutput() + result.getErrorOutput())
                .contains("model.yaml:3:3: expected a kind of model")
                .contains("but found 'extractiv' (did you mean 'extractive'?)");
        assertThat(result.exitCode()).isNotZero();
    }

    @Test
    void aKindOfTheApplicationIsFound(QuarkusMainLauncher launcher) throws IOException {
        Files.writeString(file, "tokka: 1\nmodel: {constant: Please call us.}\n");

        LaunchResult result = launcher.launch(QUESTION);

        assertThat(result.getOutput()).contains("Please call us.");
        assertThat(result.exitCode()).isZero();
    }
    // END
}
