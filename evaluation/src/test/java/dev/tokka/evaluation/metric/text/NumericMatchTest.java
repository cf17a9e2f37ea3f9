// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import java.util.List;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumericMatchTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1,234.5                    | 1234.5
                    (12.3)                     | -12.3
                    (1,234)                    | -1234
                    (12.3%)                    | -12.3
                    ($5)                       | -5
                    12.3%                      | 12.3
                    -5                         | -5
                    −5                         | -5
                    -$5                        | -5
                    $-5                        | -5
                    -.5                        | -0.5
                    1.2e-3                     | 0.0012
                    △1,234                     | -1234
                    ▲ 5                        | -5
                    営業利益は△12百万円        | -12
                    １２，３４５．６％         | 12345.6
                    first 3, then 4            | 4
                    It is 12 [1][2, 3].        | 12
                    Revenue in Q3 was 7, GPT-4 | 7
                    2020-21                    | 21
                    利益は-5です               | -5
                    5kg                        | 5
                    3 million                  | 3
                    0                          | 0
                    """)
    void readsTheLastNumber(String reply, double expected) {
        assertThat(NumberReader.last().read(reply)).hasValue(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    3 million         | 3000000
                    2.5 Billion yen   | 2500000000
                    5 thousand        | 5000
                    1億2,000万円      | 120000000
                    1億2000万5千円    | 120005000
                    5百万円           | 5000000
                    2千万円           | 20000000
                    3万5千            | 35000
                    △12,345百万円     | -12345000000
                    (3 million)       | -3000000
                    1兆円             | 1000000000000
                    7                 | 7
                    5 millionaires    | 5
                    3万人のうち2万人  | 20000
                    """)
    void multipliesIfAsked(String reply, double expected) {
        assertThat(NumberReader.last().withMultipliers().read(reply)).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "", "[1]", "Q3", "1e999"})
    void readsNothingWhereThereIsNoNumber(String reply) {
        assertThat(NumberReader.last().read(reply)).isEmpty();
    }

    @Test
    void theOnlyNumberIsNotOneOfTwo() {
        assertThat(NumberReader.only().read("between 3 and 4")).isEmpty();
        assertThat(NumberReader.only().read("It is 3 [1].")).hasValue(3);
        assertThat(NumberReader.only().withMultipliers().read("1億2000万")).hasValue(1.2e8);
        assertThat(NumberReader.only()).hasToString("the only number");
    }

    @Property
    void readsWhatJavaWrites(@ForAll double number) {
        assertThat(NumberReader.last().read("it is " + number)).isEqualTo(OptionalDouble.of(number));
    }

    @Test
    void toleranceIsTheLargerOfBoth() {
        NumericMatch metric = NumericMatch.within(0.01, 0.5, NumberReader.last());

        assertThat(value(metric, 200, "It is 202")).isOne();
        assertThat(value(metric, 200, "It is 202.1")).isZero();
        assertThat(value(metric, 1, "1.5")).isOne();
        assertThat(value(metric, -200, "-201")).isOne();
        assertThat(metric.score(number(3), Texts.reply("three"))).isEqualTo(Score.unreadable(0));
        assertThat(metric.higherIsBetter()).isTrue();
    }

    @Test
    void errorsByHand() {
        NumericMatch rmse = NumericMatch.rmse(10, NumberReader.last());
        NumericMatch mae = NumericMatch.mae(10, NumberReader.last());
        List<Outcome> outcomes = List.of(Texts.reply("8"), Texts.reply("99"), Texts.failure(), Texts.abstention());

        // errors 3, 94 counted as 10, 10, 10
        assertThat(rmse.value(scores(rmse, outcomes))).isCloseTo(Math.sqrt(309 / 4.0), within(1e-12));
        assertThat(mae.value(scores(mae, outcomes))).isCloseTo(33 / 4.0, within(1e-12));
        assertThat(scores(mae, outcomes)).extracting(Score::readable).containsExactly(true, true, false, false);
        assertThat(rmse.higherIsBetter()).isFalse();
        assertThat(rmse.describe())
                .isNotEqualTo(NumericMatch.rmse(9, NumberReader.last()).describe());
        assertThat(mae.describe())
                .isNotEqualTo(NumericMatch.mae(10, NumberReader.only()).describe());
    }

    @Test
    void refusesWhatItCannotScore() {
        NumericMatch metric = NumericMatch.mae(1, NumberReader.last());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> metric.score(Texts.accepting("1"), Texts.reply("1")))
                .withMessageContaining("a number but case case expects Texts");
        assertThatIllegalArgumentException().isThrownBy(() -> NumericMatch.rmse(0, NumberReader.last()));
        assertThatIllegalArgumentException().isThrownBy(() -> NumericMatch.mae(1e151, NumberReader.last()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NumericMatch.within(Double.NaN, 0, NumberReader.last()))
                .withMessage("relative must be finite and at least 0 but is NaN");
    }

    @Property
    void perfectIsBestAndAllIsInRange(
            @ForAll double expected, @ForAll @DoubleRange(min = -1e9, max = 1e9) double said) {
        NumericMatch rmse = NumericMatch.rmse(1e6, NumberReader.last());
        assertThat(value(rmse, expected, String.valueOf(expected))).isZero();
        assertThat(value(rmse, expected, String.valueOf(said))).isBetween(0.0, 1e6);
        assertThat(value(NumericMatch.within(0, 0, NumberReader.last()), expected, String.valueOf(expected)))
                .isOne();
    }

    private static List<Score> scores(NumericMatch metric, List<Outcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> metric.score(number(5), outcome))
                .toList();
    }

    private static double value(NumericMatch metric, double expected, String reply) {
        return metric.score(number(expected), Texts.reply(reply)).value();
    }

    private static Case number(double value) {
        return Texts.expecting(new Expected.Numeric(value));
    }

    @Test
    void longRunsOfWhiteSpaceTakeLinearTime() {
        String reply = "It is 5" + " ".repeat(1_000_000) + "[1 " + " ".repeat(1_000_000) + ", in all [1, 2].";

        assertThat(NumberReader.last().read(reply.replace("[1 ", "euro"))).hasValue(5);
        assertThat(NumberReader.last().read(reply)).hasValue(1);
    }
}
