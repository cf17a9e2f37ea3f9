// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SuccessiveHalvingTest {

    @Test
    void theBetterHalfIsTriedOnTwiceAsManyWorkedByHand() {
        SuccessiveHalving plan = SuccessiveHalving.plan(8, 80, 10_000);

        assertThat(plan.rounds())
                .containsExactly(
                        new SuccessiveHalving.Round(8, 20),
                        new SuccessiveHalving.Round(4, 40),
                        new SuccessiveHalving.Round(2, 80));
        // 8 * 20 + 4 * 20 + 2 * 40
        assertThat(plan.cost()).isEqualTo(320);
    }

    @Test
    void aSmallBudgetTriesFewer() {
        assertThat(SuccessiveHalving.plan(8, 80, 319).rounds().get(0).candidates())
                .isEqualTo(7);
        assertThat(SuccessiveHalving.plan(8, 80, 10).rounds()).containsExactly(new SuccessiveHalving.Round(1, 10));
    }

    @Test
    void whatIsNotAdmissibleIsNotChosen() {
        SuccessiveHalving plan = SuccessiveHalving.plan(3, 8, 100);
        List<Integer> items = IntStream.range(0, 8).boxed().toList();

        assertThat(plan.best(List.of(1, 2, 3), items, (c, i) -> c, c -> c < 3)).contains(2);
        assertThat(plan.best(List.of(1, 2, 3), items, (c, i) -> c, c -> false)).isEmpty();
    }

    @Property(tries = 300)
    void theBestIsFoundWhereNothingIsChance(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 1_000) Integer> candidates,
            @ForAll @IntRange(min = 1, max = 100) int count) {
        List<Integer> different = candidates.stream().distinct().toList();
        List<Integer> items = IntStream.range(0, count).boxed().toList();
        SuccessiveHalving plan = SuccessiveHalving.plan(different.size(), count, Integer.MAX_VALUE);

        assertThat(plan.best(different, items, (c, i) -> c, c -> true))
                .contains(different.stream().max(Integer::compare).orElseThrow());
    }

    @Property(tries = 300)
    void theBudgetIsKept(
            @ForAll @IntRange(min = 1, max = 60) int candidates,
            @ForAll @IntRange(min = 1, max = 100) int count,
            @ForAll @IntRange(max = 4_000) int budget) {
        AtomicInteger trials = new AtomicInteger();
        List<Integer> all = IntStream.range(0, candidates).boxed().toList();
        List<Integer> items = IntStream.range(0, count).boxed().toList();
        SuccessiveHalving plan = SuccessiveHalving.plan(candidates, count, budget);

        plan.best(all, items, (c, i) -> trials.incrementAndGet(), c -> true);

        assertThat(trials.get()).isLessThanOrEqualTo(budget).isEqualTo(plan.cost());
    }
}
