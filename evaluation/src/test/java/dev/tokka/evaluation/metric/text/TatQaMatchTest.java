// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.metric.Tried;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TatQaMatchTest {

    private final TatQaMatch exact = TatQaMatch.exactMatch();
    private final TatQaMatch f1 = TatQaMatch.f1();

    private static Case expecting(String answer, String scale, String type) {
        return Texts.accepting(answer).withTag(TatQaMatch.SCALE, scale).withTag(Tags.GROUP, type);
    }

    private double exact(String answer, String scale, String reply) {
        return exact.score(expecting(answer, scale, "span"), Texts.reply(reply)).value();
    }

    private double f1(String answer, String scale, String reply) {
        return f1.score(expecting(answer, scale, "span"), Texts.reply(reply)).value();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    -12.6 million   | million | (12.6) million       | 1
                    -12.6 million   | million | -12,600,000          | 1
                    -12.6 million   | million | -12.6                | 0
                    -12.6 million   | million | -12.6 thousand       | 0
                    -12.6 million   | million | -12.604 million [1]  | 1
                    -12.6 million   | million | -12.61 million       | 0
                    22.22 percent   | percent | 22.22%               | 1
                    22.22 percent   | percent | 0.2222               | 1
                    22.22 percent   | percent | 22.22                | 0
                    0               | ''      | -0.001               | 0
                    $1,496.5 million| million | $1.4965 billion      | 1
                    $(9.8) million  | ''      | $(9.8) million       | 1
                    Sale of the U.S. unit | '' | sale of US unit     | 1
                    """)
    void workedByHand(String answer, String scale, String reply, double expected) {
        assertThat(exact(answer, scale, reply)).isEqualTo(expected);
    }

    @Test
    void severalItemsMayBeInAnyOrderWithBullets() {
        String answer = "73,260 thousand\n57,768 thousand";

        assertThat(exact(answer, "thousand", "- 57,768 thousand\n\n- 73,260 thousand"))
                .isOne();
        assertThat(exact(answer, "thousand", "57,768 thousand\n73,260")).isZero();
        // words: 73260000.0 alone of two: precision 1, recall 1/2
        assertThat(f1(answer, "thousand", "73,260 thousand")).isEqualTo(0.67);
    }

    @Test
    void f1IsThatOfSetsOfWordsWithTwoDecimals() {
        // given: costs; wanted: our, allowable, costs, plus, profit; precision 1, recall 1/5
        assertThat(f1("our allowable costs plus a profit", "", "Costs, costs, the costs"))
                .isEqualTo(0.33);
        assertThat(f1("our allowable costs plus a profit", "", "a")).isZero();
        assertThat(exact("our allowable costs plus a profit", "", "Costs")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"arithmetic, 0", "count, 0", "span, 0.5", "multi-span, 0.5"})
    void aComputedAnswerIsRightOrWrong(String type, double expected) {
        // given: 3 and three other words; 2 * 1 / (1 + 3)
        Case item = expecting("3", "", type);

        assertThat(f1.score(item, Texts.reply("3.0000 or four")).value()).isEqualTo(expected);
        assertThat(f1.score(item, Texts.reply("3")).value()).isOne();
    }

    @Test
    void whatIsNoAnswerIsWrongAndUnreadable() {
        Case item = expecting("3", "", "count");

        assertThat(exact.score(item, Texts.abstention())).isEqualTo(Score.unreadable(0));
        assertThat(exact.score(item, Texts.failure())).isEqualTo(Score.unreadable(0));
        assertThat(exact.score(item, Texts.reply("[1]"))).isEqualTo(Score.unreadable(0));
        assertThat(exact.score(item, Texts.reply(" 3 [1]\n\n"))).isEqualTo(Score.of(1, "3"));
    }

    @Test
    void casesWithoutAScaleOrWithAnotherAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> exact.score(Texts.accepting("3"), Texts.reply("3")))
                .withMessage("case case must have the tag scale");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> exact.score(expecting("3", "dozen", "count"), Texts.reply("3")))
                .withMessageContaining("must be empty or one of [thousand, million, billion, percent] but is dozen");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> exact.score(expecting("3", "million", "count"), Texts.reply("3")))
                .withMessageContaining("must end with its scale million");
    }

    @Test
    void agreesWithAnIndependentProgram() throws IOException {
        try (InputStream in = TatQaMatchTest.class.getResourceAsStream("tatqa.json")) {
            for (JsonNode one :
                    new ObjectMapper().readTree(Objects.requireNonNull(in)).path("cases")) {
                String scale = one.path("scale").asText();
                List<String> items = new ArrayList<>();
                one.path("spans").forEach(item -> items.add((item.asText() + " " + scale).strip()));
                Case item = expecting(
                        String.join("\n", items), scale, one.path("kind").asText());
                String reply = one.path("reply").asText();

                assertThat(exact.score(item, Texts.reply(reply)).value())
                        .as("exact match of %s", one)
                        .isEqualTo(one.path("em").asDouble());
                assertThat(f1.score(item, Texts.reply(reply)).value())
                        .as("F1 of %s", one)
                        .isEqualTo(one.path("f1").asDouble());
            }
        }
    }

    @Property
    void whatIsExpectedIsRight(
            @ForAll @Size(min = 1, max = 4)
                    List<
                                    @StringLength(min = 1, max = 12) @AlphaChars @Chars({' ', '$', '%', '.', ','})
                                    @CharRange(from = '0', to = '9') String>
                            items) {
        Assume.that(items.stream().noneMatch(String::isBlank));
        String answer = items.stream().map(item -> item.strip() + " million").collect(Collectors.joining("\n"));

        assertThat(exact(answer, "million", answer)).isOne();
        assertThat(f1(answer, "million", answer)).isOne();
    }

    @Test
    void metricLaws() {
        Case item = expecting("12 million", "million", "span");
        List<Tried> all = List.of(
                new Tried(item, Texts.reply("12 million")),
                new Tried(item, Texts.reply("about 12 million")),
                new Tried(item, Texts.failure()));

        Tried.assertLaws(exact, all, 0, 1);
        Tried.assertLaws(f1, all, 0, 1);
        assertThat(Tried.value(exact, all)).isEqualTo(1 / 3.0);
    }

    @Test
    void longRunsTakeLinearTime() {
        String reply = "1".repeat(200_000) + "x" + ".5".repeat(100_000) + " " + "( ".repeat(100_000);

        assertThat(exact("3", "", reply)).isZero();
    }
}
