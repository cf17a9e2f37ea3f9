// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Span;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class QuotesTest {

    @Test
    void whiteSpaceIsOneSpace() {
        assertThat(Quotes.find("The  fee\n is 5 euros.", "fee is  5")).contains(new Span(5, 14));
        assertThat(Quotes.find("  The fee", " The fee ")).contains(new Span(2, 9));
        assertThat(Quotes.find("together", "to gether")).isEmpty();
        assertThat(Quotes.find("The fee", "the fee")).isEmpty();
        assertThat(Quotes.find("The fee", " \n")).isEmpty();
        assertThat(Quotes.find("", "fee")).isEmpty();
    }

    @Test
    void whiteSpaceBesideJapaneseIsNothing() {
        assertThat(Quotes.find("手数料は\n500 円です。", "手数料は500円です。")).contains(new Span(0, 13));
        assertThat(Quotes.find("手数料は500円です。", "手数料は 500 円")).contains(new Span(0, 8));
    }

    @Property
    void everyPartOfATextIsFoundWithItsOwnWords(
            @ForAll @CharRange(from = 'a', to = 'c') @StringLength(min = 5, max = 30) String letters,
            @ForAll @IntRange(max = 4) int start,
            @ForAll long spaces) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < letters.length(); i++) {
            text.append(letters.charAt(i)).append((spaces >> i & 1) == 1 ? " \n" : "");
        }
        String quote = text.substring(start).strip();

        assertThat(Quotes.find(text.toString(), quote.replaceAll("\\s+", "  ")))
                .hasValueSatisfying(span ->
                        assertThat(Texts.oneLine(span.of(text.toString()))).isEqualTo(Texts.oneLine(quote)));
    }
}
