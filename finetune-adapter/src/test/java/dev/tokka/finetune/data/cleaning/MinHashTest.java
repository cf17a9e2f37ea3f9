// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class MinHashTest {

    private static final MinHash HASH = new MinHash(128, 1);

    private static long[] set(long from, long to) {
        return LongStream.range(from, to).map(Normal::mix).sorted().toArray();
    }

    @Property(tries = 300)
    void theEstimateIsCloseToTheExactSimilarity(
            @ForAll @IntRange(min = 1, max = 400) int size,
            @ForAll @IntRange(max = 400) int shift,
            @ForAll @IntRange(max = 1_000_000) int from) {
        long[] one = set(from, from + size);
        long[] other = set(from + shift, from + shift + size);

        double exact = Shingles.jaccard(one, other);

        assertThat(exact).isEqualTo((double) Math.max(0, size - shift) / (size + Math.min(size, shift)));
        assertThat(MinHash.similarity(HASH.signature(one), HASH.signature(other)))
                .isCloseTo(exact, within(5 * Math.sqrt(exact * (1 - exact) / 128) + 1e-9));
    }

    @Example
    void theEstimateIsRightOnAverage() {
        double sum = 0;
        for (int seed = 0; seed < 200; seed++) {
            MinHash hash = new MinHash(64, seed);
            sum += MinHash.similarity(hash.signature(set(0, 100)), hash.signature(set(50, 150)));
        }

        assertThat(sum / 200).isCloseTo(1 / 3.0, within(0.015)); // four standard deviations of the mean
    }

    @Example
    void signaturesOfDifferentLengthsDoNotCompare() {
        assertThatThrownBy(() -> MinHash.similarity(new long[1], new long[2])).hasMessageContaining("of one length");
    }

    @Example
    void runsAreOfCharactersOrWords() {
        assertThat(Shingles.characters(2).of("ABC")).hasSize(2);
        assertThat(Shingles.characters(2).of("ａ ｂ"))
                .isEqualTo(Shingles.characters(2).of("A  b"));
        assertThat(Shingles.words(2).of("the fee is the fee")).hasSize(3);
        assertThat(Shingles.words(5).of("short text")).hasSize(1);
        assertThat(Shingles.characters(3).of(" ")).isEmpty();
        assertThat(Shingles.jaccard(new long[0], new long[0])).isEqualTo(1);
        assertThat(Shingles.jaccard(
                        Shingles.characters(2).of("手数料"), Shingles.characters(2).of("手数")))
                .isEqualTo(0.5);
    }

    @Property(tries = 50)
    void aTableFindsAllThatWasAdded(@ForAll @IntRange(min = 1, max = 5_000) int size, @ForAll long seed) {
        long[] keys = new SplittableRandom(seed).longs(size).toArray();
        LongTable table = new LongTable();
        LongSet set = new LongSet();
        for (int i = 0; i < size; i++) {
            table.add(keys[i], i);
        }

        for (int i = 0; i < size; i++) {
            int number = i;
            assertThat(table.anyMatch(keys[i], found -> found == number)).isTrue();
        }
        assertThat(Arrays.stream(keys).filter(set::add).count())
                .isEqualTo(Arrays.stream(keys).distinct().count());
        assertThat(Arrays.stream(keys).noneMatch(set::add)).isTrue();
        assertThat(List.of(set.add(0), set.add(0))).containsExactly(true, false);
    }

    @Example
    void bandsAreAsNarrowAsTheSimilarityDemands() {
        assertThat(NearDuplicates.bandRows(1)).isEqualTo(128);
        assertThat(NearDuplicates.bandRows(0.9)).isBetween(8, 16);
        assertThat(NearDuplicates.bandRows(0.5)).isLessThan(NearDuplicates.bandRows(0.8));
    }
}
