// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.DomainModels;
import dev.tokka.Embedder;
import dev.tokka.LoadedModel;
import dev.tokka.Question;
import dev.tokka.config.ConfigException;
import dev.tokka.config.ConfigLoader;
import dev.tokka.config.Kind;
import dev.tokka.config.Role;
import dev.tokka.config.Type;
import dev.tokka.evaluation.RightWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Learned routers in files. */
class RoutingKindsTest {

    private static final RouterTraining TRAINING = RouterTraining.of(
            Studies.of(60, 1, new Studies.Strategy("rag", 0, 1, 5), new Studies.Strategy("small", 1, 0, 1)),
            new RightWords(),
            Costs.MEASURED);
    private static final LearnedRouter ROUTER = TRAINING.train();

    private static final Kind<DomainModel> SAYS =
            Role.MODEL.kind("says", "Always says the same.", Type.text(), (text, making) -> new Says(text));
    private static final Kind<Embedder> LENGTH =
            Role.EMBEDDER.kind("length", "Length.", Type.object(), (settings, making) -> new Length());

    @TempDir
    Path folder;

    private record Says(String text) implements DomainModel {

        @Override
        public Answer answer(Question question) {
            return Answer.reply(text);
        }

        @Override
        public Description describe() {
            return Description.of("says", text);
        }
    }

    private record Length() implements Embedder {

        @Override
        public float[] embed(String text) {
            return new float[] {1, text.length()};
        }

        @Override
        public Description describe() {
            return Description.of("length");
        }
    }

    @BeforeEach
    void write() throws IOException {
        ROUTER.write(folder.resolve("router.json"));
    }

    @Test
    void aRouterFromAFileIsThatOfJava() throws IOException {
        try (LoadedModel model = load("file: router.json, strategies: [small, rag]")) {
            assertThat(model.describe()).isEqualTo(made(ROUTER).describe());
            assertThat(model).hasToString(made(ROUTER).toString());
            assertThat(text(model, "How much is the fee for a locker?")).isEqualTo("1 euro");
            assertThat(text(model, "Which paragraph governs the locker that follows a safe?"))
                    .isEqualTo("§ 7");
        }
    }

    @Property(tries = 20)
    void whateverTheRuleAFileComposesWhatJavaComposes(
            @ForAll @DoubleRange(min = 0, max = 0.99) double share, @ForAll boolean within, @ForAll boolean embedded)
            throws IOException {
        RouterTraining ruled = TRAINING.withRule(within ? RoutingRule.within(share) : RoutingRule.enough(share));
        LearnedRouter router = (embedded ? ruled.withEmbedder(new Length()) : ruled).train();
        Path own = Files.createTempDirectory("router");
        try {
            router.write(own.resolve("router.json"));
            String settings = "file: router.json, strategies: [small, rag], digest: \"" + router.digest() + '"'
                    + (embedded ? ", embedder: {length: }" : "");
            try (LoadedModel model = load(own, settings)) {
                assertThat(model.describe()).isEqualTo(made(router).describe());
                assertThat(text(model, "Which fee?")).isEqualTo(text(made(router), "Which fee?"));
            }
        } finally {
            Files.deleteIfExists(own.resolve("router.json"));
            Files.deleteIfExists(own.resolve("model.yaml"));
            Files.delete(own);
        }
    }

    @Test
    void aFileThatIsMissingOrLacksSettingsIsToldAtOnce() {
        assertThatThrownBy(() -> load("file: none.json, strategies: [small], diggest: a"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(
                        "model.yaml:3:24: expected a file but found none at " + folder.resolve("none.json"))
                .hasMessageContaining("model.yaml:3:47: expected a list of at least 2 but found one of 1")
                .hasMessageContaining("found 'diggest' (did you mean 'digest'?)");
        assertThatThrownBy(() -> load("file: router.json"))
                .hasMessageContaining("model.yaml:3:17: expected 'strategies' (");
    }

    @Test
    void aChangedFileIsTold() throws IOException {
        Path file = folder.resolve("router.json");
        Files.writeString(file, Files.readString(file).replaceFirst("\"questions\" : 60", "\"questions\" : 61"));

        assertThatThrownBy(() -> load("file: router.json, strategies: [small, rag]"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("model.yaml:3:17: learned: expected digest ")
                .hasMessageContaining("of a learned router but found " + ROUTER.digest() + ", in " + file);
    }

    @Test
    void aRouterThatWasTrainedAnewIsToldByItsDigest() throws IOException {
        LearnedRouter anew = RouterTraining.of(
                        Studies.of(60, 2, new Studies.Strategy("rag", 0, 1, 5), new Studies.Strategy("small", 1, 0, 1)),
                        new RightWords(),
                        Costs.MEASURED)
                .train();
        anew.write(folder.resolve("router.json"));

        load("file: router.json, strategies: [small, rag]").close();
        assertThatThrownBy(
                        () -> load("file: router.json, strategies: [small, rag], digest: \"" + ROUTER.digest() + "\""))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("model.yaml:3:17: learned: expected the router with the digest " + ROUTER.digest()
                        + " but found " + anew.digest());
    }

    @Test
    void strategiesAreCheckedInTheirOrder() {
        for (String wrong : List.of("rag, small", "small, large", "small, rag, large")) {
            assertThatThrownBy(() -> load("file: router.json, strategies: [" + wrong + "]"))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("model.yaml:3:17: learned: expected a router of the strategies [" + wrong
                            + "] but found [small, rag]");
        }
    }

    @Test
    void anEmbedderIsGivenToThoseThatLearnedWithOneAlone() {
        assertThatThrownBy(() -> load("file: router.json, strategies: [small, rag], embedder: {length: }"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("model.yaml:3:17: learned: expected a router with an embedder, as asked for");
    }

    private static String text(DomainModel model, String question) {
        return model.answer(question).reply().orElseThrow().text();
    }

    private static DomainModel made(LearnedRouter router) {
        return DomainModels.route(router, Map.of("small", new Says("1 euro"), "rag", new Says("§ 7")));
    }

    private LoadedModel load(String settings) throws IOException {
        return load(folder, settings);
    }

    private static LoadedModel load(Path folder, String settings) throws IOException {
        Path file = Files.writeString(folder.resolve("model.yaml"), """
                tokka: 1
                model: {route: {
                  by: {learned: {%s}},
                  routes: {small: {says: 1 euro}, rag: {says: § 7}}}}
                """.formatted(settings));
        return new ConfigLoader().withKinds(SAYS, LENGTH).load(file);
    }
}
