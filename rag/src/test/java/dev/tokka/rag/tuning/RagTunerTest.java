// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.Retriever;
import dev.tokka.rag.document.SourceDocument;
import dev.tokka.rag.index.Fusion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RagTunerTest {

    private static final int QUESTIONS = 24;
    private static final RagConfiguration START = new RagConfiguration(
            new RagConfiguration.Chunking("structure", 1_000), new Fusion.Convex(0), 20, 6, List.of());

    /** Two sizes and a stage that may be on or off: four configurations. */
    private static final TuningSpace SPACE =
            new TuningSpace(RagParts.DEFAULT, List.of(1_000, 200), List.of(new Fusion.Convex(0)), List.of(20), START);

    @TempDir
    private Path folder;

    @Test
    void aPlantedStageIsFoundAndImproves() throws IOException {
        // The start finds the right document last, the stage turns that round.
        TuningReport report =
                tuner(RagParts.DEFAULT.withStage("turned", Turned::new)).tune(questions(), folder);

        assertThat(report.best().stages()).containsExactly("turned");
        assertThat(report.improves()).isTrue();
        assertThat(report.recommended()).isEqualTo(report.best());
        assertThat(report.gain().low()).isPositive();
        assertThat(report.table().get(0).configuration()).isEqualTo(report.best());
        assertThat(report.toString())
                .contains("(start)")
                .endsWith("It improves on the start: use " + report.best() + ".");
    }

    @Test
    void chanceIsNoImprovement() throws IOException {
        RagParts parts = RagParts.DEFAULT;
        for (int i = 0; i < 4; i++) {
            int seed = i;
            parts = parts.withStage("chance" + i, inner -> new Shuffled(inner, seed));
        }
        TuningSpace space = SPACE.withParts(RagParts.DEFAULT.withStage("first", inner -> new Shuffled(inner, 99)));
        RagConfiguration start = new RagConfiguration(
                START.chunking(), START.fusion(), START.candidates(), START.limit(), List.of("chance0"));

        TuningReport report = RagTuner.lexical(documents())
                .space(new TuningSpace(parts, space.sizes(), space.fusions(), space.candidates(), start))
                .metric(TuningMetric.reciprocalRank(20))
                .tune(questions(), folder);

        assertThat(report.improves()).isFalse();
        assertThat(report.recommended()).isEqualTo(start);
        assertThat(report.toString()).endsWith("It is not known to improve on the start: keep " + start + ".");
    }

    @Test
    void theSameSeedChoosesTheSameAndNothingIsLeftBehind() throws IOException {
        RagParts parts = RagParts.DEFAULT.withStage("chance", inner -> new Shuffled(inner, 1));

        RagTuner tuner = tuner(parts).seed(3).clock(() -> 0);

        TuningReport first = tuner.tune(questions(), folder);
        TuningReport second = tuner.tune(questions(), folder);

        assertThat(first).isEqualTo(second);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void theBudgetIsKept() throws IOException {
        RagParts parts = RagParts.DEFAULT.withStage("a", Turned::new).withStage("b", inner -> new Shuffled(inner, 1));

        for (int budget : new int[] {2 * QUESTIONS, 100, 200, 400}) {
            TuningReport report = tuner(parts).budget(budget).tune(questions(), folder);

            assertThat(report.searches()).isBetween(QUESTIONS, budget);
        }
    }

    @Test
    void whatIsTooSlowIsNotChosen() throws IOException {
        AtomicLong nanos = new AtomicLong();
        RagParts parts = RagParts.DEFAULT.withStage("turned", inner -> new Slow(new Turned(inner), nanos, 50));
        RagTuner tuner = tuner(parts).clock(nanos::get);

        assertThat(tuner.latency(Duration.ofMillis(50))
                        .tune(questions(), folder)
                        .best()
                        .stages())
                .containsExactly("turned");
        assertThat(tuner.latency(Duration.ofMillis(49))
                        .tune(questions(), folder)
                        .best())
                .isEqualTo(START);
    }

    @Test
    void tooFewQuestionsOrSearchesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tuner(RagParts.DEFAULT).tune(questions().subList(0, 4), folder))
                .withMessage("number of questions must be at least 5 but is 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tuner(RagParts.DEFAULT).budget(47).tune(questions(), folder))
                .withMessage("budget for 24 questions must be at least 48 but is 47");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tuner(RagParts.DEFAULT).latency(Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tuner(RagParts.DEFAULT).folds(1));
        assertThatIllegalArgumentException().isThrownBy(() -> RagTuner.lexical(List.of()));
    }

    @Test
    void allCombinationsAreTriedTheStartFirst() {
        TuningSpace space = SPACE.withParts(
                        RagParts.DEFAULT.withStage("a", Turned::new).withStage("b", Turned::new))
                .withFusions(new Fusion.Convex(0), new Fusion.Convex(0.5));

        assertThat(space.configurations())
                .hasSize(2 * 2 * 4)
                .doesNotHaveDuplicates()
                .startsWith(START);
    }

    private static RagTuner tuner(RagParts parts) {
        return RagTuner.lexical(documents()).space(SPACE.withParts(parts)).metric(TuningMetric.reciprocalRank(20));
    }

    /** Twelve documents that hold the word of the questions ever more seldom; the last one answers. */
    private static List<SourceDocument> documents() {
        return IntStream.range(0, 12)
                .mapToObj(i -> SourceDocument.plainText(
                        "d" + i + ".txt", "fee ".repeat(12 - i) + "and other words. ".repeat(i + 1)))
                .toList();
    }

    private static List<TuningQuestion> questions() {
        return IntStream.range(0, QUESTIONS)
                .mapToObj(i -> TuningQuestion.of("What is the fee number " + i + "?", "d11.txt"))
                .toList();
    }

    /** The ranking of another turned round. */
    private record Turned(Retriever inner) implements Retriever {

        @Override
        public List<Passage> retrieve(Query query) {
            List<Passage> found = new ArrayList<>(inner.retrieve(query));
            Collections.reverse(found);
            return found;
        }
    }

    /** The ranking of another in an order that depends on the question and a seed. */
    private record Shuffled(Retriever inner, int seed) implements Retriever {

        @Override
        public List<Passage> retrieve(Query query) {
            List<Passage> found = new ArrayList<>(inner.retrieve(query));
            Collections.shuffle(found, new Random(31L * query.text().hashCode() + seed));
            return found;
        }
    }

    /** Lets time pass. */
    private record Slow(Retriever inner, AtomicLong nanos, long millis) implements Retriever {

        @Override
        public List<Passage> retrieve(Query query) {
            nanos.addAndGet(Duration.ofMillis(millis).toNanos());
            return inner.retrieve(query);
        }
    }
}
