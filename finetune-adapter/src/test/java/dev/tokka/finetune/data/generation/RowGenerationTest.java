// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Answer;
import dev.tokka.DataClass;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Generation;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Money;
import dev.tokka.Question;
import dev.tokka.QuestionRejectedException;
import dev.tokka.Step;
import dev.tokka.TokenUsage;
import dev.tokka.Trace;
import dev.tokka.finetune.data.SourceDocument;
import dev.tokka.finetune.data.TrainingDataException;
import dev.tokka.finetune.data.TrainingSet;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowGenerationTest {

    private static final List<SourceDocument> DOCUMENTS = IntStream.range(0, 12)
            .mapToObj(i -> SourceDocument.of("d" + i, "The fee of fund " + i + " is " + i + "00 yen.", "own work"))
            .toList();
    private static final TeacherBudget ENOUGH = TeacherBudget.of(1_000, 10_000_000, 100);

    @TempDir
    private Path folder;

    /** A model that says something else each time, so that what was said once must be kept. */
    private static final class Moody implements DomainModel {

        private final AtomicInteger calls = new AtomicInteger();
        private final List<Question> asked = Collections.synchronizedList(new ArrayList<>());
        private int failAt = -1;

        @Override
        public Answer answer(Question question) {
            int call = calls.getAndIncrement();
            if (call == failAt) {
                throw new ModelUnavailableException(ModelUnavailableException.Reason.TEMPORARY, "moody: away");
            }
            asked.add(question);
            Step step = new Step("ask", Duration.ZERO, new TokenUsage(90, 10), Optional.empty(), Map.of());
            return Answer.reply("{\"texts\":[\"Mood " + call + "?\"]}").withTrace(Trace.of(step));
        }

        @Override
        public Description describe() {
            return Description.of("moody");
        }
    }

    private static RowGenerator<SourceDocument> generator() {
        return DocumentQuestions.inWordings(1).then(new Paraphrases(1));
    }

    private static RowGeneration.Builder<SourceDocument> taught(DomainModel teacher, TeacherBudget budget) {
        return RowGeneration.of(generator(), DOCUMENTS).teacher(teacher, budget).executor(Runnable::run, 3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 11, 23})
    void aRunThatFailedGoesOnWithoutAskingAgain(int failAt) throws IOException {
        Moody moody = new Moody();
        moody.failAt = failAt;
        RowGeneration<SourceDocument> run = taught(moody, ENOUGH).build();

        assertThatThrownBy(() -> run.run(folder)).isInstanceOf(ModelUnavailableException.class);
        assertThatThrownBy(() -> TrainingSet.open(folder)).isInstanceOf(TrainingDataException.class);
        Generated made = run.run(folder);

        assertThat(moody.asked)
                .extracting(Question::text)
                .doesNotHaveDuplicates()
                .hasSize(24);
        assertThat(made.set().orElseThrow().size()).isEqualTo(48);
        assertThat(made.count().before()).isEqualTo(12);
        assertThat(made.spent().calls()).isEqualTo(25); // what failed may have cost something
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("rows.jsonl", "manifest.json", "progress.json");
    }

    @Test
    void theSameRunGivesTheSameBytesOnManyThreads() throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            TrainingSet alone =
                    offline(3).build().run(folder.resolve("one")).set().orElseThrow();
            TrainingSet many = offline(3)
                    .executor(pool, 5)
                    .build()
                    .run(folder.resolve("many"))
                    .set()
                    .orElseThrow();
            TrainingSet other =
                    offline(4).build().run(folder.resolve("other")).set().orElseThrow();

            assertThat(many.digest()).isEqualTo(alone.digest());
            assertThat(other.digest()).isNotEqualTo(alone.digest());
        } finally {
            pool.shutdownNow();
        }
    }

    private static RowGeneration.Builder<SourceDocument> offline(long seed) {
        return RowGeneration.of(DocumentQuestions.inWordings(2), DOCUMENTS).seed(seed);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 20})
    void aBudgetOfCallsIsNotPassedAndMoreOfItFinishesTheRun(int calls) throws IOException {
        Moody moody = new Moody();

        Generated part =
                taught(moody, TeacherBudget.of(calls, 10_000_000, 100)).build().run(folder);
        Generated again =
                taught(moody, TeacherBudget.of(calls, 10_000_000, 100)).build().run(folder);

        assertThat(moody.asked).hasSize(calls);
        assertThat(part.set()).isEmpty();
        assertThat(again.spent()).isEqualTo(part.spent());
        assertThat(part.spent().calls()).isEqualTo(calls);
        Generated whole = taught(moody, ENOUGH).build().run(folder);
        assertThat(whole.set()).isPresent();
        assertThat(moody.asked).hasSize(24);
    }

    @Test
    void aBudgetOfTokensCountsTheMostThatACallCanUse() throws IOException {
        Moody moody = new Moody();

        Generated part =
                taught(moody, TeacherBudget.of(1_000, 4_000, 100)).build().run(folder);

        assertThat(part.set()).isEmpty();
        assertThat(part.spent().tokens()).isEqualTo(100L * moody.asked.size()).isLessThanOrEqualTo(4_000);
        assertThat(part.spent().tokens()).isGreaterThan(4_000 - TeacherBudget.OVERHEAD - 600);
    }

    @Test
    void aBudgetOfMoneyIsNotPassed() throws IOException {
        Moody moody = new Moody();
        Money cent = new Money(new BigDecimal("0.01"), Currency.getInstance("USD"));
        TeacherBudget budget = ENOUGH.withMoney(cent, new BigDecimal("2"), new BigDecimal("8"));

        Generated part = taught(moody, budget).build().run(folder);

        assertThat(part.set()).isEmpty();
        assertThat(part.spent().money())
                .isEqualByComparingTo(new BigDecimal("0.00026").multiply(BigDecimal.valueOf(moody.asked.size())))
                .isLessThanOrEqualTo(cent.amount());
        assertThat(moody.asked).isNotEmpty();
    }

    @Test
    void whatThereIsCanBeMadeASet() throws IOException {
        RowGeneration<SourceDocument> run =
                taught(new Moody(), TeacherBudget.of(7, 10_000_000, 100)).build();
        assertThatThrownBy(() -> run.finish(folder)).hasMessageContaining("expected a run that was begun");

        run.run(folder);
        Generated finished = run.finish(folder);

        assertThat(finished.set().orElseThrow().size()).isEqualTo(12); // 3 documents of 2 rows and their paraphrases
        finished.set().orElseThrow().verify();
    }

    @Test
    void theTeacherIsHeldAndToldHowConfidentialTheSourcesAre() throws IOException {
        Moody moody = new Moody();

        taught(moody, ENOUGH).dataClass(DataClass.INTERNAL).build().run(folder);

        assertThat(moody.asked).allSatisfy(question -> {
            assertThat(DataClass.of(question)).isEqualTo(DataClass.INTERNAL);
            assertThat(question.attributes().get(Generation.KEY).orElseThrow().maxTokens())
                    .hasValue(100);
        });
    }

    @Test
    void aRunGoesOnOnlyAsItWasBegun() throws IOException {
        Moody moody = new Moody();
        moody.failAt = 10;
        assertThatThrownBy(() -> taught(moody, ENOUGH).build().run(folder))
                .isInstanceOf(ModelUnavailableException.class);
        List<SourceDocument> others = new ArrayList<>(DOCUMENTS);
        others.set(0, SourceDocument.of("d0", "Changed.", "own work"));

        assertThatThrownBy(() -> taught(moody, ENOUGH).seed(9).build().run(folder))
                .isInstanceOf(TrainingDataException.class)
                .hasMessageContaining("expected the generator, seed and teacher with which the run was begun");
        assertThatThrownBy(() -> RowGeneration.of(generator(), others)
                        .teacher(moody, ENOUGH)
                        .build()
                        .run(folder))
                .isInstanceOf(TrainingDataException.class)
                .hasMessageContaining("sources to be those of the run");
    }

    @Test
    void aRejectedQuestionIsAnAnswerOfNothing() throws IOException {
        DomainModel picky = question -> {
            throw new QuestionRejectedException("picky: too long");
        };

        Generated made = taught(picky, ENOUGH).build().run(folder);

        assertThat(made.set().orElseThrow().size()).isEqualTo(24);
        assertThat(made.count().reasons()).containsEntry("row with fewer paraphrases than wanted", 24L);
    }

    @Test
    void budgetsAreChecked() {
        assertThatThrownBy(() -> TeacherBudget.of(0, 1, 1)).hasMessageContaining("must be at least 1");
        assertThatThrownBy(() -> new Spent(-1, 0, BigDecimal.ZERO)).hasMessageContaining("must be at least 0");
    }
}
