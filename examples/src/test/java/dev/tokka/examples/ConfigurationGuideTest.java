// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.DomainModels;
import dev.tokka.LoadedModel;
import dev.tokka.config.ConfigException;
import dev.tokka.config.ConfigLoader;
import dev.tokka.config.Kind;
import dev.tokka.config.ReloadListener;
import dev.tokka.config.ReloadableModel;
import dev.tokka.config.Role;
import dev.tokka.config.Setting;
import dev.tokka.config.Type;
import dev.tokka.rag.index.LuceneIndex;
import dev.tokka.rag.onnx.OnnxEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files and the code of the guide to configuration. */
class ConfigurationGuideTest {

    private static final String GUIDE = "docs/configuration.md";

    @TempDir
    static Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, UTF_8);

    /** What the files of the guide name. */
    @BeforeAll
    static void prepare() throws IOException {
        try (OnnxEncoder encoder = OnnxEncoder.bgeSmallEn();
                LuceneIndex index = LuceneIndex.open(folder.resolve("handbook-index"), encoder)) {
            index.ingest(Path.of("handbook/en"));
        }
        Files.createSymbolicLink(
                folder.resolve("bank-model"), Path.of("demo-bank/model").toAbsolutePath());
        Files.copy(Path.of("strategies/bank-desk.md"), folder.resolve("desk.md"));
    }

    @Test
    void aFileAnswers() throws IOException {
        Path file = file(0);
        // SHOW
        try (LoadedModel model = DomainModels.load(file)) {
            Answer answer = model.answer("How many characters does my password need?");
            out.println(answer.reply().map(Answer.Reply::text).orElse("I do not know."));
            out.println(model + ", " + model.describe().fingerprint());
        }
        // END

        assertThat(printed.toString(UTF_8)).contains("14 characters", "cached(").doesNotContain("I do not know");
    }

    @Test
    void aChangedFileIsFollowed() throws IOException {
        Path file = file(0);
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
        ReloadListener listener = new Ignoring();
        String before;
        try (LoadedModel model = DomainModels.load(file)) {
            before = model.describe().fingerprint();
        }
        // SHOW
        try (ReloadableModel model = new ConfigLoader().loadReloadable(file)) {
            model.follow(executor, Duration.ofSeconds(1), listener);
            out.println(model);
            Files.writeString(file, Files.readString(file).replace("max-age: 10m", "max-age: 1h"));
            model.reload(); // at once; following does it within a second
        }
        // END
        executor.shutdownNow();

        try (LoadedModel model = DomainModels.load(file)) {
            assertThat(model.describe().fingerprint()).isNotEqualTo(before);
        }
    }

    @Test
    void aKindOfOnesOwnIsDeclaredOnce() throws IOException {
        Path file = file(3);
        // SHOW
        Setting<String> text = Setting.required("text", Type.text(), "What it always replies.");
        Kind<DomainModel> constant =
                Role.MODEL.kind("constant", "Always replies the same.", Type.object(text), (settings, making) -> {
                    String reply = settings.get(text);
                    return question -> Answer.reply(reply);
                });
        try (LoadedModel model = new ConfigLoader().withKinds(constant).load(file)) {
            out.println(model.answer("Anything?"));
        }
        // END

        assertThat(printed.toString(UTF_8)).contains("Please call us.");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void everyFileOfTheGuideLoads(int block) throws IOException {
        ConfigLoader loader = new ConfigLoader().withEnvironment(Map.of("EXAMPLE_KEY", "sk-1"));

        try (LoadedModel model = loader.load(file(block))) {
            assertThat(model.describe().isOpaque()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {GUIDE, "docs/configuration.ja.md"})
    void theGuideShowsTheCodeAsItStandsHere(String page) throws IOException {
        assertThat(Documentation.javaBlocks(page)).isEqualTo(Documentation.shownBy(getClass()));
        assertThat(Documentation.blocks("yaml", page)).hasSize(4).isEqualTo(Documentation.blocks("yaml", GUIDE));
    }

    private static Path file(int block) throws IOException {
        List<String> blocks = Documentation.blocks("yaml", GUIDE);
        return Files.writeString(folder.resolve("model-" + block + ".yaml"), blocks.get(block));
    }

    private record Ignoring() implements ReloadListener {

        @Override
        public void reloaded(Description now) {}

        @Override
        public void kept(ConfigException why) {}
    }
}
