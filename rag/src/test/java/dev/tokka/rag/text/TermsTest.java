// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Span;
import dev.tokka.rag.text.Terms.Term;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TermsTest {

    private final Terms english = Terms.of(Language.ENGLISH);
    private final Terms japanese = Terms.of(Language.JAPANESE);

    @Test
    void englishTermsAreStemmedWithoutStopWordsAndPossessives() {
        assertThat(texts(english, "The bank's Fees are charged for transferring 4.2 % or 1,000 dollars"))
                .containsExactly("bank", "fee", "charg", "transfer", "4.2", "1,000", "dollar");
    }

    @Test
    void japaneseTermsAreBaseFormsWithoutParticles() {
        assertThat(texts(japanese, "手数料を支払いました。")).containsExactly("手数料", "支払う");
    }

    @Test
    void japaneseCompoundsAreSplit() {
        assertThat(texts(japanese, "関西国際空港")).containsExactly("関西", "国際", "空港");
    }

    @Test
    void japaneseWidthsAndCasesAreOne() {
        assertThat(texts(japanese, "ＡＴＭカードは１００円")).isEqualTo(texts(japanese, "atmｶｰﾄﾞは100円"));
        assertThat(texts(japanese, "１００円")).contains("100");
    }

    @Test
    void longVowelsAtTheEndOfKatakanaAreOptional() {
        assertThat(texts(japanese, "サーバー")).isEqualTo(texts(japanese, "サーバ"));
    }

    @Test
    void spansCutOutTheWordAsItStands() {
        String text = "He pays Fees; ＡＴＭ";

        assertThat(english.of(text)).contains(new Term("fee", new Span(8, 12)));
        assertThat(japanese.of(text)).contains(new Term("atm", new Span(14, 17)));
        assertThat(new Span(14, 17).of(text)).isEqualTo("ＡＴＭ");
    }

    @Test
    void textOfStopWordsHasNoTerms() {
        assertThat(english.of("to be or not to be, ...")).isEmpty();
        assertThat(japanese.of("は、の。")).isEmpty();
        assertThat(english.of("")).isEmpty();
    }

    @Test
    void manyThreadsShareOneInstance() {
        List<String> expected = texts(japanese, "手数料を支払いました。");

        List<List<String>> seen = IntStream.range(0, 200)
                .parallel()
                .mapToObj(i -> texts(japanese, "手数料を支払いました。"))
                .toList();

        assertThat(seen).allMatch(expected::equals);
    }

    @Test
    void theNameTellsTheLanguage() {
        assertThat(japanese).hasToString("Terms[ja]");
        assertThat(japanese.language()).isEqualTo(Language.JAPANESE);
    }

    private static List<String> texts(Terms terms, String text) {
        return terms.of(text).stream().map(Term::text).toList();
    }
}
