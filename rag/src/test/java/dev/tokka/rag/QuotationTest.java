// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Span;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotationTest {

    @Test
    void whiteSpaceBecomesOneSpace() {
        assertThat(quoted("The fee\nis  4.2 %\r\n\tper  year.")).isEqualTo("The fee is 4.2 % per year.");
    }

    @Test
    void aLineBreakBetweenWideCharactersIsNothing() {
        assertThat(quoted("振込の\n  手数料は、\n無料。")).isEqualTo("振込の手数料は、無料。");
        assertThat(quoted("振込の　手数料")).isEqualTo("振込の 手数料");
        assertThat(quoted("１\n２，ＡＴＭ\nATM\n利用")).isEqualTo("１２，ＡＴＭ ATM 利用");
        assertThat(quoted("무료\n입니다 \n 가")).isEqualTo("무료 입니다 가");
    }

    @Test
    void whiteSpaceAtTheEndsIsOneSpaceToo() {
        assertThat(quoted("\n振込\n")).isEqualTo(" 振込 ");
        assertThat(quoted("")).isEmpty();
    }

    @Test
    void nothingReadsAsACitation() {
        assertThat(quoted("As in [3] and\n[1,\n2].")).isEqualTo("As in (3) and (1, 2).");
        assertThat(quoted("別表［１\n２］のとおり")).isEqualTo("別表（１２）のとおり");
    }

    @Test
    void theSpanIsThatOfTheSource() {
        String source = "Note:  the\nfee,  see [3],\nis due.";

        Span span = find(source, "the fee, see (3), is");

        assertThat(span.of(source)).isEqualTo("the\nfee,  see [3],\nis");
    }

    @Test
    void theFirstPlaceOfWholeWordsCounts() {
        assertThat(find("15 days or 5 days", "5 days")).isEqualTo(new Span(11, 17));
    }

    @ParameterizedTest(name = "{0} | {1}: {2}")
    @CsvSource({
        "It takes 5 days., 5 days, true",
        "It takes 15 days., 5 days, false",
        "It takes 1.5 days., 5 days, false",
        "It is １５ days., ５ days, false",
        "It costs 1.50 yen., It costs 1, false",
        "'It costs 1,500 yen.', It costs 1, false",
        "It costs 1. Then, It costs 1., true",
        "It costs 1.5, It costs 1., false",
        "illegal, legal, false",
        "legally, legal, false",
        "(legal), legal, true",
        "振込手数料は無料, 手数料は, true",
        "ATM利用, 利用, true",
        "第15条, 5条, false"
    })
    void wordsAndNumbersAreFoundWholeOnly(String source, String words, boolean found) {
        assertThat(Quotation.of(source).find(Quotation.of(words)).isPresent()).isEqualTo(found);
    }

    @Property
    void quotingTwiceChangesNothingMore(@ForAll("texts") String text) {
        assertThat(quoted(quoted(text))).isEqualTo(quoted(text));
    }

    @Property
    void aLineOfTheQuotedTextIsFoundInTheSource(@ForAll("texts") String text, @ForAll @IntRange(max = 5) int before) {
        String source = "《".repeat(before) + text + "》";

        Span span = find(source, quoted(text));

        assertThat(quoted(span.of(source))).isEqualTo(quoted(text));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "a fee", "4.2", " ", "\n", "\t", "手数料", "。", "[3]", "[", "]", "［", "１", "】", "\ud842\udfb7")
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .map(pieces -> "<" + String.join("", pieces) + ">");
    }

    private static String quoted(String source) {
        return Quotation.of(source).text();
    }

    private static Span find(String source, String words) {
        return Quotation.of(source).find(Quotation.of(words)).orElseThrow();
    }
}
