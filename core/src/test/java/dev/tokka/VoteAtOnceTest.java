// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static dev.tokka.DomainModels.vote;
import static dev.tokka.Scripted.replying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Votes of models that are asked at once. */
@Timeout(60)
class VoteAtOnceTest {

    private static final Question QUESTION = Question.of("May I claim after 30 days?");

    private final ExecutorService executor = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        Thread.interrupted();
        executor.shutdownNow();
    }

    @Test
    void modelsAreAskedAtOnce() {
        CyclicBarrier together = new CyclicBarrier(3);
        DomainModel waitsForTheOthers = question -> {
            await(() -> together.await(30, TimeUnit.SECONDS));
            return Answer.reply("Yes.");
        };

        Answer answer = vote(List.of(waitsForTheOthers, waitsForTheOthers, waitsForTheOthers), atOnce(executor))
                .answer(QUESTION);

        assertThat(answer.reply().orElseThrow().confidence()).hasValue(1);
    }

    @Test
    void votesAreCountedInTheOrderOfTheModelsWhateverEndsFirst() {
        CountDownLatch othersEnded = new CountDownLatch(1);
        DomainModel slow = question -> {
            await(() -> othersEnded.await(30, TimeUnit.SECONDS));
            return Answer.reply("No.");
        };
        DomainModel last = question -> {
            othersEnded.countDown();
            return Answer.reply("Yes.");
        };

        assertThat(vote(List.of(slow, last), atOnce(executor))
                        .answer(QUESTION)
                        .reply()
                        .orElseThrow()
                        .text())
                .isEqualTo("No.");
    }

    @Test
    void callsUnderWayAreInterruptedOnceTheyCanChangeNothing() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        DomainModel endless = question -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return Answer.abstain("interrupted");
        };
        DomainModel second = question -> {
            await(() -> begun.await(30, TimeUnit.SECONDS));
            return Answer.reply("Yes.");
        };

        vote(List.of(replying("Yes."), second, endless), atOnce(executor)).answer(QUESTION);

        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anExecutorThatDoesNothingCostsOnlyTime() {
        List<DomainModel> models = List.of(replying("Yes."), replying("Yes."), replying("No."));

        for (Voting voting : List.of(atOnce(task -> {}), atOnce(task -> {
            throw new RejectedExecutionException("shut down");
        }))) {
            assertThat(vote(models, voting)
                            .answer(QUESTION)
                            .reply()
                            .orElseThrow()
                            .text())
                    .isEqualTo("Yes.");
        }
    }

    @Test
    void votesOfVotesOnOneThreadEnd() {
        ExecutorService one = Executors.newSingleThreadExecutor();
        try {
            DomainModel inner = vote(List.of(replying("Yes."), replying("Yes."), replying("No.")), atOnce(one));
            DomainModel outer = vote(List.of(inner, inner, inner), atOnce(one));

            assertThat(outer.answer(QUESTION).reply().orElseThrow().text()).isEqualTo("Yes.");
        } finally {
            one.shutdownNow();
        }
    }

    @Test
    void anInterruptEndsTheCallWhileOthersWork() {
        CountDownLatch begun = new CountDownLatch(1);
        Thread caller = Thread.currentThread();
        DomainModel endless = question -> {
            begun.countDown();
            while (caller.getState() != Thread.State.WAITING) { // for this answer, which never comes
                Thread.onSpinWait();
            }
            caller.interrupt();
            await(() -> new CountDownLatch(1).await(30, TimeUnit.SECONDS));
            return Answer.abstain("interrupted");
        };
        DomainModel first = question -> {
            await(() -> begun.await(30, TimeUnit.SECONDS));
            return Answer.reply("Yes.");
        };

        assertThatExceptionOfType(ModelUnavailableException.class)
                .isThrownBy(() -> vote(List.of(first, endless, replying("No.")), atOnce(executor))
                        .answer(QUESTION))
                .returns(ModelUnavailableException.Reason.INTERRUPTED, ModelUnavailableException::reason);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void theDeadlineEndsTheCallWhileOthersWork() {
        CountDownLatch begun = new CountDownLatch(2); // or this thread would make a call that no one has begun
        DomainModel stubborn = question -> {
            begun.countDown();
            await(() -> new CountDownLatch(1).await(30, TimeUnit.SECONDS));
            return Answer.reply("Yes.");
        };
        DomainModel first = question -> {
            await(() -> begun.await(30, TimeUnit.SECONDS));
            return Answer.reply("Yes.");
        };
        long start = System.nanoTime();

        assertThatExceptionOfType(ModelUnavailableException.class)
                .isThrownBy(() -> vote(List.of(first, stubborn, stubborn), atOnce(executor))
                        .answer(QUESTION.with(Deadline.KEY, Deadline.after(Duration.ofSeconds(1)))))
                .returns(ModelUnavailableException.Reason.DEADLINE, ModelUnavailableException::reason);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    private static Voting atOnce(Executor executor) {
        return Voting.MOST.withExecutor(executor);
    }

    private static void await(Waiting waiting) {
        try {
            waiting.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @FunctionalInterface
    private interface Waiting {
        void await() throws Exception;
    }
}
