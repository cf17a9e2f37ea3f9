// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.training;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FineTuneYourDocsTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, UTF_8);

    @TempDir
    private Path folder;

    @Test
    void documentsOfOnesOwnBecomeATunedModel() throws Exception {
        Path documents = Files.createDirectory(folder.resolve("docs"));
        Files.writeString(
                documents.resolve("fees.md"),
                "# Fees\n\n## Transfers\n\nThe fee of a transfer is 500 yen. The limit of a transfer is 1,000,000 yen.\n\n"
                        + "## Cards\n\nThe fee of a new card is 1,100 yen. The colour of the card is silver.\n");

        new FineTuneYourDocs(out, folder.resolve("work")).run(documents);

        assertThat(printed.toString(UTF_8))
                .contains(
                        "rows from 1 documents",
                        "Estimate: ",
                        "SUCCEEDED 100 %",
                        "In the inventory: your-docs, developed",
                        "TRAINING_DATA your documents, sha256:")
                .contains("base: 0.000", "prompted: 0.000", "fine-tuned: ", "fine-tuned less prompted: +");
        assertThat(folder.resolve("work/tuned/tokka-model.json")).content().contains("ft:loopback-1:your-docs");
        assertThat(folder.resolve("work/tuned/evidence.json")).content().contains("\"losses\"");
        assertThat(folder.resolve("work/tuned/datasheet.json")).content().contains("fees.md");
    }

    @Test
    void aFolderWithoutFactsIsRefused() throws IOException {
        Path documents = Files.createDirectory(folder.resolve("docs"));
        Files.writeString(documents.resolve("empty.md"), "Hello.\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FineTuneYourDocs(out, folder.resolve("work")).run(documents))
                .withMessageContaining("found nothing to ask about");
    }

    @Test
    void aFolderThatIsNotThereIsRefused() {
        Path none = folder.resolve("none");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FineTuneYourDocs(out, folder.resolve("work")).run(none))
                .withMessage(none + ": expected a folder but there is none");
    }
}
