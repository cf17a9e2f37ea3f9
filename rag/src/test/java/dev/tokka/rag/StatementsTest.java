// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.rag.Statements.Statement;
import dev.tokka.rag.text.Sentences;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementsTest {

    @Test
    void aSentenceStandsAloneUnlessItRefersBack() {
        assertThat(Statements.of("Cards are free. They arrive by mail. Ask us."))
                .containsExactly(
                        new Statement("Cards are free.", ""),
                        new Statement("They arrive by mail.", "Cards are free."),
                        new Statement("Ask us.", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Otherwise it is 5 yen.", "THIS is due.", "Such cards cost more.", "これは有料とする。", "同日に届く。"})
    void wordsThatReferBackAreFoundInBothLanguages(String sentence) {
        assertThat(Statements.of("Cards are free.\n\n" + sentence))
                .containsExactly(new Statement("Cards are free.", ""), new Statement(sentence, "Cards are free."));
    }

    @Test
    void theFirstSentenceHasNothingBeforeIt() {
        assertThat(Statements.of("It is free. Withdrawals are not."))
                .containsExactly(new Statement("It is free.", ""), new Statement("Withdrawals are not.", ""));
    }

    @Test
    void rowsOfATableGetItsFirstRowAndItsDelimiterRowIsDropped() {
        String table =
                "Prices:\n\n| Card | Fee |\n|------|----:|\n| Gold | 900 yen |\n| Blue | It is free |\n\nAsk us.";

        assertThat(Statements.of(table))
                .containsExactly(
                        new Statement("Prices:", ""),
                        new Statement("| Card | Fee |", ""),
                        new Statement("| Gold | 900 yen |", "| Card | Fee |"),
                        new Statement("| Blue | It is free |", "| Card | Fee |"),
                        new Statement("Ask us.", ""));
    }

    @Test
    void rowsNeedNoBarAtTheirEnds() {
        assertThat(Statements.of("Card | Fee\n--- | ---\nGold | 900 yen"))
                .containsExactly(new Statement("Card | Fee", ""), new Statement("Gold | 900 yen", "Card | Fee"));
    }

    @Test
    void aSecondTableHasAFirstRowOfItsOwn() {
        assertThat(Statements.of("| Card |\n| Gold |\n\nLockers:\n\n| Size |\n| Small |"))
                .contains(new Statement("| Gold |", "| Card |"), new Statement("| Small |", "| Size |"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "- Two keys, Two keys",
        "* Two keys, Two keys",
        "+ Two keys, Two keys",
        "3. Two keys, Two keys",
        "12) Two keys, Two keys",
        "• Two keys, Two keys",
        "・鍵は二本, 鍵は二本",
        "・　鍵は二本, 鍵は二本",
        "-5 degrees, -5 degrees",
        "3.5 keys, 3.5 keys"
    })
    void markersOfListItemsAreStripped(String item, String text) {
        assertThat(Statements.of(item)).extracting(Statement::text).containsExactly(text);
    }

    @Test
    void aStatementIsOneLineWithoutMarkers() {
        assertThat(Statements.of("- Two keys,\n  see [3],\n  are needed."))
                .containsExactly(new Statement("Two keys, see (3), are needed.", ""));
        assertThat(Statements.of("鍵は\n二本である。")).containsExactly(new Statement("鍵は二本である。", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "---", "| --- | :-: |", "…。", "* * *"})
    void whatHoldsNoLetterOrDigitIsNoStatement(String passage) {
        assertThat(Statements.of(passage)).isEmpty();
    }

    @Property
    void aStatementIsOneSentenceWithALetterOrDigit(@ForAll("passages") String passage) {
        List<String> sentences = Sentences.of(passage).stream()
                .map(span -> words(span.of(passage)))
                .toList();

        assertThat(Statements.of(passage)).allSatisfy(statement -> {
            assertThat(sentences).anyMatch(sentence -> sentence.contains(words(statement.text())));
            assertThat(statement.text()).containsPattern("[\\p{L}\\p{N}]").doesNotContain("\n");
        });
    }

    /** Returns the letters and digits, which is what making a quotation of a sentence leaves as it is. */
    private static String words(String text) {
        return text.replaceAll("[^\\p{L}\\p{N}]", "");
    }

    @Provide
    Arbitrary<String> passages() {
        return Arbitraries.of(
                        "The fee",
                        " it",
                        ". ",
                        ".",
                        "\n",
                        "\n\n",
                        "\n- ",
                        "\n2. ",
                        "\n| a | b |\n",
                        "手数料",
                        "。",
                        "！",
                        "「",
                        "」",
                        "(",
                        ")",
                        " 5",
                        "No. ",
                        "U.S. ",
                        "[3]",
                        "[",
                        "]",
                        "# Fees\n",
                        " ")
                .list()
                .ofMaxSize(15)
                .map(pieces -> String.join("", pieces));
    }
}
