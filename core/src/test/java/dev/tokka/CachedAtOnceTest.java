// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static dev.tokka.DomainModels.cached;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Equal questions at the same time. */
@Timeout(60)
class CachedAtOnceTest {

    private static final Question QUESTION = Question.of("What does a transfer cost?");
    private static final Caching CACHING = Caching.of(Duration.ofHours(1));

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Gate gate = new Gate();
    private final DomainModel model = cached(gate, CACHING);

    @AfterEach
    void close() {
        gate.opened.countDown();
        Thread.interrupted();
        threads.shutdownNow();
    }

    @Test
    void oneIsAskedAndTheOthersWait() throws Exception {
        List<Future<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            answers.add(threads.submit(() -> model.answer(QUESTION)));
        }
        gate.entered.await();
        gate.opened.countDown();

        for (Future<Answer> answer : answers) {
            assertThat(answer.get(30, TimeUnit.SECONDS).reply().orElseThrow().text())
                    .isEqualTo("Answer 1");
        }
        assertThat(gate.calls).hasValue(1);
    }

    @Test
    void whoWaitsKeepsItsOwnDeadline() throws Exception {
        Future<Answer> first = threads.submit(() -> model.answer(QUESTION));
        gate.entered.await();

        assertThatExceptionOfType(ModelUnavailableException.class)
                .isThrownBy(() -> model.answer(QUESTION.with(Deadline.KEY, Deadline.after(Duration.ofMillis(50)))))
                .returns(ModelUnavailableException.Reason.DEADLINE, ModelUnavailableException::reason);
        gate.opened.countDown();
        assertThat(first.get(30, TimeUnit.SECONDS).reply()).isPresent();
    }

    @Test
    void whoWaitsCanBeInterrupted() throws Exception {
        Future<Answer> first = threads.submit(() -> model.answer(QUESTION));
        gate.entered.await();
        AtomicReference<Object> ending = new AtomicReference<>();
        Thread waiting = new Thread(() -> ending.set(ended(QUESTION)));
        waiting.start();
        while (waiting.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }

        waiting.interrupt();
        waiting.join();

        assertThat(ending).hasValue(ModelUnavailableException.Reason.INTERRUPTED);
        gate.opened.countDown();
        assertThat(first.get(30, TimeUnit.SECONDS).reply()).isPresent();
    }

    private Object ended(Question question) {
        try {
            return model.answer(question);
        } catch (ModelUnavailableException e) {
            return Thread.currentThread().isInterrupted() ? e.reason() : "not interrupted";
        }
    }

    @Test
    void ifTheFirstOneFailsTheOthersAskForThemselves() throws Exception {
        gate.firstFails = true;
        Future<Answer> first = threads.submit(() -> model.answer(QUESTION));
        gate.entered.await();
        Future<Answer> second = threads.submit(() -> model.answer(QUESTION));
        gate.opened.countDown();

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> first.get(30, TimeUnit.SECONDS))
                .withCauseInstanceOf(ModelUnavailableException.class);
        assertThat(second.get(30, TimeUnit.SECONDS).reply().orElseThrow().text())
                .isEqualTo("Answer 2");
    }

    /** A model that answers once it is let. */
    private static final class Gate implements DomainModel {

        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch opened = new CountDownLatch(1);
        private final AtomicInteger calls = new AtomicInteger();
        private volatile boolean firstFails;

        @Override
        public Answer answer(Question question) {
            int call = calls.incrementAndGet();
            entered.countDown();
            try {
                opened.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                question.checkpoint("gate");
            }
            if (firstFails && call == 1) {
                throw new ModelUnavailableException("busy");
            }
            return Answer.reply("Answer " + call);
        }

        @Override
        public Description describe() {
            return Description.of("gate");
        }
    }
}
