// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.recommendation;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.List;

/**
 * A strategy that may not be chosen.
 *
 * @param option which
 * @param misses why: at least one, in the order of {@link Limit}
 */
public record Excluded(StrategyProfile option, List<Miss> misses) {

    /** The nearest to being admissible first: fewest misses, then the smallest excess, then by name. */
    static final Comparator<Excluded> NEAREST_FIRST = Comparator.comparingInt(
                    (Excluded excluded) -> excluded.misses().size())
            .thenComparingDouble(excluded ->
                    excluded.misses().stream().mapToDouble(Miss::excess).sum())
            .thenComparing(excluded -> excluded.option().name());

    /** Checks and copies the components. */
    public Excluded {
        requireNonNull(option, "option");
        misses = List.copyOf(misses);
        if (misses.isEmpty()) {
            throw new IllegalArgumentException("misses must hold at least one, of " + option.name());
        }
    }
}
