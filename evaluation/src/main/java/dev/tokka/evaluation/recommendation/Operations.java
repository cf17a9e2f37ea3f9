// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.recommendation;

import static java.util.Objects.requireNonNull;

import dev.tokka.Money;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What it takes to run a strategy. What is empty is not known, and then satisfies no constraint.
 *
 * @param p50 the median latency of an answer; not negative
 * @param p95 the latency that 95 of 100 answers keep; not negative
 * @param moneyPerThousand what a thousand answers cost; not negative
 * @param memoryBytes the most main memory it took; not negative
 * @param gpuMemoryBytes the most memory of accelerators it took; 0 if it needs none
 */
public record Operations(
        Optional<Duration> p50,
        Optional<Duration> p95,
        Optional<Money> moneyPerThousand,
        OptionalLong memoryBytes,
        OptionalLong gpuMemoryBytes) {

    /** Nothing is known. */
    public static final Operations UNKNOWN = new Operations(
            Optional.empty(), Optional.empty(), Optional.empty(), OptionalLong.empty(), OptionalLong.empty());

    /** Checks the ranges above. */
    public Operations {
        p50.ifPresent(value -> requireNotNegative(value.isNegative(), "p50", value));
        p95.ifPresent(value -> requireNotNegative(value.isNegative(), "p95", value));
        moneyPerThousand.ifPresent(
                value -> requireNotNegative(value.amount().signum() < 0, "moneyPerThousand", value.amount()));
        memoryBytes.ifPresent(value -> requireNotNegative(value < 0, "memoryBytes", value));
        gpuMemoryBytes.ifPresent(value -> requireNotNegative(value < 0, "gpuMemoryBytes", value));
        if (p50.isPresent() && p95.isPresent() && p50.get().compareTo(p95.get()) > 0) {
            throw new IllegalArgumentException(
                    "p50 must be at most p95 but they are " + p50.get() + " and " + p95.get());
        }
    }

    /** Returns these operations with latencies. */
    public Operations withLatency(Duration newP50, Duration newP95) {
        return new Operations(Optional.of(newP50), Optional.of(newP95), moneyPerThousand, memoryBytes, gpuMemoryBytes);
    }

    /** Returns these operations with what a thousand answers cost. */
    public Operations withMoneyPerThousand(Money money) {
        return new Operations(p50, p95, Optional.of(requireNonNull(money, "money")), memoryBytes, gpuMemoryBytes);
    }

    /** Returns these operations with the most main memory and the most memory of accelerators. */
    public Operations withMemory(long bytes, long gpuBytes) {
        return new Operations(p50, p95, moneyPerThousand, OptionalLong.of(bytes), OptionalLong.of(gpuBytes));
    }

    private static void requireNotNegative(boolean negative, String name, Object value) {
        if (negative) {
            throw new IllegalArgumentException(name + " must not be negative but is " + value);
        }
    }
}
