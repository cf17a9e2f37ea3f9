// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenBudgetTest {

    private final TokenCounter approximate = TokenCounter.approximate();

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "'',                            0",
        "' \n\t',                       0",
        "fee,                           1",
        "fees,                          1",
        "abroad,                        2",
        "The transfer fee is 500 yen.,  8",
        "手数料は無料です。,            9",
        "ATM手数料,                     4",
        "ﾃﾞﾋﾞｯﾄ,                         6",
        "💧,                            1",
        "a-b,                           3",
        "1234567890,                    3"
    })
    void theEstimateWorkedByHand(String text, int tokens) {
        assertThat(approximate.count(text)).isEqualTo(tokens);
    }

    @Property
    void theEstimateOfTextsApartIsTheSum(@ForAll String a, @ForAll String b) {
        assertThat(approximate.count(a + "\n" + b)).isEqualTo(approximate.count(a) + approximate.count(b));
    }

    @Test
    void aBudgetIsNotNegative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TokenBudget(-1, approximate))
                .withMessage("tokens must be at least 0 but is -1");
        assertThat(TokenBudget.DEFAULT).isEqualTo(new TokenBudget(2_000, approximate));
    }

    @Test
    void onlyTheEstimateSaysWhatItIs() {
        TokenCounter own = String::length;

        assertThat(TokenBudget.DEFAULT.describe().isOpaque()).isFalse();
        assertThat(new TokenBudget(5, own).describe().isOpaque()).isTrue();
        assertThat(approximate).hasToString("approximate");
    }
}
