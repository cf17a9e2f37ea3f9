// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BatchesTest {

    @Test
    void longTextsComeFirstAndEachRunKeepsTheBudget() {
        List<int[]> runs = new Batches(OptionalInt.of(20), 1).of(3, 10, 9, 30, 2);

        // 30 alone has more than 20; 10 and 9 are 20 with padding; 3 and 2 are 6.
        assertThat(runs).containsExactly(new int[] {3}, new int[] {1, 2}, new int[] {0, 4});
    }

    @Test
    void withoutBudgetEachTextIsARunOfItsOwn() {
        assertThat(new Batches(OptionalInt.empty(), 2).of(1, 3, 2))
                .containsExactly(new int[] {1}, new int[] {2}, new int[] {0});
    }

    @Test
    void aFewTextsAreSharedAmongTheThreads() {
        assertThat(new Batches(OptionalInt.of(1000), 2).of(4, 4, 4, 4))
                .containsExactly(new int[] {0, 1}, new int[] {2, 3});
    }

    @Property
    void everyTextIsInOneRunAndRunsKeepTheBudget(
            @ForAll @Size(max = 60) List<@IntRange(min = 1, max = 512) Integer> lengths,
            @ForAll @IntRange(min = 1, max = 4096) int budget,
            @ForAll @IntRange(min = 1, max = 8) int threads) {
        int[] all = lengths.stream().mapToInt(Integer::intValue).toArray();

        List<int[]> runs = new Batches(OptionalInt.of(budget), threads).of(all);

        assertThat(runs.stream().flatMapToInt(Arrays::stream).sorted().toArray())
                .containsExactly(IntStream.range(0, all.length).toArray());
        assertThat(runs).allSatisfy(run -> {
            int longest = Arrays.stream(run).map(text -> all[text]).max().orElseThrow();
            assertThat(run.length == 1 || run.length * longest <= budget).isTrue();
            assertThat(run.length * threads).isLessThan(all.length + threads);
        });
        int[] inOrder = runs.stream()
                .flatMapToInt(Arrays::stream)
                .map(text -> -all[text])
                .toArray();
        assertThat(inOrder).isSorted();
    }
}
