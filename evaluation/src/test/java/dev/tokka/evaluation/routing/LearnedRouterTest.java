// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Answer;
import dev.tokka.Deadline;
import dev.tokka.Description;
import dev.tokka.Digests;
import dev.tokka.DomainModel;
import dev.tokka.DomainModels;
import dev.tokka.Embedder;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Question;
import dev.tokka.Route;
import dev.tokka.evaluation.RightWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnedRouterTest {

    private static final Question FEE = Question.of("How much is the fee for a locker or a safe?");
    private static final Question PARAGRAPH = Question.of("Which paragraph governs the locker that follows a safe?");

    private static final LearnedRouter ROUTER = RouterTraining.of(
                    Studies.of(80, 1, new Studies.Strategy("rag", 0, 1, 5), new Studies.Strategy("small", 1, 0, 1)),
                    new RightWords(),
                    Costs.MEASURED)
            .train();

    @TempDir
    private Path folder;

    /** A vector of what is said of paragraphs. */
    private record Paragraphs(int dimensions) implements Embedder {

        @Override
        public float[] embed(String text) {
            float[] vector = new float[dimensions];
            vector[text.contains("paragraph") ? 0 : 1] = 1;
            return vector;
        }

        @Override
        public Description describe() {
            return Description.of("paragraphs").with("dimensions", dimensions);
        }
    }

    @Test
    void aQuestionGoesWhereOnesLikeItWereAnsweredRight() {
        assertThat(ROUTER.route(FEE).name()).isEqualTo("small");
        assertThat(ROUTER.route(PARAGRAPH).name()).isEqualTo("rag");
        assertThat(ROUTER.strategies()).containsExactly("small", "rag");
        assertThat(ROUTER.questions()).isEqualTo(80);
    }

    @Test
    void theTraceHasTheChances() {
        Route route = ROUTER.route(FEE);
        Map<String, Double> chances = ROUTER.chances(FEE);

        assertThat(chances.keySet()).containsExactly("small", "rag");
        assertThat(chances.get("small")).isBetween(0.9, 1.0);
        assertThat(chances.get("rag")).isBetween(0.0, 0.1);
        assertThat(route.trace().steps()).hasSize(1);
        assertThat(route.trace().steps().get(0).name()).isEqualTo("learned route");
        assertThat(route.trace().steps().get(0).details().get("small"))
                .isEqualTo(String.format(Locale.ROOT, "%.3f", chances.get("small")));
    }

    @Test
    void aModelIsMadeOfIt() {
        DomainModel model = DomainModels.route(
                ROUTER, Map.of("small", question -> Answer.reply("1 euro"), "rag", question -> Answer.reply("§ 7")));

        assertThat(model.answer(FEE).reply().orElseThrow().text()).isEqualTo("1 euro");
        assertThat(model.answer(PARAGRAPH).reply().orElseThrow().text()).isEqualTo("§ 7");
    }

    @Test
    @SuppressWarnings("NullAway")
    void nullAndLateQuestionsAreRefused() {
        assertThatNullPointerException().isThrownBy(() -> ROUTER.route(null));
        assertThatThrownBy(() -> ROUTER.route(FEE.with(Deadline.KEY, Deadline.after(Duration.ZERO))))
                .isInstanceOf(ModelUnavailableException.class);
    }

    @Test
    void theDescriptionChangesWithWhatWasLearnedAndTheRule() {
        RouterTraining training = RouterTraining.of(
                Studies.of(80, 1, new Studies.Strategy("rag", 0, 1, 5), new Studies.Strategy("small", 1, 0, 1)),
                new RightWords(),
                Costs.MEASURED);
        RouterTraining other = RouterTraining.of(
                Studies.of(80, 2, new Studies.Strategy("rag", 0, 1, 5), new Studies.Strategy("small", 1, 0, 1)),
                new RightWords(),
                Costs.MEASURED);

        assertThat(ROUTER.describe().isOpaque()).isFalse();
        assertThat(training.train()).isEqualTo(ROUTER).hasSameHashCodeAs(ROUTER);
        assertThat(other.train()).isNotEqualTo(ROUTER);
        assertThat(training.withRule(RoutingRule.enough(0.8)).train()).isNotEqualTo(ROUTER);
        assertThat(ROUTER).hasToString("learned(small, rag, 80 questions, Within[tolerance=0.02])");
    }

    @Test
    void whatIsReadIsWhatWasWritten() throws IOException {
        Path file = folder.resolve("router.json");

        ROUTER.write(file);
        LearnedRouter read = LearnedRouter.read(file);

        assertThat(read).isEqualTo(ROUTER);
        assertThat(read.describe().fingerprint()).isEqualTo(ROUTER.describe().fingerprint());
        assertThat(read.chances(FEE)).isEqualTo(ROUTER.chances(FEE));
        assertThat(read.chances(PARAGRAPH)).isEqualTo(ROUTER.chances(PARAGRAPH));
    }

    @Test
    void anEmbedderIsGivenAgain() throws IOException {
        Path file = folder.resolve("router.json");
        LearnedRouter router = RouterTraining.of(
                        Studies.of(60, 3, new Studies.Strategy("rag", 0, 1, 5), new Studies.Strategy("small", 1, 0, 1)),
                        new RightWords(),
                        Costs.MEASURED)
                .withEmbedder(new Paragraphs(4))
                .withRule(RoutingRule.enough(0.5))
                .train();

        router.write(file);

        assertThat(LearnedRouter.read(file, new Paragraphs(4))).isEqualTo(router);
        assertThat(LearnedRouter.read(file, new Paragraphs(4)).chances(FEE)).isEqualTo(router.chances(FEE));
        assertThatThrownBy(() -> LearnedRouter.read(file))
                .isInstanceOf(RouterFileException.class)
                .hasMessageContaining("expected a router without an embedder, as asked for, but found one with");
        assertThatThrownBy(() -> LearnedRouter.read(file, new Paragraphs(5)))
                .isInstanceOf(RouterFileException.class)
                .hasMessageContaining("expected fingerprint of features ");
        ROUTER.write(file);
        assertThatThrownBy(() -> LearnedRouter.read(file, new Paragraphs(4)))
                .isInstanceOf(RouterFileException.class)
                .hasMessageContaining("expected a router with an embedder");
    }

    @Test
    void anEmbedderThatChangesItsMindIsRefused() {
        LearnedRouter router = RouterTraining.of(
                        Studies.of(40, 3, new Studies.Strategy("rag", 0, 1, 5), new Studies.Strategy("small", 1, 0, 1)),
                        new RightWords(),
                        Costs.MEASURED)
                .withEmbedder(text -> new float[text.equals(FEE.text()) ? 3 : 2])
                .train();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> router.route(FEE))
                .withMessage("the embedder must return 2 numbers but returned 3");
    }

    @Test
    void whatIsDamagedOrForeignIsRefused() throws IOException {
        refused(text -> text.replaceFirst("\"questions\" : 80", "\"questions\" : 81"), "expected digest ");
        refused(
                text -> text.replaceFirst("\"version\" : 1", "\"version\" : 2"),
                "expected version 1 of a learned router " + "but found 2, in ");
        refused(text -> text.substring(0, text.length() / 2), "expected the JSON of a learned router in ");
        refused(text -> text + "{}", "expected the JSON of a learned router in ");
        refused(
                text -> "{\"benchmark\": \"b\"}",
                "expected format tokka learned router of a learned router but found no " + "format, in ");
        refused(text -> "", "expected format ");
        assertThatThrownBy(() -> LearnedRouter.read(folder.resolve("none.json")))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void whatHasTheDigestOfNonsenseIsRefused() throws IOException {
        String nonsense = "{\"questions\":1,\"features\":\""
                + ROUTER.features().describe().fingerprint() + "\",\"dimensions\":0,\"strategies\":[]}";
        String digest = Digests.sha256(nonsense);

        refused(
                text -> "{\"format\":\"tokka learned router\",\"version\":1,\"digest\":\"" + digest + "\",\"router\":"
                        + nonsense + "}",
                "expected a learned router in ");
    }

    private void refused(UnaryOperator<String> damage, String message) throws IOException {
        Path file = folder.resolve("router.json");
        ROUTER.write(file);
        Files.writeString(file, damage.apply(Files.readString(file)));

        assertThatThrownBy(() -> LearnedRouter.read(file))
                .isInstanceOf(RouterFileException.class)
                .hasMessageContaining(message)
                .hasMessageContaining(file.toString());
    }
}
