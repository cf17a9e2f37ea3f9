// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokka.DomainModel;
import dev.tokka.PolicyViolationException;
import dev.tokka.PolicyViolationException.Reason;
import dev.tokka.finetune.FineTunedModel;
import dev.tokka.rag.ExtractiveModel;
import dev.tokka.rag.Retrieval;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.LuceneIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changes while it runs, and what changes on the disk. */
class LiveModelTest {

    @TempDir
    private Path folder;

    @Test
    void aModelWhoseIndexTakesOneMoreDocumentIsRefusedAtTheNextCall() throws IOException {
        Path documents = Files.createDirectory(folder.resolve("documents"));
        Files.writeString(documents.resolve("fees.md"), "# Fees\n\nA transfer within Japan costs 500 yen.\n");
        Desk desk = Desk.in(folder.resolve("inventory"));
        try (LuceneIndex index = LuceneIndex.openLexical(folder.resolve("index"), IndexSettings.DEFAULT)) {
            index.ingest(documents);
            DomainModel model = new ExtractiveModel(index).with(Retrieval.from(index));
            desk.approve("desk", model.describe());
            DomainModel governed = desk.governed("desk", model);
            assertThat(governed.answer("What does a transfer within Japan cost?")
                            .reply())
                    .isPresent();

            Files.writeString(documents.resolve("new.md"), "# Fees\n\nA transfer within Japan costs 600 yen.\n");
            index.ingest(documents);

            refused(governed);
        }
    }

    @Test
    void oneChangedByteOfAnAdapterVoidsTheApproval() throws IOException {
        Path model = copy(Path.of("demo-bank", "model"), folder.resolve("model"));
        Path adapter = model.resolve("adapters/raft-replay/adapter.onnx_adapter");
        Desk desk = Desk.in(folder.resolve("inventory"));
        try (FineTunedModel tuned = FineTunedModel.open(model)) {
            desk.approve("tuned", tuned.describe());
        }
        byte[] bytes = Files.readAllBytes(adapter);
        bytes[bytes.length / 2] ^= 1; // one weight, a little
        Files.write(adapter, bytes);

        try (FineTunedModel tuned = FineTunedModel.open(model)) {
            refused(desk.governed("tuned", tuned));
        }
    }

    @Test
    void anotherPromptInTheFileOfATunedModelVoidsTheApproval() throws IOException {
        Path model = copy(Path.of("demo-bank", "model"), folder.resolve("model"));
        Path file = model.resolve("tokka-model.json");
        Desk desk = Desk.in(folder.resolve("inventory"));
        try (FineTunedModel tuned = FineTunedModel.open(model)) {
            desk.approve("tuned", tuned.describe());
        }
        Files.writeString(file, Files.readString(file).replace("Reply with a full sentence.", "Reply in one word."));

        try (FineTunedModel tuned = FineTunedModel.open(model)) {
            refused(desk.governed("tuned", tuned));
        }
    }

    private static void refused(DomainModel governed) {
        assertThatExceptionOfType(PolicyViolationException.class)
                .isThrownBy(() -> governed.answer("What does a transfer within Japan cost?"))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.CHANGED));
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        return to;
    }
}
