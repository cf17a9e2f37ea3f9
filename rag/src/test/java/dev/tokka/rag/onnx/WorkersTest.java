// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
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
    void helpersAreDaemons() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();

        workers.forEach(10_000, i -> threads.add(Thread.currentThread()));

        threads.remove(Thread.currentThread());
        assertThat(threads).allMatch(Thread::isDaemon);
    }
}
