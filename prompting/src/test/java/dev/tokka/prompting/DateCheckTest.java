// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Question;
import java.time.LocalDate;
import java.time.chrono.JapaneseDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateCheckTest {

    private static final Question QUESTION = Question.of("When?");
    private static final ReplyCheck DATE = ReplyCheck.date();

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "2024-04-01 | 2024-04-01",
                "2024/4/1 | 2024-04-01",
                "２０２４．４．１ | 2024-04-01",
                "**2024-04-01**. | 2024-04-01",
                "令和6年4月1日 | 2024-04-01",
                "令和６年４月１日（月）です。 | 2024-04-01",
                "「令和六年四月一日」 | 2024-04-01",
                "㋿6年4月1日 | 2024-04-01",
                "R6.4.1 | 2024-04-01",
                "Ｒ６年４月１日 | 2024-04-01",
                "西暦2024年 4月 1日 月曜日 | 2024-04-01",
                "二〇二四年十二月二十五日 | 2024-12-25",
                "令和元年5月1日 | 2019-05-01",
                "平成31年4月30日 | 2019-04-30",
                "平成36年3月31日 | 2024-03-31",
                "昭和64年1月7日 | 1989-01-07",
                "S39.10.10 | 1964-10-10",
                "大正12年9月1日 | 1923-09-01",
                "明治45年7月29日 | 1912-07-29",
                "April 1, 2024 | 2024-04-01",
                "Monday, Apr. 1st, 2024 | 2024-04-01",
                "1 April 2024 | 2024-04-01",
                "the 29th of February 2024 | 2024-02-29"
            })
    void aDateIsWrittenAsOfIso8601(String reply, String date) {
        assertThat(DATE.check(QUESTION, reply))
                .isInstanceOfSatisfying(
                        Verdict.Fits.class, fits -> assertThat(fits.text()).isEqualTo(date));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "04/01/2024",
                "2024-02-30",
                "2023年2月29日",
                "24年4月1日",
                "令和0年1月1日",
                "令和6年13月1日",
                "令和6年4月",
                "April 2024",
                "It is 2024-04-01",
                "2024-04-01 or 2024-04-02",
                "2024-04/01",
                "tomorrow",
                "?"
            })
    void whatIsNoDayOrTwoIsRefused(String reply) {
        assertThat(DATE.check(QUESTION, reply)).isEqualTo(new Verdict.Unfit("the reply is no date", ""));
        assertThat(DATE.check(QUESTION, reply + "9".repeat(200_000))).isInstanceOf(Verdict.Unfit.class);
    }

    @Property
    void aDateByEraIsTheDayThatTheCalendarOfJavaSays(@ForAll @IntRange(min = 0, max = 55_000) int day) {
        LocalDate date = LocalDate.of(1873, 1, 1).plusDays(day); // Java's calendar begins here
        String written = DateTimeFormatter.ofPattern("GGGGy年M月d日", Locale.JAPAN).format(JapaneseDate.from(date));

        assertThat(DATE.check(QUESTION, written))
                .isInstanceOfSatisfying(
                        Verdict.Fits.class, fits -> assertThat(fits.text()).isEqualTo(date.toString()));
    }

    @Test
    void theDemandIsInTheLanguageOfTheQuestion() {
        assertThat(DATE.demand(QUESTION)).contains("one date", "2024-04-01");
        assertThat(DATE.demand(Question.of("いつですか。"))).contains("日付を一つだけ");
        assertThat(DATE.describe()).isEqualTo(ReplyCheck.date().describe());
    }
}
