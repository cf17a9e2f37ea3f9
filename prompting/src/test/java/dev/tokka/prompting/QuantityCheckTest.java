// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Question;
import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityCheckTest {

    private static final Question QUESTION = Question.of("How much?");
    private static final ReplyCheck QUANTITY = ReplyCheck.quantity();

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "1億2,000万円 | 120000000 JPY",
                "一億二千万円です。 | 120000000 JPY",
                "１億２０００万 円 | 120000000 JPY",
                "120 million yen | 120000000 JPY",
                "¥120,000,000 | 120000000 JPY",
                "￥1,200円 | 1200 JPY",
                "3千円 | 3000 JPY",
                "千二百円 | 1200 JPY",
                "1.5兆円 | 1500000000000 JPY",
                "JPY 1200 | 1200 JPY",
                "$3.50 | 3.5 USD",
                "US$3 | 3 USD",
                "2.5 billion dollars | 2500000000 USD",
                "100ユーロ | 100 EUR",
                "**12.50％** | 12.5 %",
                "3割 | 30 %",
                "0.5パーセント | 0.5 %",
                "5 percent | 5 %",
                "△３．５％ | -3.5 %",
                "▲1,200円 | -1200 JPY",
                "マイナス3円 | -3 JPY",
                "minus 3 | -3",
                "-0.25% | -0.25 %",
                "25bp | 25 bp",
                "3営業日 | 3 business day",
                "3 business days | 3 business day",
                "三か月 | 3 month",
                "30日間 | 30 day",
                "2時間 | 2 hour",
                "42 ㎞ | 42 km",
                "5 kg. | 5 kg",
                "1,234,567 | 1234567",
                "二〇二四 | 2024",
                "0円 | 0 JPY",
                "十二 | 12"
            })
    void aQuantityIsWrittenInPlainDigitsWithItsUnit(String reply, String quantity) {
        assertThat(QUANTITY.check(QUESTION, reply))
                .isInstanceOfSatisfying(
                        Verdict.Fits.class, fits -> assertThat(fits.text()).isEqualTo(quantity));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5 yen per transfer",
                "約5円",
                "5〜6円",
                "5-6",
                "5 or 6",
                "It is 5 yen",
                "1,20円",
                "1.200,50 €",
                "1,2000",
                "1.2.3",
                "万円",
                "円",
                "5万6億円",
                "十千円",
                "5六円",
                "¥5ドル",
                "5 ms",
                "3割5分",
                "many",
                "?"
            })
    void whatIsNoNumberOrHasAnotherUnitIsRefused(String reply) {
        assertThat(QUANTITY.check(QUESTION, reply))
                .isEqualTo(new Verdict.Unfit("the reply is no number with a known unit", ""));
        assertThat(QUANTITY.check(QUESTION, reply + "9".repeat(200_000))).isInstanceOf(Verdict.Unfit.class);
    }

    @Property
    void kanjiAndDigitsAreTheSameNumber(@ForAll @LongRange(min = 1, max = 9_999_999_999_999_999L) long number) {
        assertThat(Numerals.read(inKanji(number))).hasValue(BigDecimal.valueOf(number));
        assertThat(Numerals.read(String.format("%,d", number))).hasValue(BigDecimal.valueOf(number));
    }

    @Property
    void scalesOfTenThousandAreWorkedOut(
            @ForAll @IntRange(min = 1, max = 9_999) int oku, @ForAll @IntRange(min = 1, max = 9_999) int man) {
        long value = oku * 100_000_000L + man * 10_000L;

        assertThat(Numerals.read(oku + "億" + man + "万")).hasValue(BigDecimal.valueOf(value));
    }

    @Test
    void theDemandIsInTheLanguageOfTheQuestion() {
        assertThat(QUANTITY.demand(QUESTION)).contains("one number");
        assertThat(QUANTITY.demand(Question.of("いくらですか。"))).contains("数値を一つだけ");
    }

    private static String inKanji(long number) {
        StringBuilder kanji = new StringBuilder();
        String[] scales = {"", "万", "億", "兆"};
        for (int power = 3; power >= 0; power--) {
            int section = (int) (number / (long) Math.pow(10_000, power) % 10_000);
            if (section > 0) {
                kanji.append(section(section)).append(scales[power]);
            }
        }
        return kanji.toString();
    }

    private static String section(int number) {
        StringBuilder kanji = new StringBuilder();
        String[] scales = {"", "十", "百", "千"};
        for (int power = 3; power >= 0; power--) {
            int digit = (int) (number / (long) Math.pow(10, power) % 10);
            if (digit > 0) {
                boolean said = power == 0 || digit > 1;
                kanji.append(said ? String.valueOf("〇一二三四五六七八九".charAt(digit)) : "")
                        .append(scales[power]);
            }
        }
        return kanji.toString();
    }
}
