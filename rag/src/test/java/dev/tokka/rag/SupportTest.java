// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import static dev.tokka.rag.Passages.passage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.Passage;
import dev.tokka.Span;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SupportTest {

    private final Support support = new Support(new Lexicon(TermWeights.uniform()));

    @Test
    void wordsThatStandInThePassageAreSupportedFully() {
        Passage passage = passage("Cards are free. The transfer fee is 500 yen. Ask us.");

        SupportScorer.Found found = found("The transfer fee is 500 yen.", passage);

        assertThat(found).isEqualTo(new SupportScorer.Found(new Span(16, 44), 1));
    }

    @Test
    void lineBreaksDoNotCountAndTheQuoteKeepsThem() {
        Passage passage = passage("The transfer\n  fee, see [3],\nis 500 yen.");

        SupportScorer.Found found = found("The transfer fee, see (3), is 500 yen.", passage);

        assertThat(found.score()).isEqualTo(1);
        assertThat(found.quote().of(passage.text())).isEqualTo(passage.text());
    }

    @Test
    void supportIsTheShareOfTheTermsWorkedByHand() {
        Passage passage = passage("Cards are free. The transfer fee is 500 yen.");

        SupportScorer.Found found = found("The monthly transfer fee is 500 yen.", passage);

        // monthly, transfer, fee, 500 and yen: four of five
        assertThat(found.score()).isCloseTo(0.8, within(1e-12));
        assertThat(found.quote().of(passage.text())).isEqualTo("The transfer fee is 500 yen.");
    }

    @Test
    void aTermCountsAsMuchAsItWeighs() {
        Support weighted = new Support(new Lexicon(new LengthWeights()));

        SupportScorer.Found found =
                weighted.of("A branch fee.", passage("The fee is 500 yen.")).orElseThrow();

        // branch weighs 6 and fee 3
        assertThat(found.score()).isCloseTo(3.0 / 9, within(1e-12));
    }

    @Test
    void wordsOfTheHeadingsCount() {
        String claim = "The transfer fee is 500 yen.";

        double without = found(claim, passage("Its fee is 500 yen.")).score();
        double with = found(claim, passage("Its fee is 500 yen.", "Prices", "Transfers"))
                .score();

        assertThat(without).isCloseTo(0.75, within(1e-12));
        assertThat(with).isEqualTo(1);
    }

    @Test
    void headingsAloneSupportNothing() {
        assertThat(support.of("The transfer fee is high.", passage("Ask your branch.", "Transfer fee")))
                .isEmpty();
    }

    @Test
    void aWrongNumberLeavesTwoFifthsOfTheSupport() {
        Passage passage = passage("The transfer fee is 500 yen.", "600");

        SupportScorer.Found found = found("The fee is 600 yen.", passage);

        // the heading holds the term 600, but the quote does not hold the number
        assertThat(found.score()).isCloseTo(0.4, within(1e-12));
    }

    @Test
    void aNumberInsideAnotherIsWrongToo() {
        assertThat(found("5 days", passage("It takes 15 days.")).score()).isCloseTo(0.2, within(1e-12));
        assertThat(found("500 yen", passage("It costs 1,500 yen.")).score()).isLessThan(0.5);
    }

    @Test
    void waysToWriteANumberAreOne() {
        Passage passage = passage("The fee is 1,500.5 yen.");

        assertThat(found("A fee: 1500.5 yen.", passage).score()).isGreaterThan(0.5);
        assertThat(found("Fee １，５００．５ yen", passage).score()).isGreaterThan(0.5);
    }

    @Test
    void theQuoteIsTheShortestRunThatSupportsMost() {
        Passage passage =
                passage("Ask us. The card is free. It is sent by mail. It arrives in 5 days. The card is blue.");

        assertThat(quote("The free card arrives in 5 days.", passage))
                .isEqualTo("The card is free. It is sent by mail. It arrives in 5 days.");
        assertThat(quote("Blue is the card.", passage)).isEqualTo("The card is blue.");
        assertThat(quote("A card.", passage)).isEqualTo("The card is free.");
    }

    @Test
    void theQuoteHoldsThreeSentencesAtMost() {
        Passage passage = passage("Gold. Silver. Copper. Iron. Tin.");

        SupportScorer.Found found = found("Gold, silver, copper, iron and tin.", passage);

        assertThat(found.quote().of(passage.text())).isEqualTo("Gold. Silver. Copper.");
        assertThat(found.score()).isCloseTo(0.6, within(1e-12));
    }

    @Test
    void japaneseClaimsAreSupportedWordByWord() {
        Passage passage = passage("カードは無料である。振込の手数料は500円である。");

        SupportScorer.Found found = found("手数料は、500円です。", passage);

        assertThat(found.score()).isEqualTo(1);
        assertThat(found.quote().of(passage.text())).isEqualTo("振込の手数料は500円である。");
        // 手数料 and 円 but not 600, and a wrong number
        assertThat(found("手数料は、600円です。", passage).score()).isCloseTo(0.8 / 3, within(1e-12));
    }

    @Test
    void aPassageWithoutACommonTermDoesNotSupport() {
        Passage passage = passage("The transfer fee is 500 yen.");

        assertThat(support.of("Cats sleep all day.", passage)).isEmpty();
        assertThat(support.of("It is not so.", passage)).isEmpty();
    }

    @Test
    void aLongListOfNumbersIsRead() {
        String list = "1,".repeat(100_000);

        assertThat(found("The list " + list, passage("A list: " + list)).score())
                .isLessThanOrEqualTo(1);
    }

    @Property(tries = 200)
    void aScoreIsAShareAndTheQuoteStandsInThePassage(
            @ForAll("texts") String claim, @ForAll("texts") String text, @ForAll("headings") List<String> headings) {
        Passage passage = passage(text, headings.toArray(String[]::new));

        support.of(claim, passage).ifPresent(found -> {
            assertThat(found.score()).isGreaterThan(0).isLessThanOrEqualTo(1);
            assertThat(found.quote().of(text)).isNotBlank();
        });
        assertThat(support.of(text.strip(), passage))
                .hasValueSatisfying(found -> assertThat(found.score()).isEqualTo(1));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("The fee", " is 500 yen", ".", "\n", " 5 ", "手数料は", "無料。", "transfer ", " [3] ")
                .list()
                .ofMinSize(1)
                .ofMaxSize(10)
                .map(pieces -> "So " + String.join("", pieces));
    }

    @Provide
    Arbitrary<List<String>> headings() {
        return Arbitraries.of("Fees", "Transfer 5", "手数料").list().ofMaxSize(2);
    }

    private String quote(String claim, Passage passage) {
        return found(claim, passage).quote().of(passage.text());
    }

    private SupportScorer.Found found(String claim, Passage passage) {
        return support.of(claim, passage).orElseThrow();
    }
}
