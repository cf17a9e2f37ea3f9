// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.strategies;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.DomainModel;
import dev.tokka.LoadedModel;
import dev.tokka.config.ConfigLoader;
import dev.tokka.finetune.FineTunedModel;
import dev.tokka.rag.ExtractiveModel;
import dev.tokka.rag.Retrieval;
import dev.tokka.rag.UnsupportedSentences;
import dev.tokka.rag.index.LuceneIndex;
import dev.tokka.rag.onnx.OnnxEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files of {@code examples/strategies} are the strategies that the programs compose in Java. */
class StrategyFilesTest {

    private static final Path FILES = Path.of("strategies");

    @TempDir
    static Path temp;

    private static OnnxEncoder encoder;
    private static LuceneIndex index;
    private static LuceneIndex handbook;

    @BeforeAll
    static void ingest() throws IOException {
        encoder = OnnxEncoder.bgeSmallEn();
        index = LuceneIndex.open(temp.resolve("index"), encoder, TunedStrategies.PARAGRAPHS);
        index.ingest(Path.of("demo-bank", "documents"));
        handbook = LuceneIndex.open(temp.resolve("handbook"), encoder);
        handbook.ingest(Path.of("handbook", "ja"));
    }

    @AfterAll
    static void close() {
        index.close();
        handbook.close();
        encoder.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "base,                   base",
        "prompted,               prompted",
        "retrieval,              retrieval",
        "fine-tuned,             fine-tuned",
        "fine-tuned-retrieval,   fine-tuned + retrieval"
    })
    void aFileIsTheStrategyOfTheProgram(String file, String strategy) {
        try (FineTunedModel tuned = FineTunedModel.open(Path.of("demo-bank", "model"));
                LoadedModel loaded = load(file)) {
            DomainModel composed = requireNonNull(
                    TunedStrategies.strategies(tuned, Retrieval.from(index).limit(4))
                            .get(strategy));

            assertThat(loaded.describe()).isEqualTo(composed.describe());
            assertThat(loaded.answer("What is the support desk of the Pati savings account?")
                            .getClass())
                    .isEqualTo(composed.answer("What is the support desk of the Pati savings account?")
                            .getClass());
        }
    }

    @Test
    void extractionIsTheOneOfTheService() {
        try (LoadedModel loaded = load("extractive")) {
            DomainModel composed = new ExtractiveModel(handbook, encoder)
                    .with(Retrieval.from(handbook).weights(handbook).unsupported(UnsupportedSentences.FLAG));

            assertThat(loaded.describe()).isEqualTo(composed.describe());
        }
    }

    @Test
    void everyFileLoads() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".yaml"))
                            .map(name -> name.replace(".yaml", "")))
                    .contains("served", "extractive", "base")
                    .allSatisfy(name -> {
                        try (LoadedModel loaded = load(name)) {
                            assertThat(loaded.describe().isOpaque()).isFalse();
                        }
                    });
        }
    }

    /** The index that the service writes has the library's settings; the small model of the bank wants its own. */
    private static LoadedModel load(String name) {
        String written = name.matches("extractive|served") ? "handbook" : "index";
        return new ConfigLoader()
                .withEnvironment(Map.of(
                        "TOKKA_INDEX",
                        temp.resolve(written).toAbsolutePath().toString(),
                        "TOKKA_BASE_URL",
                        "http://localhost:1/v1",
                        "TOKKA_MODEL",
                        "a-model",
                        "TOKKA_API_KEY",
                        "sk-1"))
                .load(FILES.resolve(name + ".yaml"));
    }
}
