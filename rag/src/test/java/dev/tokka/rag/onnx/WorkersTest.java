// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.ModelUnavailableException;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkersTest {

    private final Workers workers = new Workers(3);

    @AfterEach
    void close() {
        workers.close();
    }

    @Test
    void everyItemIsDoneOnce() {
        Queue<Integer> done = new ConcurrentLinkedQueue<>();

        workers.forEach(1_000, done::add);

        assertThat(done)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 1_000).boxed().toList());
    }

    @Test
    void oneItemIsDoneByTheCaller() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();

        workers.forEach(1, i -> threads.add(Thread.currentThread()));

        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void aFailureOnAnyThreadReachesTheCallerAndStopsTheRest() {
        Queue<Integer> done = new ConcurrentLinkedQueue<>();

        assertThatThrownBy(() -> workers.forEach(1_000_000, i -> {
                    if (i >= 10) {
                        throw new IllegalArgumentException("item " + i);
                    }
                    done.add(i);
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("item 1");
        assertThat(done).hasSize(10);
    }

    @Test
    void afterAFailureTheOthersAreWaitedFor() throws InterruptedException {
        CountDownLatch bothBegun = new CountDownLatch(2);
        CountDownLatch released = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        Thread caller = Thread.currentThread();
        AtomicBoolean first = new AtomicBoolean();
        Thread releaser = new Thread(() -> {
            awaitUninterruptibly(bothBegun);
            while (caller.getState() != Thread.State.WAITING) { // in the loop's end
                Thread.onSpinWait();
            }
            released.countDown();
        });
        releaser.start();

        assertThatThrownBy(() -> workers.forEach(3, i -> {
                    if (Thread.currentThread() != caller) {
                        bothBegun.countDown();
                        awaitUninterruptibly(bothBegun);
                        if (first.compareAndSet(false, true)) {
                            throw new IllegalArgumentException("first");
                        }
                        awaitUninterruptibly(released);
                        ended.set(true);
                        throw new IllegalArgumentException("second");
                    }
                    while (bothBegun.getCount() > 0) {
                        Thread.onSpinWait();
                    }
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(ended).isTrue();
        releaser.join();
    }

    @Test
    void aCallerDoesNotWaitForThreadsThatAreBusyForAnother() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(3);
        CountDownLatch released = new CountDownLatch(1);
        Thread other = new Thread(() -> workers.forEach(3, i -> {
            busy.countDown();
            awaitUninterruptibly(released);
        }));
        other.start();
        busy.await();
        Queue<Integer> done = new ConcurrentLinkedQueue<>();

        workers.forEach(5, done::add);

        assertThat(done).containsExactly(0, 1, 2, 3, 4);
        released.countDown();
        other.join();
    }

    @Test
    void anInterruptIsToldAlsoWhenOthersHaveDoneEverything() {
        for (int round = 0; round < 1_000; round++) {
            Thread.currentThread().interrupt();
            try {
                assertThatThrownBy(() -> workers.forEach(2, i -> {})).isInstanceOf(ModelUnavailableException.class);
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
        }
    }

    @Test
    void closedWorkersSaySo() {
        workers.close();

        assertThatThrownBy(() -> workers.forEach(2, i -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void helpersAreDaemons() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();

        workers.forEach(10_000, i -> threads.add(Thread.currentThread()));

        threads.remove(Thread.currentThread());
        assertThat(threads).allMatch(Thread::isDaemon);
    }
}
