// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ChecksTest {

    @Property
    void aTextIsReturnedExactlyIfItIsNotBlank(@ForAll String text) {
        if (text.isBlank()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Checks.requireText(text, "id"))
                    .withMessage("id must not be blank");
        } else {
            assertThat(Checks.requireText(text, "id")).isSameAs(text);
        }
    }

    @Property
    void aNumberIsReturnedExactlyIfItIsLargeEnough(@ForAll int minimum, @ForAll int value) {
        if (value < minimum) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Checks.requireAtLeast(minimum, value, "limit"))
                    .withMessage("limit must be at least " + minimum + " but is " + value);
        } else {
            assertThat(Checks.requireAtLeast(minimum, value, "limit")).isEqualTo(value);
        }
    }

    @Test
    void rangesIncludeBothEndsAndNothingBeyond() {
        assertThat(Checks.requireIn(0, 3, 0, "repairs")).isZero();
        assertThat(Checks.requireIn(0, 3, 3, "repairs")).isEqualTo(3);
        for (int outside : new int[] {-1, 4}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Checks.requireIn(0, 3, outside, "repairs"))
                    .withMessage("repairs must be in [0, 3] but is " + outside);
        }
    }

    @Test
    void theMinimumItselfIsLargeEnough() {
        assertThat(Checks.requireAtLeast(1, 1, "limit")).isEqualTo(1);
    }

    @Test
    void sharesIncludeBothEndsAndNothingBeyond() {
        assertThat(Checks.requireShare(0, "support")).isZero();
        assertThat(Checks.requireShare(1, "support")).isOne();
        assertThatIllegalArgumentException().isThrownBy(() -> Checks.requireShare(Math.nextUp(1.0), "support"));
        assertThatIllegalArgumentException().isThrownBy(() -> Checks.requireShare(-Double.MIN_VALUE, "support"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Checks.requireShare(Double.NaN, "support"))
                .withMessage("support must be in [0, 1] but is NaN");
    }

    @Test
    void digestsAreThoseOfTheStandard() {
        // FIPS 180-2, appendix B.1, and the digest of nothing.
        String abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        String nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

        assertThat(Digests.sha256("abc")).isEqualTo(abc);
        assertThat(Digests.sha256(new byte[] {'a', 'b', 'c'})).isEqualTo(abc);
        assertThat(Digests.sha256("")).isEqualTo(nothing);
    }

    @Test
    void textIsDigestedAsUtf8() {
        byte[] utf8 = {(byte) 0xe7, (byte) 0x89, (byte) 0xb9};

        assertThat(Digests.sha256("特")).isEqualTo(Digests.sha256(utf8));
    }
}
