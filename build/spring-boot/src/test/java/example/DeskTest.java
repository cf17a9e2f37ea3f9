// SPDX-License-Identifier: Apache-2.0
package example;

import static dev.tokka.testkit.TokkaAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.DomainModel;
import dev.tokka.ModelUnavailableException;
import dev.tokka.rag.document.SourceDocument;
import dev.tokka.rag.index.IngestListener;
import dev.tokka.rag.index.LuceneIndex;
import dev.tokka.rag.onnx.OnnxEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The program with the file of the project, over a handbook of one page. */
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
    }

    // SHOW
    @Test
    void bothBeansAnswerUntilTheContextIsClosed() {
        DomainModel model;
        try (ConfigurableApplicationContext context = start()) {
            model = context.getBean(DomainModel.class);
            assertThat(model.answer(QUESTION)).citesSource("claims.md").isGrounded();
            assertThat(context.getBean(Desk.class).ask(QUESTION)).contains("thirty days");
        }
        assertThatThrownBy(() -> model.answer(QUESTION)).isInstanceOf(ModelUnavailableException.class);
    }

    @Test
    void aWrongFileStopsTheStart() throws IOException {
        Files.writeString(file, Files.readString(file).replace("extractive", "extractiv"));

        assertThatThrownBy(this::start)
                .hasStackTraceContaining("model.yaml:3:3: expected a kind of model")
                .hasStackTraceContaining("but found 'extractiv' (did you mean 'extractive'?)");
    }

    private ConfigurableApplicationContext start() {
        return SpringApplication.run(DeskApplication.class, "--desk.model=" + file);
    }
    // END
}
