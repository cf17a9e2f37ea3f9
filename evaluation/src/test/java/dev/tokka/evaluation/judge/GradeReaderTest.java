// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GradeReaderTest {

    private static final GradeReader POINTS = GradeReader.of(Scale.ONE_TO_FIVE);
    private static final GradeReader YES_NO = GradeReader.of(Scale.YES_NO);
    private static final GradeReader PAIRWISE = GradeReader.of(Scale.PAIRWISE);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4",
                " 4.",
                "**4**",
                "４",
                "4点",
                "４点",
                "4点です。",
                "評価: 4",
                "評価：４",
                "評価は4です",
                "Grade: 4/5",
                "grade = 4",
                "The grade is 4.",
                "Score: **4**",
                "Rating: [[4]]",
                "[[4]]",
                "4/5",
                "I give it 4 out of 5.",
                "4.0",
                "{\"grade\": 4}",
                "{\"reason\": \"ok\", \"grade\": 4}",
                "{\"grade\": \"4\"}",
                "{\"評価\": \"4点\"}",
                "```json\n{\"reason\": \"ok\",\n \"grade\": 4}\n```",
                "Well { said: {\"grade\": 4} there.",
                "{\"reason\": \"cut off, \"grade\": 4",
                "この回答は4点とします。",
                "5点満点中4点です。",
                "1から5の5段階で、4点",
                "4\n理由: 正しい",
                "Reason: fine\n4",
                "Two of 3 facts are right.\nGrade: 4",
                "自然さで1点減点し、4点とします。"
            })
    void readsFour(String reply) {
        assertThat(POINTS.read(reply)).hasValue(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "good",
                "0",
                "6",
                "評価: 6",
                "Grade: 10",
                "4.5",
                "Grade: 4.5",
                "Grade: 4/10",
                "4-5",
                "Grade: 4-5",
                "Grade: 4 or 5",
                "評価: 4か5",
                "4点か5点",
                "4 か 5点",
                "4 or 5点",
                "4 to 5/5",
                "4〜5点",
                "Grade: 4\nGrade: 3",
                "評価: 3、いや、評価: 4",
                "-4",
                "{\"grade\": 4} {\"grade\": 3}",
                "{\"grade\": 4, \"grade\": 3}",
                "{\"grade\": 4, \"score\": 3}",
                "{\"grade\": null}",
                "{\"grade\": [4]}",
                "{\"grade\": 4.5}",
                "{\"grade\": true}",
                "{\"grade\": 4} Grade: 2",
                "1. It is right.\n2. It is short.",
                "自然さで1点減点しました。",
                "4\n5",
                "Grade: 99999999999999999999"
            })
    void neverGuesses(String reply) {
        assertThat(POINTS.read(reply)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "True.",
                "true",
                "yes",
                "Yes, it agrees with the reference.",
                "Yes",
                "はい",
                "はい。",
                "はい、正しいです。",
                "Yes, correct.",
                "正解です",
                "Verdict: correct",
                "判定: はい",
                "{\"grade\": \"yes\"}",
                "{\"grade\": true}",
                "Ｙｅｓ",
                "**Yes.**"
            })
    void readsYes(String reply) {
        assertThat(YES_NO.read(reply)).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"False.", "no", "No, it is not.", "いいえ", "不正解です。", "{\"grade\": \"いいえ\"}", "Verdict: incorrect"})
    void readsNo(String reply) {
        assertThat(YES_NO.read(reply)).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "perhaps",
                "Yes, no, maybe",
                "No errors were found.",
                "Yes or no",
                "Verdict: yes or no",
                "Verdict: not correct",
                "はい。\nいいえ。",
                "{\"grade\": \"maybe\"}",
                "判定: 正解ではない"
            })
    void neverGuessesYesOrNo(String reply) {
        assertThat(YES_NO.read(reply)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"A", "[[A]]", "Ａ", "Winner: A", "勝者: A", "回答A", "{\"grade\": \"A\"}", "I compared both.\n[[A]]"})
    void readsFirst(String reply) {
        assertThat(PAIRWISE.read(reply)).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tie", "Tie.", "引き分け", "引き分けです。", "{\"grade\": \"tie\"}", "[[tie]]", "Verdict: draw"})
    void readsTie(String reply) {
        assertThat(PAIRWISE.read(reply)).hasValue(0.5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "C",
                "A or B",
                "Winner: A or B",
                "[[A]] [[B]]",
                "A is short.\nB is long.",
                "A\nB",
                "I don't think A is better"
            })
    void neverGuessesAWinner(String reply) {
        assertThat(PAIRWISE.read(reply)).isEmpty();
    }

    @Test
    void readsLongReplies() {
        String prose = "The answer says { nothing } new. ".repeat(3000);

        assertThat(POINTS.read(prose + "{\"reason\": \"" + "long ".repeat(9000) + "\", \"grade\": 4}" + prose))
                .hasValue(4);
        assertThat(POINTS.read("1" + " ".repeat(20_000) + "\"".repeat(20_000))).isEmpty();
    }

    @Property
    void readsJsonInAnyProse(
            @ForAll("prose") String before,
            @ForAll("prose") String after,
            @ForAll @IntRange(min = 1, max = 5) int grade) {
        String reply = before + " {\"reason\": \"because\", \"grade\": " + grade + "} " + after;

        assertThat(POINTS.read(reply)).hasValue(grade);
    }

    @Property
    void twoDifferentGradesAreNone(
            @ForAll @IntRange(min = 1, max = 5) int one,
            @ForAll @IntRange(min = 1, max = 5) int other,
            @ForAll("prose") String between) {
        Assume.that(one != other);

        assertThat(POINTS.read("{\"grade\": " + one + "} " + between + " {\"grade\": " + other + "}"))
                .isEmpty();
        assertThat(POINTS.read("評価: " + one + "。\nGrade: " + other)).isEmpty();
    }

    @Property
    void anyTextIsReadWithinTheScaleOrNotAtAll(@ForAll String text) {
        OptionalDouble read = POINTS.read(text);

        assertThat(read.orElse(1)).isBetween(1.0, 5.0);
    }

    /** Words, digits and braces, as in prose that names no grade of its own. */
    @Provide
    Arbitrary<String> prose() {
        return Arbitraries.of("The", "answer", "3", "{", "}", "\"", "事実", "2点", "is", "[", "\\", "10/10", "\n", "よい。")
                .list()
                .ofMaxSize(12)
                .map(words -> String.join(" ", words));
    }
}
