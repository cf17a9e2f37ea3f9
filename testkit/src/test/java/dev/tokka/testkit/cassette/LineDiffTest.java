// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.cassette;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LineDiffTest {

    @Example
    void workedByHand() {
        assertThat(LineDiff.of(List.of("a", "b", "c", "d", "e", "f"), List.of("a", "b", "c", "x", "e", "f")))
                .containsExactly("  ...", "  b", "  c", "- d", "+ x", "  e", "  f");
        assertThat(LineDiff.of(List.of("a", "b", "c"), List.of("b", "c", "d")))
                .containsExactly("- a", "  b", "  c", "+ d");
    }

    @Example
    void whatIsTooLargeIsShownAsAWhole() {
        List<String> diff = LineDiff.of(Collections.nCopies(3_000, "a"), Collections.nCopies(2_000, "b"));

        assertThat(diff).hasSize(5_000).startsWith("- a").endsWith("+ b");
    }

    @Example
    void theDistanceIsWhatOnlyOneHas() {
        assertThat(LineDiff.distance(List.of("a", "b", "b"), List.of("b", "a", "c")))
                .isEqualTo(2);
    }

    @Property
    void equalTextsDoNotDifferAndOthersDo(@ForAll("lines") List<String> one, @ForAll("lines") List<String> other) {
        List<String> diff = LineDiff.of(one, other);

        assertThat(diff.stream().anyMatch(line -> !line.startsWith("  "))).isEqualTo(!one.equals(other));
        assertThat(diff.stream().filter(line -> line.startsWith("- ")).count()
                        - diff.stream().filter(line -> line.startsWith("+ ")).count())
                .isEqualTo(one.size() - other.size());
    }

    @Provide
    Arbitrary<List<String>> lines() {
        return Arbitraries.of("a", "b", "c").list().ofMaxSize(8);
    }
}
