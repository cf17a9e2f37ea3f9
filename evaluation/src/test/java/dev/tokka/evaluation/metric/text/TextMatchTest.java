// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Score;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextMatchTest {

    private static final List<TextMatch> ALL =
            List.of(TextMatch.exactMatch(), TextMatch.squadExactMatch(), TextMatch.squadF1(), TextMatch.contains());

    @Test
    void exactMatchComparesUnicodeForms() {
        assertThat(value(TextMatch.exactMatch(), "東京", " 東京 ")).isOne();
        assertThat(value(TextMatch.exactMatch(), "12%", "１２％")).isOne();
        assertThat(value(TextMatch.exactMatch(), "Tokyo", "tokyo")).isZero();
    }

    @Test
    void squadIgnoresCaseArticlesAndPunctuation() {
        assertThat(value(TextMatch.squadExactMatch(), "The Eiffel Tower", "eiffel   tower."))
                .isOne();
        assertThat(value(TextMatch.squadExactMatch(), "東京都", "「東京都」。")).isOne();
        assertThat(value(TextMatch.squadExactMatch(), "theatre", "atre")).isZero();
    }

    @Test
    void squadF1ByHand() {
        assertThat(value(TextMatch.squadF1(), "the red car", "A red bus")).isEqualTo(0.5);
        // 4 of 4 wanted characters among 6 given: 2 * 4 / 10
        assertThat(value(TextMatch.squadF1(), "東京都庁", "東京都庁です")).isCloseTo(0.8, within(1e-12));
        assertThat(value(TextMatch.squadF1(), "a b b", "b b b")).isCloseTo(0.8, within(1e-12)); // "a" is an article
        assertThat(value(TextMatch.squadF1(), "the", "an")).isOne();
        assertThat(value(TextMatch.squadF1(), "the", "cat")).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    art      | It is a party.           | 0
                    art      | It is Art [1].           | 1
                    5        | It is 1.5 percent        | 0
                    1        | It is 1.5 percent        | 0
                    5        | It is 5.                 | 1
                    1        | It is so [1].            | 0
                    30 days  | within 30 days[1, 2]     | 1
                    Tokyo    | 答えはTokyoです          | 1
                    東京     | それは東京都です         | 1
                    １２     | 12 yen                   | 1
                    art      | party art                | 1
                    """)
    void containsWholeWords(String accepted, String reply, double expected) {
        assertThat(value(TextMatch.contains(), accepted, reply)).isEqualTo(expected);
    }

    @Test
    void takesTheBestOfTheAcceptedTexts() {
        Score score =
                TextMatch.squadF1().score(Texts.accepting("red bus", "blue car", "red car"), Texts.reply("red car"));

        assertThat(score).isEqualTo(Score.of(1, "red car"));
    }

    @Test
    void noAnswerIsRightIffTheModelAbstains() {
        for (TextMatch metric : ALL) {
            assertThat(metric.score(Texts.expecting(new Expected.NoAnswer()), Texts.abstention()))
                    .isEqualTo(Score.of(1, "(abstained)"));
            assertThat(metric.score(Texts.expecting(new Expected.NoAnswer()), Texts.reply("no")))
                    .isEqualTo(Score.of(0, "no"));
            assertThat(metric.score(Texts.expecting(new Expected.NoAnswer()), Texts.failure()))
                    .isEqualTo(Score.unreadable(0));
        }
    }

    @Test
    void abstentionsAndFailuresAreWrongAndUnreadable() {
        for (TextMatch metric : ALL) {
            assertThat(metric.score(Texts.accepting("x"), Texts.abstention())).isEqualTo(Score.unreadable(0));
            assertThat(metric.score(Texts.accepting("x"), Texts.failure())).isEqualTo(Score.unreadable(0));
        }
    }

    @Test
    void refusesCasesThatExpectNoText() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> TextMatch.contains().score(Texts.expecting(new Expected.Numeric(1)), Texts.reply("1")))
                .withMessage("this metric needs cases that expect texts but case case expects Numeric");
    }

    @Property
    void whatIsAcceptedIsPerfectAndAllIsInRange(@ForAll @NotBlank String accepted, @ForAll @NotBlank String other) {
        Assume.that(!accepted.isBlank() && !other.isBlank());
        for (TextMatch metric : ALL) {
            if (!metric.name().equals("contains")) { // which removes citations
                assertThat(value(metric, accepted, accepted)).isOne();
            }
            assertThat(value(metric, accepted, other)).isBetween(0.0, 1.0);
        }
    }

    @Property
    void orderDoesNotMatter(@ForAll @Size(min = 1, max = 8) List<Boolean> right) {
        List<Score> scores = new ArrayList<>(
                right.stream().map(yes -> Score.of(yes ? 1 : 0.25, "")).toList());
        double before = TextMatch.squadF1().value(scores);
        Collections.reverse(scores);

        assertThat(TextMatch.squadF1().value(scores)).isCloseTo(before, within(1e-12));
    }

    private static double value(TextMatch metric, String accepted, String reply) {
        return metric.score(Texts.accepting(accepted), Texts.reply(reply)).value();
    }
}
