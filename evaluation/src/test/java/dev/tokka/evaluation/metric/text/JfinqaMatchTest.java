// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.metric.Tried;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JfinqaMatchTest {

    private final JfinqaMatch numeric = JfinqaMatch.numericMatch();
    private final JfinqaMatch exact = JfinqaMatch.exactMatch();

    /** The values of the authors' functions, worked by hand from their definition. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    10.55%          | 10.55%                        | 1 | 1
                    10.55%          | １０．５５％                  | 1 | 1
                    10.55%          | 10.6                          | 1 | 0
                    10.55%          | 10.66%                        | 0 | 0
                    10.55%          | 利益率は10.55%です。          | 1 | 0
                    10.55%          | 2024年は10.55%です。          | 0 | 0
                    -1,000          | △1,000                        | 1 | 1
                    -1,000          | ▲1000                         | 1 | 1
                    992,408         | 992408                        | 1 | 1
                    992,408         | 992,408百万円                 | 0 | 0
                    12345百万円     | 123.45億円                    | 1 | 0
                    12345百万円     | 123億4500万円                 | 0 | 0
                    5千円           | 5000                          | 1 | 0
                    1兆円           | 1,000,000百万                 | 1 | 0
                    -3ポイント      | -3.02                         | 1 | 0
                    -3ポイント      | -3pt                          | 1 | 0
                    0               | 0.0%                          | 1 | 0
                    0               | 0.001                         | 0 | 0
                    増収            | 増収                          | 1 | 1
                    増収            | 増収しました                  | 1 | 1
                    改善            | 改善した                      | 1 | 1
                    増収            | 減収                          | 0 | 0
                    増収            | 5                             | 0 | 0
                    はい            | はい                          | 1 | 1
                    3.5%            | 1.2.3                         | 0 | 0
                    """)
    void workedByHand(String answer, String reply, double within, double same) {
        Case item = Texts.accepting(answer);

        assertThat(numeric.score(item, Texts.reply(reply)).value()).isEqualTo(within);
        assertThat(exact.score(item, Texts.reply(reply)).value()).isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource({
        "'10 / 200 = 5%\nAnswer: 5%', 5%",
        "'Answer:\n5%', 5%",
        "'answer: 5% [1]\nおわり', 5%",
        "'計算します。\n\n5%\n', 5%",
        "'Answer:', Answer:",
    })
    void theAnswerIsWhatIsNamedSoOrTheLastLine(String reply, String seen) {
        assertThat(numeric.score(Texts.accepting("5%"), Texts.reply(reply)).seen())
                .isEqualTo(seen);
    }

    @Test
    void whatIsNoAnswerIsWrongAndUnreadable() {
        Case item = Texts.accepting("0");

        assertThat(numeric.score(item, Texts.abstention())).isEqualTo(Score.unreadable(0));
        assertThat(numeric.score(item, Texts.failure())).isEqualTo(Score.unreadable(0));
        assertThat(numeric.score(item, Texts.reply("[1]"))).isEqualTo(Score.unreadable(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> numeric.score(Texts.expecting(new Expected.Numeric(1)), Texts.reply("1")));
    }

    @Property
    void onePercentIsTheBorder(
            @ForAll @DoubleRange(min = 1, max = 1e6) double number,
            @ForAll @DoubleRange(min = -0.02, max = 0.02) double off) {
        double said = number * (1 + off);
        double right = Math.abs(said - number) / number <= 0.01 ? 1 : 0;

        assertThat(numeric.score(Texts.accepting(plain(number)), Texts.reply(plain(said)))
                        .value())
                .isEqualTo(right);
    }

    private static String plain(double number) {
        return new BigDecimal(number).toPlainString();
    }

    @Test
    void metricLaws() {
        List<Tried> all = List.of(
                new Tried(Texts.accepting("5%"), Texts.reply("5%")), new Tried(Texts.accepting("増収"), Texts.failure()));

        Tried.assertLaws(numeric, all, 0, 1);
        Tried.assertLaws(exact, all, 0, 1);
        assertThat(numeric.name()).isNotEqualTo(exact.name());
    }
}
