// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import static dev.tokka.rag.Passages.passage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.rag.text.Language;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactsTest {

    private final Lexicon lexicon = new Lexicon(TermWeights.uniform());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The card is not free.|The card is free.",
                "The card is free.|The card is not free.",
                "The card isn't free.|The card is free.",
                "Transfers are free.|Cards are free, transfers are not free.",
                "Cards are not free.|Cards are free, transfers are not free.",
                "You may open an account.|You must not open an account.",
                "It must exceed 30 %.|It must not exceed 30 %.",
                "An answer is given later than Monday.|An answer is given no later than Monday.",
                "Expired cards are accepted.|Expired cards are prohibited from being accepted.",
                "Cards are never sent by mail.|Cards are sent by mail.",
                "手数料は無料ではない。|手数料は無料である。",
                "郵送できる。|郵送できない。",
                "口座を開設しなければならない。|口座を開設してはならない。",
                "150万円を超える。|150万円を超えない。",
                "代理人の申込みは受け付けます。|代理人の申込みは受け付けません。",
                "It takes 5 weeks.|It takes 5 days.",
                "It takes 5 days.|It takes 5 business days.",
                "It costs $500.|It costs ¥500.",
                "It costs 500 dollars.|It costs 500 yen.",
                "手数料は500ドルである。|手数料は500円である。",
                "3週間以内に送る。|3営業日以内に送る。",
                "It began on 1 May 2026.|It began on 1 April 2026.",
                "It began on 2026-04-02.|It began on April 1, 2026.",
                "2025年4月1日に始まった。|2026年4月1日に始まった。"
            })
    void whatIsContradictedKeepsAQuarter(String claim, String quote) {
        assertThat(kept(claim, quote)).isEqualTo(0.25);
        assertThat(new Support(lexicon)
                        .of(claim, passage(quote))
                        .map(SupportScorer.Found::score)
                        .orElse(0.0))
                .isLessThan(0.5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The card is free of charge.|There is no charge for the card.",
                "An expired card must not be accepted.|A card that has expired, whether or not renewed, must not be accepted.",
                "You cannot open an account with an expired card.|An account must not be opened with an expired card.",
                "It must be at most 30 %.|It must not exceed 30 %.",
                "Answer within 5 days.|Answer no later than 5 days.",
                "It is not prohibited.|It is allowed.",
                "書類を提出しなければならない。|書類を提出する。",
                "必ず本人が申し込む。|本人が申し込む。",
                "1,500,000 yen|150万円",
                "15,000 yen at most|¥15,000",
                "It takes eight weeks.|It takes 8 weeks.",
                "3営業日以内|三営業日以内",
                "On 2026-04-01.|On 1 April 2026.",
                "2026年4月1日から|令和8年4月1日から",
                "In April 2026.|On 1 April 2026.",
                "Form 7 is needed.|Form 7 is needed.",
                "It opens at 11:00.|It opens at 11:00.",
                "A card.|The card is free."
            })
    void whatIsSaidOtherwiseKeepsAll(String claim, String quote) {
        assertThat(kept(claim, quote)).isEqualTo(1);
    }

    @Test
    void aNumberThatIsMissingKeepsTwoFifths() {
        assertThat(kept("It takes 5 days.", "It takes a while.")).isEqualTo(0.4);
        assertThat(kept("It takes 5 days.", "It takes 15 days.")).isEqualTo(0.4);
        assertThat(kept("3営業日以内に送る。", "3. 4営業日以内に送る。")).isEqualTo(0.4); // the number of the item is none
        assertThat(kept("On 1 May.", "Soon.")).isEqualTo(0.4);
    }

    @Test
    void aClaimIsNotSupportedWordForWordByASentenceThatDeniesIt() {
        SupportScorer words = SupportScorer.words(TermWeights.uniform());

        assertThat(words.of("the card is accepted", passage("Nobody said the card is accepted."))
                        .orElseThrow()
                        .score())
                .isEqualTo(0.25);
        assertThat(words.of("the card is accepted", passage("We say the card is accepted."))
                        .orElseThrow()
                        .score())
                .isEqualTo(1);
    }

    @Property(tries = 500)
    void aTextContradictsNeverItself(@ForAll("texts") String text) {
        assertThat(kept(text, text)).isEqualTo(1);
    }

    @Property(tries = 500)
    void oneNotTurnsAPlainSentence(@ForAll("sentences") String sentence) {
        String denied = sentence.replace(" are ", " are not ");

        assertThat(kept(denied, sentence)).isEqualTo(0.25);
        assertThat(kept(sentence, denied)).isEqualTo(0.25);
    }

    @Provide
    Arbitrary<String> sentences() {
        Arbitrary<String> subjects = Arbitraries.of("cards", "loans", "fees of accounts", "foreign transfers");
        Arbitrary<String> verbs =
                Arbitraries.of("sent", "accepted by branches", "charged on Mondays", "kept for 5 years");
        return Combinators.combine(subjects, verbs).as((subject, verb) -> subject + " are " + verb + ".");
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "The fee",
                        " is 500 yen",
                        " not",
                        " no",
                        ". ",
                        ", ",
                        "\n",
                        " 5 ",
                        "手数料は",
                        "無料ではない。",
                        "transfer ",
                        "2026年4月1日",
                        "1 May 2026",
                        " 3. ",
                        "eight weeks ",
                        "150万",
                        "円",
                        " free",
                        " without",
                        "1,2,3")
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    private double kept(String claim, String quote) {
        return new Facts(claim, Language.of(claim), lexicon).keptIn(quote);
    }
}
