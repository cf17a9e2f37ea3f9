// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Digests;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumpyPermutationTest {

    @Test
    void isThatOfNumpy() {
        assertThat(NumpyPermutation.of(42, 7)).startsWith(3, 2, 6, 4, 1);
        assertThat(NumpyPermutation.of(42, 4846)).startsWith(1855, 4392, 2806, 651, 1168, 2162, 1165, 1493);
        assertThat(NumpyPermutation.of(5, 1)).containsExactly(0);
    }

    /** The SHA-256 of the numbers between commas, by numpy 2.4.6; of 4846 by numpy 1.24.4, 1.26.4 and 2.0.2 as well. */
    @ParameterizedTest
    @CsvSource({
        "42, 4846, 06047de81e4afadf85a0b976c63c7d9b3047b0a7b0500ca5aca8982c473c27ec",
        "42, 1213, a8e4ec0c6a0ddf805bc00d829b22d39ef49e420f39eece1ddf8ae49ea916c6d7",
        "1234, 10178, 4e65302677fa2737baeed92194cb9c8d3ec25de91ef928526d49ebf187bcaf09",
        "432, 10178, 6bdf8f6be69878ddbb87e942981b928a6bd8c159846d4747075e78603c7f230f",
        "32, 10178, 2cbfd49062a1ce7c8a9fd80e64bd63534d1c82b4cc7960c7773d9fd27d67c7dd",
        "0, 2, 83b97b859aa5f81b2f0f86ba2a675efaf515ad2d5e2b8652cf2de7e1c2267350",
        "42, 7, b9610a4a3f7e6b26b96295979d6305d50edf8d5acd7cd24258ef3e356c0e72f9",
        "42, 65536, 0d7d53808c791e5aca7f2d36a55fa9bdd4eaa0cafa4beeb1f7ee5eed70ccd6e1",
        "3, 65537, 59764d1b9751863d735453e1b2863b0cc5da992045339addcde1a48cbb197e12",
        "2147483647, 500, 8fd8572ba2a22786f3b4e9e0eeaf5b3e1fa386bf729a7097da81ae2e291783c4",
    })
    void isThatOfNumpyToTheLastNumber(int seed, int size, String sha256) {
        String all =
                NumpyPermutation.of(seed, size).stream().map(String::valueOf).collect(Collectors.joining(","));

        assertThat(Digests.sha256(all)).isEqualTo(sha256);
    }

    @Property
    void hasEachNumberOnce(
            @ForAll @IntRange(max = Integer.MAX_VALUE) int seed, @ForAll @IntRange(min = 1, max = 300) int size) {
        List<Integer> numbers = IntStream.range(0, size).boxed().toList();

        assertThat(NumpyPermutation.of(seed, size)).containsExactlyInAnyOrderElementsOf(numbers);
    }

    @Test
    void seedAndSizeHaveBounds() {
        assertThatThrownBy(() -> NumpyPermutation.of(-1, 3)).hasMessageContaining("seed");
        assertThatThrownBy(() -> NumpyPermutation.of(1, 0)).hasMessageContaining("size");
    }
}
