// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.strategies;

import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** A few out of many, alike at every run. */
final class Spread {

    private Spread() {}

    /** Returns {@code count} of {@code all}, spread evenly over them and in their order, or all if there are fewer. */
    static <T> List<T> of(int count, List<T> all) {
        int most = Math.min(count, all.size());
        return IntStream.range(0, most)
                .mapToObj(i -> all.get((int) ((i + 0.5) * all.size() / most)))
                .toList();
    }

    /** Returns the benchmark with so many of its cases. */
    static Benchmark of(int count, Benchmark all) {
        Set<Case> some = new HashSet<>(of(count, all.cases()));
        return all.only(some::contains);
    }
}
