// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static dev.tokka.DomainModels.limited;
import static dev.tokka.Scripted.replying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.ModelUnavailableException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Limits among many threads. */
@Timeout(120)
class LimitedAtOnceTest {

    private static final Question QUESTION = Question.of("What does a transfer cost?");
    private static final Duration LONG = Duration.ofMinutes(1);

    private final ExecutorService threads = Executors.newFixedThreadPool(16);
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);
    private final DomainModel gate = question -> {
        entered.countDown();
        try {
            opened.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Answer.reply("Yes.");
    };

    @AfterEach
    void close() {
        opened.countDown();
        threads.shutdownNow();
    }

    @RepeatedTest(3)
    void neverMoreCallsRunThanThereArePlaces() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        DomainModel counting = question -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            LockSupport.parkNanos(100_000);
            running.decrementAndGet();
            return Answer.reply("Yes.");
        };
        DomainModel model = limited(counting, Limits.NONE.withPlaces(3, LONG));

        for (Future<Answer> answer : asked(320, model)) {
            assertThat(answer.get(60, TimeUnit.SECONDS).reply()).isPresent();
        }

        assertThat(most.get()).isBetween(1, 3);
        assertThat(running).hasValue(0);
    }

    @RepeatedTest(3)
    void neverMoreCallsBeginThanTheRateAllows() throws Exception {
        AtomicInteger begun = new AtomicInteger();
        DomainModel counting = question -> {
            begun.incrementAndGet();
            return Answer.reply("Yes.");
        };
        DomainModel model =
                limited(counting, Limits.NONE.withClock(new ManualClock()).withRate(50, LONG));

        int refused = 0;
        for (Future<Answer> answer : asked(320, model)) {
            try {
                answer.get(60, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                refused++;
            }
        }

        assertThat(begun).hasValue(50);
        assertThat(refused).isPositive();
    }

    @Test
    void aPlaceIsGivenBackWhateverHappens() {
        DomainModel failing = Scripted.failing(new IllegalStateException("a bug"));
        DomainModel model = limited(failing, Limits.NONE.withPlaces(1, Duration.ZERO));

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> model.answer(QUESTION)).hasMessage("a bug");
        }
    }

    @Test
    void whoGetsNoPlaceInTimeFails() throws Exception {
        DomainModel model = limited(gate, Limits.NONE.withPlaces(1, Duration.ofMillis(20)));
        Future<Answer> first = threads.submit(() -> model.answer(QUESTION));
        entered.await();

        assertThatExceptionOfType(ModelUnavailableException.class)
                .isThrownBy(() -> model.answer(QUESTION))
                .withMessage("limited: 1 calls at once are allowed and none of them ended within PT0.02S")
                .returns(Reason.BUDGET, ModelUnavailableException::reason);
        opened.countDown();
        assertThat(first.get(30, TimeUnit.SECONDS).trace()).isEqualTo(Trace.EMPTY);
    }

    @Test
    void whoseDeadlinePassesWhileItWaitsFails() throws Exception {
        DomainModel model = limited(gate, Limits.NONE.withPlaces(1, LONG));
        Future<Answer> first = threads.submit(() -> model.answer(QUESTION));
        entered.await();

        assertThatExceptionOfType(ModelUnavailableException.class)
                .isThrownBy(() -> model.answer(QUESTION.with(Deadline.KEY, Deadline.after(Duration.ofMillis(50)))))
                .returns(Reason.DEADLINE, ModelUnavailableException::reason);
        opened.countDown();
        assertThat(first.get(30, TimeUnit.SECONDS).reply()).isPresent();
    }

    @Test
    void whoWaitsIsServedInTurnAndTheTraceSaysHowLongItWaited() throws Exception {
        ConcurrentLinkedQueue<String> served = new ConcurrentLinkedQueue<>();
        DomainModel noting = question -> {
            served.add(question.text());
            return gate.answer(question);
        };
        DomainModel model = limited(noting, Limits.NONE.withPlaces(1, LONG));
        List<Future<Answer>> answers = new ArrayList<>();
        answers.add(threads.submit(() -> model.answer("first")));
        entered.await();
        for (String text : List.of("second", "third", "fourth")) {
            AtomicReference<Thread> thread = new AtomicReference<>();
            answers.add(threads.submit(() -> {
                thread.set(Thread.currentThread());
                return model.answer(text);
            }));
            while (thread.get() == null || thread.get().getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
        }

        opened.countDown();

        assertThat(answers.get(3).get(30, TimeUnit.SECONDS).trace().steps())
                .extracting(Step::name)
                .containsExactly("wait for a place");
        assertThat(served).containsExactly("first", "second", "third", "fourth");
    }

    @Test
    void whoWaitsCanBeInterrupted() throws Exception {
        DomainModel model = limited(gate, Limits.NONE.withPlaces(1, LONG));
        Future<Answer> first = threads.submit(() -> model.answer(QUESTION));
        entered.await();
        AtomicReference<Object> ending = new AtomicReference<>();
        Thread waiting = new Thread(() -> {
            try {
                ending.set(model.answer(QUESTION));
            } catch (ModelUnavailableException e) {
                ending.set(Thread.currentThread().isInterrupted() ? e.reason() : "not interrupted");
            }
        });
        waiting.start();
        while (waiting.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }

        waiting.interrupt();
        waiting.join();

        assertThat(ending).hasValue(Reason.INTERRUPTED);
        opened.countDown();
        assertThat(first.get(30, TimeUnit.SECONDS).reply()).isPresent();
    }

    @Test
    void whoIsOverTheRateDoesNotWaitForAPlace() throws Exception {
        Limits limits = Limits.NONE.withPlaces(1, LONG).withRate(1, LONG).withClock(new ManualClock());
        DomainModel model = limited(gate, limits);
        Future<Answer> first = threads.submit(() -> model.answer(QUESTION));
        entered.await();

        assertThatExceptionOfType(ModelUnavailableException.class)
                .isThrownBy(() -> model.answer(QUESTION))
                .returns(Reason.RATE_LIMITED, ModelUnavailableException::reason);
        opened.countDown();
        assertThat(first.get(30, TimeUnit.SECONDS).reply()).isPresent();
    }

    @Test
    void whoGetsNoPlaceUsesNothingOfItsRate() throws Exception {
        Limits limits =
                Limits.NONE.withPlaces(1, Duration.ZERO).withRate(2, LONG).withClock(new ManualClock());
        DomainModel waiting = limited(
                question -> "first".equals(question.text())
                        ? gate.answer(question)
                        : replying("Yes.").answer(question),
                limits);
        Future<Answer> first = threads.submit(() -> waiting.answer("first"));
        entered.await();
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(ModelUnavailableException.class)
                    .isThrownBy(() -> waiting.answer("second"))
                    .returns(Reason.BUDGET, ModelUnavailableException::reason);
        }
        opened.countDown();
        first.get(30, TimeUnit.SECONDS);

        assertThat(waiting.answer("second").reply()).isPresent();
    }

    private List<Future<Answer>> asked(int times, DomainModel model) {
        List<Future<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            answers.add(threads.submit(() -> model.answer(QUESTION)));
        }
        return answers;
    }
}
