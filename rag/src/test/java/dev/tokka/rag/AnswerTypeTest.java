// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AnswerTypeTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "PERCENT,   What is the interest rate of a savings account?",
        "PERCENT,   Which share of the loan is repaid?",
        "PERCENT,   普通預金の金利は？",
        "PERCENT,   何％を負担しますか",
        "MONEY,     HOW MUCH is a transfer abroad?",
        "MONEY,     What does a new card cost?",
        "MONEY,     What is the fee for a locker?",
        "MONEY,     振込手数料はいくらですか",
        "MONEY,     一日の上限額を教えてください",
        "DURATION,  How long can a payment be disputed?",
        "DURATION,  How many business days does it take?",
        "DURATION,  Ｈｏｗ ｌｏｎｇ does it take?",
        "DURATION,  再発行に何営業日かかりますか",
        "DURATION,  どのくらいの期間保管しますか",
        "TIME,      When does the branch open?",
        "TIME,      By what time must I order?",
        "TIME,      What is the cut-off for orders?",
        "TIME,      窓口はいつ開きますか",
        "TIME,      受付は何時からですか",
        "FREQUENCY, How often are keys counted?",
        "FREQUENCY, How many times may I try?",
        "FREQUENCY, 年に何回点検しますか",
        "COUNT,     How many people sign?",
        "COUNT,     Which extension is the help desk?",
        "COUNT,     何人で開けますか",
        "COUNT,     内線番号を教えてください",
        "ANY,       Who may sign for the branch?",
        "ANY,       鍵は誰が持ちますか",
        "ANY,       Whenever"
    })
    void theTypeIsSeenFromTheWordsOfTheQuestion(AnswerType type, String question) {
        assertThat(AnswerType.of(question)).isEqualTo(type);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "PERCENT,   It is 4.2 % a year.",
        "PERCENT,   It is 4 per cent.",
        "PERCENT,   手数料の三分の一とする。",
        "PERCENT,   二割を負担する。",
        "MONEY,     A locker costs ￥900.",
        "MONEY,     It costs 900 yen.",
        "MONEY,     Rooms cost up to EUR 150 a night.",
        "MONEY,     Rooms cost up to 150 EUR a night.",
        "MONEY,     Cards are free.",
        "MONEY,     ９００円とする。",
        "MONEY,     手数料は無料とする。",
        "DURATION,  It takes 5 business days.",
        "DURATION,  It takes two weeks.",
        "DURATION,  A password has at least 14 characters.",
        "DURATION,  It is sent immediately.",
        "DURATION,  三営業日以内に届ける。",
        "DURATION,  直ちに届ける。",
        "TIME,      It opens at 09:30.",
        "TIME,      It closes on Friday.",
        "TIME,      ９時に開く。",
        "TIME,      翌日に届く。",
        "FREQUENCY, Keys are counted daily.",
        "FREQUENCY, Keys are counted twice.",
        "FREQUENCY, 毎月数える。",
        "COUNT,     Two people sign.",
        "COUNT,     Call 4999.",
        "COUNT,     二人で開ける。",
        "ANY,       The manager signs.",
        "ANY,       ''"
    })
    void aSentenceThatHoldsSuchAThingIsRecognized(AnswerType type, String sentence) {
        assertThat(type.isIn(sentence)).isTrue();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "PERCENT,   The rate is set on 5 May.",
        "PERCENT,   金利は店頭に表示する。",
        "MONEY,     The branch sets the fee.",
        "MONEY,     It takes 5 days.",
        "MONEY,     手数料は店頭に表示する。",
        "DURATION,  It costs 900 yen.",
        "DURATION,  It takes a while.",
        "DURATION,  遅れて届く。",
        "TIME,      The branch is open.",
        "TIME,      窓口は開いている。",
        "FREQUENCY, Keys are counted.",
        "FREQUENCY, 鍵を数える。",
        "COUNT,     Staff sign at 09:30.",
        "COUNT,     鍵で開ける。"
    })
    void aSentenceWithoutSuchAThingIsNot(AnswerType type, String sentence) {
        assertThat(type.isIn(sentence)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ANY")
    void onlyAnyIsInEverySentence(AnswerType type) {
        assertThat(type.isIn("The manager signs.")).isFalse();
    }
}
