// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokka.DomainModel;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Question;
import dev.tokka.prompting.Prompting;
import dev.tokka.prompting.reasoning.Reasoning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whenever a run is broken off, going on ends with the same result and asks nothing twice. */
class ResumeTest {

    private static final int CALLS = 330;

    @TempDir
    Path folder;

    /** Stands for a killed process: nothing takes it for a failure of the model. */
    private static final class Killed extends Error {

        private static final long serialVersionUID = 1L;
    }

    private final List<String> asked = new ArrayList<>();

    @Test
    void theSameSeedGivesTheSameResultAndAnotherOneAnother() {
        String first = run(1, 0, folder.resolve("a.jsonl")).toString();

        assertThat(run(1, 0, folder.resolve("b.jsonl"))).hasToString(first);
        assertThat(run(2, 0, folder.resolve("c.jsonl")).toString()).isNotEqualTo(first);
    }

    @Test
    void whenBrokenOffAfterAnyNumberOfCallsItEndsWithTheSameResultAndAsksNothingTwice() {
        Optimized whole = run(1, 0, folder.resolve("whole.jsonl"));
        int calls = asked.size();
        List<String> once = List.copyOf(asked);

        assertThat(calls).isEqualTo(whole.spent().calls()).isGreaterThan(200);
        for (int stop = 1; stop <= calls; stop += 29) {
            asked.clear();
            Path file = folder.resolve("stopped-" + stop + ".jsonl");
            int after = stop;
            assertThatExceptionOfType(Killed.class).isThrownBy(() -> run(1, after, file));
            Optimized found = run(1, 0, file);

            assertThat(found).hasToString(whole.toString());
            assertThat(found.profile("p", "1")).isEqualTo(whole.profile("p", "1"));
            assertThat(found.spent()).isEqualTo(whole.spent());
            assertThat(asked).isEqualTo(once);
        }
    }

    @Test
    void whenBrokenOffTenTimesItEndsWithTheSameResult() {
        Optimized whole = run(1, 0, folder.resolve("whole.jsonl"));
        asked.clear();

        Path file = folder.resolve("often.jsonl");
        for (int i = 0; i < 10; i++) {
            assertThatExceptionOfType(Killed.class).isThrownBy(() -> run(1, 20, file));
        }

        assertThat(run(1, 0, file)).hasToString(whole.toString());
        assertThat(asked).doesNotHaveDuplicates().hasSize(whole.spent().calls());
    }

    @Test
    void aLineThatAKillCutIsAskedAgainAndAllOthersAreNot() throws IOException {
        Path file = folder.resolve("whole.jsonl");
        Optimized whole = run(1, 0, file);
        byte[] bytes = Files.readAllBytes(file);
        Random random = new Random(5);

        for (int i = 0; i < 25; i++) {
            byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            Files.write(file, cut);
            asked.clear();
            long lines = new String(cut, java.nio.charset.StandardCharsets.UTF_8)
                    .chars()
                    .filter(character -> character == '\n')
                    .count();

            assertThat(run(1, 0, file)).hasToString(whole.toString());
            assertThat(asked).hasSize((int) (whole.spent().calls() - lines));
            assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
        }
    }

    @Test
    void aFinishedRunIsReadFromItsFileAndALargerBudgetGoesOn() {
        Path file = folder.resolve("answers.jsonl");
        Optimized first = run(1, 0, file);
        asked.clear();

        assertThat(run(1, 0, file)).hasToString(first.toString());
        assertThat(asked).isEmpty();

        Optimized more = optimizer(1, 0, 2 * CALLS).optimize(Messages.some(30), file);
        assertThat(more.spent().calls()).isGreaterThan(first.spent().calls());
        assertThat(asked).hasSizeLessThan(more.spent().calls());
    }

    @Test
    void aModelThatIsNotAvailableEndsTheRunAndIsAskedAgainNextTime() throws IOException {
        Path file = folder.resolve("answers.jsonl");
        AtomicInteger calls = new AtomicInteger();
        Desk desk = Desk.of(0.5).before(() -> {
            if (calls.incrementAndGet() == 10) {
                throw new ModelUnavailableException("desk: expected an answer but it is closed");
            }
        });
        PromptOptimizer optimizer = PromptOptimizer.of(desk, Messages.START).clock(stopped());

        assertThatExceptionOfType(ModelUnavailableException.class)
                .isThrownBy(() -> optimizer.optimize(Messages.some(20), file));
        assertThat(Files.readAllLines(file)).hasSize(10);
        assertThat(Files.readAllLines(file).get(9)).contains("\"lost\":\"desk: expected an answer but it is closed\"");

        Optimized found = optimizer.optimize(Messages.some(20), file);
        assertThat(found.spent().calls()).isEqualTo(calls.get());
        assertThat(desk.asked()).doesNotHaveDuplicates();
    }

    private Optimized run(long seed, int stopAfter, Path file) {
        return optimizer(seed, stopAfter, CALLS).optimize(Messages.some(30), file);
    }

    private PromptOptimizer optimizer(long seed, int stopAfter, int budget) {
        AtomicInteger calls = new AtomicInteger();
        Runnable kill = () -> {
            if (stopAfter > 0 && calls.incrementAndGet() > stopAfter) {
                throw new Killed();
            }
        };
        DomainModel desk =
                listening(new Desk(new Desk.Skill(0.4, java.util.Map.of("object", 0.2), 0.05, true, 1)).before(kill));
        DomainModel writer = listening(Writer.helpful().before(kill));
        Prompting start = Messages.START;
        return PromptOptimizer.of(desk, start)
                .writer(writer)
                .reasoning(ReasoningChoice.none(), ReasoningChoice.of(Reasoning.revision()))
                .over(Variant.base(), Variant.of("short", model -> model.with(Prompting.instructions("Be short."))))
                .folds(2)
                .seed(seed)
                .clock(stopped())
                .budget(OptimizationBudget.calls(budget)
                        .withTokens(30L * budget, 120)
                        .withTime(Duration.ofHours(1), Duration.ofSeconds(1)));
    }

    /** Notes what was answered. */
    private DomainModel listening(DomainModel model) {
        return new DomainModel() {
            @Override
            public dev.tokka.Answer answer(Question question) {
                dev.tokka.Answer answer = model.answer(question);
                asked.add(Asked.of(describe().fingerprint(), question).toString());
                return answer;
            }

            @Override
            public dev.tokka.Description describe() {
                return model.describe();
            }
        };
    }

    private static InstantSource stopped() {
        return InstantSource.fixed(java.time.Instant.EPOCH);
    }
}
