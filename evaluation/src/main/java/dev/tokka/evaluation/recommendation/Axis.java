// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.recommendation;

import dev.tokka.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What strategies are traded off by; of each, less is better. */
enum Axis {
    QUALITY {
        @Override
        Optional<BigDecimal> of(StrategyProfile option) {
            return Optional.of(BigDecimal.valueOf(option.quality().goodness()).negate());
        }
    },
    MONEY {
        @Override
        Optional<BigDecimal> of(StrategyProfile option) {
            return option.operations().moneyPerThousand().map(Money::amount);
        }
    },
    LATENCY {
        @Override
        Optional<BigDecimal> of(StrategyProfile option) {
            return option.operations().p95().map(value -> BigDecimal.valueOf(value.toNanos()));
        }
    },
    MEMORY {
        @Override
        Optional<BigDecimal> of(StrategyProfile option) {
            return optional(option.operations().memoryBytes());
        }
    },
    GPU_MEMORY {
        @Override
        Optional<BigDecimal> of(StrategyProfile option) {
            return optional(option.operations().gpuMemoryBytes());
        }
    };

    /** The cheapest first; an unknown cost is no low cost. Better quality and then the name decide between equals. */
    static final Comparator<StrategyProfile> CHEAPEST_FIRST = MONEY.knownFirst()
            .thenComparing(LATENCY.knownFirst())
            .thenComparing(MEMORY.knownFirst())
            .thenComparing(GPU_MEMORY.knownFirst())
            .thenComparing(QUALITY.knownFirst())
            .thenComparing(StrategyProfile::name);

    /** A latency that is not longer than the least by this share counts as equal: the next run measures another one. */
    private static final BigDecimal SHARE = new BigDecimal("1.2");

    /** So does one that is not longer by this many nanoseconds, which nobody notices. */
    private static final BigDecimal UNNOTICED = BigDecimal.valueOf(1_000_000);

    /** Returns the cheapest of {@code options}, at least one: of those with the least money those with the least latency… */
    static StrategyProfile cheapest(Collection<StrategyProfile> options) {
        List<StrategyProfile> left = new ArrayList<>(options);
        for (Axis axis : List.of(MONEY, LATENCY, MEMORY, GPU_MEMORY)) {
            axis.keepLeast(left);
        }
        return Collections.min(left, QUALITY.knownFirst().thenComparing(CHEAPEST_FIRST));
    }

    private void keepLeast(List<StrategyProfile> options) {
        options.stream()
                .flatMap(option -> of(option).stream())
                .min(BigDecimal::compareTo)
                .ifPresent(least -> {
                    BigDecimal most = this == LATENCY ? least.multiply(SHARE).max(least.add(UNNOTICED)) : least;
                    options.removeIf(option -> of(option)
                            .filter(value -> value.compareTo(most) <= 0)
                            .isEmpty());
                });
    }

    /** Returns the value, or empty if it is not known. */
    abstract Optional<BigDecimal> of(StrategyProfile option);

    Comparator<StrategyProfile> knownFirst() {
        return Comparator.comparing(
                option -> of(option).orElse(null), Comparator.nullsLast(Comparator.<BigDecimal>naturalOrder()));
    }

    /** Returns those that no other dominates, in their order. */
    static List<StrategyProfile> front(Collection<StrategyProfile> options) {
        List<Axis> measured = new ArrayList<>();
        for (Axis axis : values()) {
            if (options.stream().anyMatch(option -> axis.of(option).isPresent())) {
                measured.add(axis);
            }
        }
        return options.stream()
                .filter(option -> options.stream().noneMatch(other -> dominates(other, option, measured)))
                .toList();
    }

    /** An axis that is not known of one of the two leaves open which is better. */
    private static boolean dominates(StrategyProfile one, StrategyProfile other, List<Axis> measured) {
        boolean better = false;
        for (Axis axis : measured) {
            Optional<BigDecimal> left = axis.of(one);
            Optional<BigDecimal> right = axis.of(other);
            if (left.isEmpty() || right.isEmpty() || left.get().compareTo(right.get()) > 0) {
                return false;
            }
            better |= left.get().compareTo(right.get()) < 0;
        }
        return better;
    }

    private static Optional<BigDecimal> optional(OptionalLong value) {
        return value.isPresent() ? Optional.of(BigDecimal.valueOf(value.getAsLong())) : Optional.empty();
    }
}
