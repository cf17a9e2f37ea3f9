// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PiecesTest {

    @Example
    void workedByHand() {
        assertThat(Pieces.of("漏水💧です", 2)).containsExactly("漏水", "💧で", "す");
        assertThat(Pieces.of("", 4)).isEmpty();
    }

    @Property
    void theyJoinToTheTextAndNoneIsEmpty(@ForAll String text, @ForAll @IntRange(min = 1, max = 9) int length) {
        assertThat(String.join("", Pieces.of(text, length))).isEqualTo(text);
        assertThat(Pieces.of(text, length))
                .allMatch(piece -> !piece.isEmpty() && piece.codePointCount(0, piece.length()) <= length);
    }
}
