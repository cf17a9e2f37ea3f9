// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.tokka.Passage;
import dev.tokka.Question;
import dev.tokka.Source;
import dev.tokka.Span;
import dev.tokka.prompting.Glossary.Term;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlossaryTest {

    private static final Term FEE = Term.of("fee", "what a transfer costs");
    private static final Term ATM = Term.of("ATM", "現金自動預払機").avoid("cash machine", "キャッシュコーナー");
    private static final Term CALL =
            Term.of("コール市場", "金融機関どうしの短期の貸し借りの場").reading("コールしじょう").preferred("コール資金市場");

    @ParameterizedTest(name = "{0} in {1}: {2}")
    @CsvSource({
        "fee,        How high is the fee?,          true",
        "fee,        FEE?,                          true",
        "fee,        ｆｅｅは,                      true",
        "fee,        fee-free,                      true",
        "fee,        feeは無料,                     true",
        "fee,        Coffee?,                       false",
        "fee,        fees,                          false",
        "fee,        fee2,                          false",
        "fee,        coffee and a fee,              true",
        "cut-off,    the cut-off time,              true",
        "cut-off,    the cut off time,              false",
        "cash machine, a cash machine.,             true",
        "ATM,        ＡＴＭ手数料,                  true",
        "ATM手数料,  ATM手数料は,                   true",
        "ATM手数料,  BATM手数料は,                  false",
        "手数料,     振込手数料が,                  true",
        "ﾃﾞﾋﾞｯﾄ,      デビットカード,                true",
        "é,          cafe\u0301,                    false",
        "\u00A0,     a b,                           false"
    })
    void wordsAreFoundWholeAndJapaneseAnywhere(String term, String text, boolean holds) {
        assertThat(Haystack.of(text).holds(term)).isEqualTo(holds);
    }

    @Test
    void aTermIsFoundByItsPreferredFormAndByThoseToAvoid() {
        Glossary glossary = Glossary.of(FEE, ATM, CALL);

        assertThat(glossary.occurring(Question.of("Where is the next cash machine?")))
                .containsExactly(ATM);
        assertThat(glossary.occurring(Question.of("キャッシュコーナーはどこですか"))).containsExactly(ATM);
        assertThat(glossary.occurring(Question.of("コール資金市場とは"))).containsExactly(CALL);
        assertThat(glossary.occurring(Question.of("コールしじょうとは"))).isEmpty();
        assertThat(glossary.occurring(Question.of("Who are you?"))).isEmpty();
    }

    @Test
    void termsOfTheQuestionComeBeforeThoseOfTheEvidenceUpToTheLimit() {
        Glossary glossary = Glossary.of(FEE, ATM, CALL);
        Question question = Question.of("コール市場とATM").plusEvidence(List.of(passage("There is a fee."), passage("ATM")));

        assertThat(glossary.occurring(question)).containsExactly(ATM, CALL, FEE);
        assertThat(glossary.limit(2).occurring(question)).containsExactly(ATM, CALL);
        assertThat(glossary.limit(1).occurring(question)).containsExactly(ATM);
    }

    @Test
    void theDefaultLimitIsThatOfTheJavadoc() {
        List<Term> terms = IntStream.range(0, 30)
                .mapToObj(i -> Term.of("t" + i, "one of many"))
                .toList();
        String all = String.join(" ", terms.stream().map(Term::term).toList());

        assertThat(Glossary.of(terms).occurring(Question.of(all))).isEqualTo(terms.subList(0, 20));
    }

    @Test
    void aTermIsToldInTheLanguageOfTheQuestion() {
        assertThat(Wording.ENGLISH.term(FEE)).isEqualTo("- fee: what a transfer costs.");
        assertThat(Wording.ENGLISH.term(CALL.avoid("call", "money market")))
                .isEqualTo("- コール市場 (コールしじょう): 金融機関どうしの短期の貸し借りの場. Write: コール資金市場. Do not write: call, money market.");
        assertThat(Wording.JAPANESE.term(CALL.avoid("コール", "短資")))
                .isEqualTo("- コール市場（コールしじょう）：金融機関どうしの短期の貸し借りの場。表記は「コール資金市場」。「コール」「短資」は使わない。");
        assertThat(Wording.JAPANESE.term(Term.of("手数料", "振込の費用。"))).isEqualTo("- 手数料：振込の費用。");
        assertThat(Wording.of(Question.of("What is コール?"))).isEqualTo(Wording.JAPANESE);
        assertThat(Wording.of(Question.of("What is 5 €?"))).isEqualTo(Wording.ENGLISH);
    }

    @Test
    void whatIsMissingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Term.of(" ", "x")).withMessage("term must not be blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Term.of("x", ""))
                .withMessage("definition must not be blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FEE.preferred(" "))
                .withMessage("preferred must not be blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FEE.avoid("a", ""))
                .withMessage("form to avoid must not be blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Glossary.of(FEE).limit(0))
                .withMessage("limit must be at least 1 but is 0");
    }

    @Test
    void everyPartOfATermIsInTheDescription() {
        assertThat(List.of(
                        Glossary.of(FEE),
                        Glossary.of(FEE).limit(3),
                        Glossary.of(FEE, ATM),
                        Glossary.of(ATM, FEE),
                        Glossary.of(Term.of("fee", "a price")),
                        Glossary.of(FEE.reading("fii")),
                        Glossary.of(FEE.preferred("charge")),
                        Glossary.of(FEE.avoid("toll", "price")),
                        Glossary.of(FEE.avoid("toll, price"))))
                .extracting(glossary -> glossary.describe().fingerprint())
                .doesNotHaveDuplicates();
    }

    @Test
    void aLongGlossaryIsSearchedInTime() {
        Glossary glossary = Glossary.of(IntStream.range(0, 2_000)
                .mapToObj(i -> Term.of("aaaaab" + i, "x"))
                .toList());
        Question question = Question.of("a".repeat(50_000));

        List<Term> found = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> glossary.occurring(question));

        assertThat(found).isEmpty();
    }

    @Property
    void aWordIsFoundAmongWords(
            @ForAll @StringLength(min = 1, max = 4) @CharRange(from = 'a', to = 'c') @NotBlank String word,
            @ForAll @StringLength(max = 4) @CharRange(from = 'a', to = 'c') String before) {
        assertThat(Haystack.of(before + " " + word + "!").holds(word)).isTrue();
        assertThat(Haystack.of(before + word).holds(word)).isEqualTo(before.isEmpty() || (before + word).equals(word));
    }

    private static Passage passage(String text) {
        return new Passage("p", text, new Source("a.md", List.of(), new Span(0, text.length())), 1);
    }
}
