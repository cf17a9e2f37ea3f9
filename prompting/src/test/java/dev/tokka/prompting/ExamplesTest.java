// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.Description;
import dev.tokka.Embedder;
import dev.tokka.Example;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Question;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExamplesTest {

    private static final Example FEE = new Example("How high is the fee for a transfer?", "500 yen");
    private static final Example CARD = new Example("What do I do if my card is stolen?", "Call us.");
    private static final Example HOURS = new Example("When is the branch open?", "From nine to three.");
    private static final Example ATM = new Example("ATMの手数料はいくらですか。", "110円");
    private static final Example RATE = new Example("定期預金の金利を教えてください。", "0.2パーセント");
    private static final List<Example> ALL = List.of(FEE, CARD, HOURS, ATM, RATE);

    @Test
    void fixedExamplesAreAlwaysTheSameInOrder() {
        assertThat(Examples.fixed(FEE, CARD).select(Question.of("When?"))).containsExactly(FEE, CARD);
        assertThat(Examples.fixed(List.of())).hasToString("fixed(0)");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "What does a transfer abroad cost?, 0",
        "Somebody stole my cards, 1",
        "Which days is the branch closed?, 2",
        "ATMを使うと手数料がかかりますか, 3",
        "定期の金利は, 4",
        "ｶｰﾄﾞ no atm 手数料, 3"
    })
    void theNearestSharesTheTellingWords(String question, int nearest) {
        assertThat(Examples.nearest(1, ALL).select(Question.of(question))).containsExactly(ALL.get(nearest));
    }

    @Test
    void theNearestIsShownLast() {
        List<Example> chosen =
                Examples.nearest(2, ALL).select(Question.of("How high is the fee if my card is stolen?"));

        assertThat(chosen).containsExactly(FEE, CARD);
    }

    @Test
    void ofEquallyNearExamplesTheEarlierIsNearer() {
        Example again = new Example(FEE.question(), "600 yen");

        assertThat(Examples.nearest(3, List.of(HOURS, FEE, again)).select(Question.of("the fee")))
                .containsExactly(HOURS, again, FEE);
        assertThat(Examples.nearest(2, List.of(FEE, CARD)).select(Question.of("?!")))
                .containsExactly(CARD, FEE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "How high is the fee for a transfer?",
                " how high is the FEE for a transfer ",
                "Ｈow high is the fee, for a transfer…",
                "How high\nis the fee for a transfer?!"
            })
    void anExampleThatAsksTheQuestionItselfIsNotChosen(String question) {
        assertThat(Examples.nearest(4, ALL).select(Question.of(question)))
                .hasSize(4)
                .doesNotContain(FEE);
        assertThat(Examples.nearest(4, ALL, ExamplesTest::letters).select(Question.of(question)))
                .hasSize(4)
                .doesNotContain(FEE);
    }

    @Test
    void aQuestionOfSignsIsItselfOnly() {
        Example signs = new Example("?!", "Yes.");

        assertThat(Examples.nearest(1, List.of(signs)).select(Question.of("!?")))
                .containsExactly(signs);
        assertThat(Examples.nearest(1, List.of(signs)).select(Question.of(" ?!")))
                .isEmpty();
    }

    @Test
    void piecesWorkedByHand() {
        assertThat(WordSimilarity.pieces("Fee, fees! 手数料AI 率"))
                .containsOnly(
                        entry("fee", 1),
                        entry("~fee", 2),
                        entry("fees", 1),
                        entry("~ees", 1),
                        entry("~手数", 1),
                        entry("~数料", 1),
                        entry("ai", 1),
                        entry("~ai", 1),
                        entry("~率", 1));
    }

    @Test
    void similarityWorkedByHand() {
        WordSimilarity similarity =
                WordSimilarity.of(List.of(new Example("率 率", "a"), new Example("率 料", "b"), new Example("!", "c")));

        // 3 examples: 率 stands in 2 of them, 料 in 1; in the question 率 stands once, and 金 in no example
        double often = Math.log(1 + 3.0 / 2);
        double rare = Math.log(1 + 3.0);
        assertThat(similarity.to("率 金"))
                .containsExactly(new double[] {1, often / Math.hypot(often, rare), 0}, within(1e-12));
        assertThat(similarity.toExample(0))
                .containsExactly(new double[] {1, often / Math.hypot(often, rare), 0}, within(1e-12));
    }

    @Test
    void anEmbedderComparesByMeaningAndEmbedsExamplesOnce() {
        List<String> embedded = new ArrayList<>();
        Embedder embedder = text -> {
            embedded.add(text);
            return text.contains("card") ? new float[] {3, 4} : new float[] {-1, 0};
        };
        Examples nearest = Examples.nearest(2, List.of(FEE, CARD, HOURS), embedder);

        assertThat(nearest.select(Question.of("Lost card"))).containsExactly(FEE, CARD);
        assertThat(nearest.select(Question.of("Fee"))).containsExactly(HOURS, FEE);
        assertThat(embedded).containsExactly(FEE.question(), CARD.question(), HOURS.question(), "Lost card", "Fee");
    }

    @Test
    void vectorsAreComparedByTheirCosine() {
        Embedder embedder = text -> switch (text) {
            case "a" -> new float[] {10, 1};
            case "b" -> new float[] {1, 1};
            case "c" -> new float[] {0, 0};
            default -> new float[] {2, 2};
        };
        VectorSimilarity similarity = VectorSimilarity.of(
                List.of(new Example("a", "1"), new Example("b", "2"), new Example("c", "3")), embedder);

        assertThat(similarity.to("q")).containsExactly(new double[] {11 / Math.sqrt(101 * 2), 1, 0}, within(1e-6));
    }

    @Test
    void vectorsThatCannotBeComparedAreAFailure() {
        Embedder growing = text -> new float[text.length()];

        assertThatExceptionOfType(ModelUnavailableException.class)
                .isThrownBy(() -> Examples.nearest(1, ALL, growing))
                .withMessageStartingWith("nearest examples: expected vectors of finite numbers, as many for every text,"
                        + " but one had 34 where the first has 35, from ")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(ModelUnavailableException.Reason.PROTOCOL));
        assertThatExceptionOfType(ModelUnavailableException.class)
                .isThrownBy(() -> Examples.nearest(1, ALL, text -> new float[] {Float.NaN}));
        assertThatExceptionOfType(ModelUnavailableException.class)
                .isThrownBy(() -> Examples.nearest(1, ALL, text -> new float[0]));
        Examples one = Examples.nearest(1, List.of(FEE), growing);
        assertThatExceptionOfType(ModelUnavailableException.class)
                .isThrownBy(() -> one.select(Question.of("A secret?")))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
    }

    @Test
    void ofNoExamplesNoneAreChosenAndNothingIsEmbedded() {
        Embedder broken = text -> {
            throw new AssertionError("embedded");
        };

        assertThat(Examples.nearest(1, List.of()).select(Question.of("Fee?"))).isEmpty();
        assertThat(Examples.nearest(1, List.of(), broken).select(Question.of("Fee?")))
                .isEmpty();
    }

    @Test
    @SuppressWarnings("NullAway")
    void whatIsOutOfRangeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Examples.nearest(0, ALL))
                .withMessage("k must be at least 1 but is 0");
        assertThatNullPointerException()
                .isThrownBy(() -> Examples.nearest(1, ALL, null))
                .withMessage("embedder");
    }

    @Test
    void eachChoiceIsDescribedByItsSettingsAndExamples() {
        Embedder embedder = new Embedder() {
            @Override
            public float[] embed(String text) {
                return letters(text);
            }

            @Override
            public Description describe() {
                return Description.of("letters");
            }
        };

        assertThat(List.of(
                        Examples.fixed(FEE, CARD),
                        Examples.fixed(CARD, FEE),
                        Examples.fixed(FEE),
                        Examples.nearest(1, List.of(FEE, CARD)),
                        Examples.nearest(2, List.of(FEE, CARD)),
                        Examples.nearest(1, List.of(CARD, FEE)),
                        Examples.nearest(1, List.of(FEE, CARD), embedder)))
                .allSatisfy(choice -> assertThat(choice.describe().isOpaque()).isFalse())
                .extracting(choice -> choice.describe().fingerprint())
                .doesNotHaveDuplicates();
        assertThat(Examples.nearest(1, ALL, ExamplesTest::letters).describe().isOpaque())
                .isTrue();
        assertThat(Examples.nearest(2, ALL)).hasToString("nearest(2 of 5)");
        Examples own = question -> List.of(FEE);
        assertThat(own.describe().isOpaque()).isTrue();
    }

    @Property(tries = 300)
    void theChoiceIsTheSameEachTimeOfDifferentExamplesAndAsManyAsThereAre(
            @ForAll("pools") List<Example> pool,
            @ForAll("texts") String text,
            @ForAll @IntRange(min = 1, max = 6) int k) {
        List<Example> chosen = Examples.nearest(k, pool).select(Question.of(text));

        assertThat(Examples.nearest(k, pool).select(Question.of(text))).isEqualTo(chosen);
        assertThat(pool).containsAll(chosen);
        assertThat(new HashSet<>(chosen)).hasSameSizeAs(chosen);
        long others = pool.stream()
                .filter(example -> !Texts.essence(example.question()).equals(Texts.essence(text)))
                .count();
        assertThat(chosen).hasSize((int) Math.min(k, others));
    }

    @Property(tries = 300)
    void fewerAreTheNearestOfMore(
            @ForAll("pools") List<Example> pool,
            @ForAll("texts") String text,
            @ForAll @IntRange(min = 1, max = 6) int k) {
        List<Example> more = Examples.nearest(k + 1, pool).select(Question.of(text));

        assertThat(more)
                .endsWith(Examples.nearest(k, pool).select(Question.of(text)).toArray(Example[]::new));
    }

    @Provide
    Arbitrary<List<Example>> pools() {
        return texts().map(text -> new Example(text, "Yes."))
                .list()
                .uniqueElements()
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("fee", "Fees ", "card ", "手数料", "は", "?", " ", "料金", "1.5")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(pieces -> "So" + String.join("", pieces));
    }

    private static float[] letters(String text) {
        float[] counts = new float[26];
        text.chars().filter(c -> c >= 'a' && c <= 'z').forEach(c -> counts[c - 'a']++);
        return counts;
    }
}
