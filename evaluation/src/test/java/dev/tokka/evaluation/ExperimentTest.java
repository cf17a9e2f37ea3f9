// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokka.Answer;
import dev.tokka.DomainModel;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Money;
import dev.tokka.Question;
import dev.tokka.Step;
import dev.tokka.TokenUsage;
import dev.tokka.Trace;
import dev.tokka.testkit.ScriptedModel;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentTest {

    private static final Currency YEN = Currency.getInstance("JPY");

    @TempDir
    private Path folder;

    private Path ledger;

    @BeforeEach
    void ledger() {
        ledger = folder.resolve("deep/answers.jsonl");
    }

    @Test
    void asksEveryModelEveryQuestionAndScoresTheAnswers() throws InterruptedException {
        Results results = experiment(4, echo(new AtomicInteger()), ScriptedModel.replying("2"))
                .run(Runnable::run);

        assertThat(results.complete()).isTrue();
        assertThat(results.models()).containsExactly("model 0", "model 1");
        assertThat(results.value("model 0", new RightWords())).isEqualTo(1);
        assertThat(results.value("model 1", new RightWords())).isEqualTo(0.25);
    }

    @Test
    void whatIsKeptIsNotAskedAgain() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        Results first = experiment(4, echo(asked)).run(Runnable::run);

        Results again = experiment(6, echo(asked)).run(Runnable::run);

        assertThat(asked).hasValue(6);
        assertThat(again.entries()).containsAll(first.entries());
    }

    @Test
    void aHalfWrittenLastLineIsCutOffAndAskedAgain() throws InterruptedException, IOException {
        AtomicInteger asked = new AtomicInteger();
        experiment(3, echo(asked)).run(Runnable::run);
        byte[] bytes = Files.readAllBytes(ledger);
        Files.write(ledger, Arrays.copyOf(bytes, bytes.length - 5));

        Results results = experiment(3, echo(asked)).run(Runnable::run);

        assertThat(results.complete()).isTrue();
        assertThat(asked).hasValue(4);
        assertThat(Files.readAllLines(ledger)).hasSize(3);
    }

    @Test
    void damageElsewhereIsReportedWithItsLine() throws InterruptedException, IOException {
        experiment(2, echo(new AtomicInteger())).run(Runnable::run);
        List<String> lines = new ArrayList<>(Files.readAllLines(ledger));
        lines.set(0, lines.get(0).replace("outcome", "outcame"));
        Files.write(ledger, lines);

        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> experiment(2, echo(new AtomicInteger())).run(Runnable::run))
                .withMessage("expected an answer as this version writes it in line 1 of " + ledger);
    }

    @Test
    void aFailureIsWrongAndKept() throws InterruptedException, IOException {
        DomainModel failing = question -> {
            if (question.text().equals("1?")) {
                throw new ModelUnavailableException("expected a reply within PT5S");
            }
            if (question.text().equals("2?")) {
                throw new IllegalStateException("2?");
            }
            return Answer.reply(question.text().replace("?", ""));
        };

        Results results = experiment(4, failing).run(Runnable::run);

        assertThat(results.complete()).isTrue();
        assertThat(results.value("model 0", new RightWords())).isEqualTo(0.5);
        assertThat(results.entries().get(1).outcome())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.type() + ": " + failed.message())
                                .isEqualTo("ModelUnavailableException: expected a reply within PT5S"));
        assertThat(Files.readString(ledger)).contains("IllegalStateException").doesNotContain("\"2?\"");
    }

    @Test
    void failuresAreAskedAgainIfWanted() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        DomainModel down = question -> {
            throw new ModelUnavailableException("down");
        };
        experiment(3, down).run(Runnable::run);

        Results still = experiment(3, echo(asked)).run(Runnable::run);
        Results retried = experiment(3, echo(asked)).withFailuresRetried().run(Runnable::run);

        assertThat(still.value("model 0", new RightWords())).isZero();
        assertThat(retried.value("model 0", new RightWords())).isEqualTo(1);
        assertThat(Results.read(ledger, Benchmarks.numbers(3)).value("model 0", new RightWords()))
                .isEqualTo(1);
        assertThat(asked).hasValue(3);
    }

    @Test
    void asksAgainWhenTheProtocolChanges() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        experiment(2, echo(asked)).run(Runnable::run);
        Benchmark twoSeeds = Benchmarks.numbers(2).withProtocol(Protocol.ZERO_SHOT.withSeeds(List.of(0L, 1L)));

        Results results = Experiment.of(twoSeeds, List.of(new Candidate("model 0", echo(asked))), ledger)
                .run(Runnable::run);

        assertThat(asked).hasValue(4);
        assertThat(results.outcomes("model 0").values())
                .allSatisfy(outcomes -> assertThat(outcomes).hasSize(2));
        assertThat(results.complete()).isTrue();
    }

    @RepeatedTest(50) // it once ended too early when an answer was counted before its thread was done
    void aBudgetOfTokensIsNotPassed() throws InterruptedException {
        Experiment experiment = experiment(10, priced())
                .withBudget(Budget.UNLIMITED.withTokens(35))
                .withConcurrency(4);
        ExecutorService threads = Executors.newFixedThreadPool(4);

        Results results = experiment.run(threads);
        threads.shutdown();

        assertThat(results.complete()).isFalse();
        assertThat(results.entries()).hasSize(3); // 10 tokens each
    }

    @Test
    void aBudgetOfMoneyIsNotPassedAndANewRunGoesOn() throws InterruptedException {
        Experiment experiment =
                experiment(10, priced()).withBudget(Budget.UNLIMITED.withMoney(new Money(new BigDecimal("1.0"), YEN)));

        assertThat(experiment.run(Runnable::run).entries()).hasSize(4); // 0.25 yen each
        assertThat(experiment.run(Runnable::run).entries()).hasSize(8);
        assertThat(experiment.run(Runnable::run).complete()).isTrue();
    }

    @Test
    void aBudgetOfTimeEndsTheAsking() throws InterruptedException {
        Budget nothing = Budget.UNLIMITED.withTime(Duration.ofNanos(1));

        assertThat(experiment(3, echo(new AtomicInteger()))
                        .withBudget(nothing)
                        .run(Runnable::run)
                        .entries())
                .isEmpty();
    }

    @Test
    void asksAtOnceAsManyAsAllowedAndNoMore() throws InterruptedException {
        CountDownLatch three = new CountDownLatch(3);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        DomainModel model = question -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            three.countDown();
            await(three);
            now.decrementAndGet();
            return Answer.reply("x");
        };
        ExecutorService threads = Executors.newFixedThreadPool(8);

        Results results = experiment(20, model).withConcurrency(3).run(threads);
        threads.shutdown();

        assertThat(results.complete()).isTrue();
        assertThat(most).hasValue(3);
    }

    @Test
    void anInterruptEndsTheRunAndWhatCameIsKept() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        DomainModel model = question -> {
            if (question.text().equals("2?")) {
                stuck.countDown();
                await(never);
            }
            return Answer.reply("x");
        };
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Throwable> thrown = new ArrayList<>();
        Thread runner = new Thread(() -> {
            try {
                experiment(9, model).run(threads);
            } catch (InterruptedException e) {
                thrown.add(e);
            }
        });
        runner.start();
        await(stuck);

        runner.interrupt();
        runner.join();
        threads.shutdown();

        assertThat(thrown).singleElement().isInstanceOf(InterruptedException.class);
        assertThat(Files.readAllLines(ledger)).hasSize(2);
    }

    @Test
    void tellsHowFarItIs() throws InterruptedException {
        List<Progress> told = new ArrayList<>();

        experiment(2, priced()).run(Runnable::run);
        experiment(4, priced()).withProgress(told::add).run(Runnable::run);

        assertThat(told)
                .containsExactly(
                        new Progress(4, 2, 1, 0, new TokenUsage(8, 2)),
                        new Progress(4, 2, 2, 0, new TokenUsage(16, 4)));
        assertThat(told.get(1).done()).isEqualTo(4);
    }

    @Test
    void modelsBuiltAlikeAreAskedOnce() throws InterruptedException {
        ScriptedModel one = ScriptedModel.replying("1");
        ScriptedModel same = ScriptedModel.replying("1");

        Results results = experiment(3, one, same).run(Runnable::run);

        assertThat(results.complete()).isTrue();
        assertThat(one.questions()).hasSize(3);
        assertThat(same.questions()).isEmpty();
    }

    @Test
    void oneLedgerIsWrittenByOneExperiment() throws InterruptedException {
        DomainModel nested = question -> {
            try {
                experiment(1, echo(new AtomicInteger())).run(Runnable::run);
                return Answer.reply("opened twice");
            } catch (LedgerException e) {
                return Answer.reply(String.valueOf(e.getMessage()));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };

        Results results = experiment(1, nested).run(Runnable::run);

        assertThat(results.entries().get(0).outcome().text().orElseThrow())
                .startsWith("expected a file that no other experiment writes");
    }

    @Test
    void anErrorEndsTheRun() {
        DomainModel broken = question -> {
            throw new AssertionError("broken");
        };

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> experiment(2, broken).run(Runnable::run))
                .withMessage("broken");
    }

    @Test
    void keptAnswersAreScoredWithoutAModel() throws InterruptedException, IOException {
        Results results = experiment(4, ScriptedModel.replying("2"), priced()).run(Runnable::run);
        Files.writeString(ledger, "{\"torn", UTF_8, StandardOpenOption.APPEND);

        Results read = Results.read(ledger, Benchmarks.numbers(4));

        assertThat(read.models()).isEqualTo(results.models());
        assertThat(Map.copyOf(read.fingerprints())).isEqualTo(Map.copyOf(results.fingerprints()));
        for (String model : results.models()) {
            assertThat(read.scores(model, new RightWords())).isEqualTo(results.scores(model, new RightWords()));
            assertThat(read.outcomes(model)).isEqualTo(results.outcomes(model));
        }
    }

    @Test
    void refusesTwoCandidatesOfOneName() {
        Candidate candidate = new Candidate("base", ScriptedModel.replying("1"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Experiment.of(Benchmarks.numbers(1), List.of(candidate, candidate), ledger))
                .withMessage("candidates must have different names but base is there again");
    }

    private Experiment experiment(int cases, DomainModel... models) {
        List<Candidate> candidates = new ArrayList<>();
        for (DomainModel model : models) {
            candidates.add(new Candidate("model " + candidates.size(), model));
        }
        return Experiment.of(Benchmarks.numbers(cases), candidates, ledger);
    }

    private static DomainModel echo(AtomicInteger asked) {
        return question -> {
            asked.incrementAndGet();
            return Answer.reply(question.text().replace("?", ""));
        };
    }

    /** 10 tokens and a quarter of a yen for each answer. */
    private static DomainModel priced() {
        return new DomainModel() {
            @Override
            public Answer answer(Question question) {
                Optional<Money> cost = Optional.of(new Money(new BigDecimal("0.25"), YEN));
                Step step = new Step("ask", Duration.ZERO, new TokenUsage(8, 2), cost, Map.of());
                return Answer.reply("x").withTrace(Trace.of(step));
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelUnavailableException("interrupted");
        }
    }
}
