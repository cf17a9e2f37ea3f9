// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Many threads that make the same two calls at once. */
final class Crowd {

    private static final int THREADS = 8;
    private static final int CALLS = 8;

    private Crowd() {}

    /**
     * Returns the outcomes of {@code one} and {@code other}, each called 32 times by 4 threads.
     *
     * <p>There are two, because what leaks from thread to thread is seen only where the threads do not all do the same.
     */
    static <T> List<List<Outcome<T>>> call(Supplier<T> one, Supplier<T> other, Duration limit, String rule) {
        CountDownLatch start = new CountDownLatch(THREADS);
        List<Call<List<Outcome<T>>>> calls = IntStream.range(0, THREADS)
                .mapToObj(i -> Call.start(() -> repeat(i % 2 == 0 ? one : other, start)))
                .toList();
        try {
            List<Outcome<T>> ofOne = new ArrayList<>();
            List<Outcome<T>> ofOther = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                List<Outcome<T>> outcomes = calls.get(i).await(limit, rule).value();
                (i % 2 == 0 ? ofOne : ofOther).addAll(requireNonNull(outcomes, "outcomes"));
            }
            return List.of(ofOne, ofOther);
        } finally {
            calls.forEach(Call::close);
        }
    }

    private static <T> List<Outcome<T>> repeat(Supplier<T> task, CountDownLatch start) {
        start.countDown();
        try {
            start.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the test was interrupted", e);
        }
        return IntStream.range(0, CALLS).mapToObj(i -> Outcome.of(task)).toList();
    }
}
